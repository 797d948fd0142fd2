import type { Position } from '#core/geometry/lattice.ts'
import type { Command, Refusal } from '#core/plan/commands.ts'
import type { Uuid } from '#core/plan/plan.ts'
import type { Handle } from './handles.ts'
import type { Outlined } from './neighbours.ts'
import type { Snap, SnapLine } from './snap.ts'
import type { Stretch } from './stretches.ts'

export const TOOLS = [
  'select',
  'box',
  'lasso',
  'area',
  'merge',
  'reshape',
  'split',
  'carve',
  'vertex',
  'pin',
] as const
export type Tool = (typeof TOOLS)[number]
/** The tools that draw a line or an outline, vertex by vertex or by hand. */
export type LineTool = 'area' | 'reshape' | 'split' | 'carve'
export const isLineTool = (tool: Tool): tool is LineTool =>
  isOutlineTool(tool) || tool === 'reshape' || tool === 'split'
/** Those of them that come back to where they began. */
export const isOutlineTool = (tool: Tool): tool is 'area' | 'carve' => tool === 'area' || tool === 'carve'
export const isBoundaryTool = (tool: Tool): boolean => isLineTool(tool) || tool === 'vertex' || tool === 'pin'

/** What the next click on a target grid would send there. */
export type Picked =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'buildings'; readonly ids: readonly Uuid[] }
  | { readonly kind: 'region'; readonly ring: readonly Position[] }
  | { readonly kind: 'grid'; readonly id: Uuid }
export const NOTHING: Picked = { kind: 'nothing' }

/** What the boundary tools have in hand. */
export interface Pen {
  /** The vertices that are set. */
  readonly points: readonly Position[]
  /** Where the next one, or the held one, would go. */
  readonly tip: Position | null
  readonly snap: Snap | null
  /** Drawn by hand and let go: it waits to be confirmed, and the pointer adds nothing. */
  readonly isDrawn: boolean
  /** Of the grid to be made; empty leaves it to the plan. */
  readonly name: string
  /** The handle under the pointer, and the one that drags and keys move. */
  readonly near: Handle | null
  readonly held: Handle | null
  /** The boundary that a click would lock or unlock. */
  readonly stretch: Stretch | null
  /** How near counted as on it where the pointer was last, in degrees of latitude. */
  readonly reach: number
  /** How far an arrow key moves the held vertex, in metres. */
  readonly stepM: number
}
const LIFTED: Pen = {
  points: [],
  tip: null,
  snap: null,
  isDrawn: false,
  name: '',
  near: null,
  held: null,
  stretch: null,
  reach: 0,
  stepM: 1,
}

export interface Gesture {
  readonly tool: Tool
  readonly picked: Picked
  /** The line under the pointer while the button is down. */
  readonly drawing: readonly Position[] | null
  /** The grid that the next click would send the picked things to. */
  readonly target: Uuid | null
  readonly pen: Pen
}
export const idle = (tool: Tool): Gesture => ({
  tool,
  picked: NOTHING,
  drawing: null,
  target: null,
  pen: LIFTED,
})
export const penned = (gesture: Gesture, pen: Partial<Pen>): Gesture => ({
  ...gesture,
  pen: { ...gesture.pen, ...pen },
})
/** Nothing picked, nothing drawn, nothing held; the tool and its step stay. */
export const dropped = ({ tool, pen: { stepM } }: Gesture): Gesture => penned(idle(tool), { stepM })
export const isBusy = ({ drawing, picked, pen }: Gesture): boolean =>
  drawing !== null || picked.kind !== 'nothing' || pen.points.length > 0 || pen.held !== null

/** One pointer event, already told what lies under it. */
export interface Pointer {
  readonly kind: 'move' | 'down' | 'drag' | 'up' | 'click'
  readonly at: Position
  readonly grid: Uuid | null
  readonly building: Uuid | null
  /** Shift or the platform's command key: add to what is picked instead of replacing it. */
  readonly adding: boolean
  /** Alt: what is near does not attract. */
  readonly free: boolean
  /** How near counts as on it, in degrees of latitude. */
  readonly reach: number
  /** Centre lines of the roads around it. */
  readonly roads: readonly (readonly Position[])[]
}

/** What a tool needs to know of the plan. */
export interface Ground {
  readonly buildings: readonly {
    readonly id: Uuid
    readonly grid: Uuid
    readonly position: Position
    readonly compound: Uuid | null
  }[]
  readonly grids: readonly Outlined[]
  readonly selected: Uuid | null
  /** Of a grid that the next command would make. */
  readonly newId: Uuid
  /** The vertices that can be moved. */
  readonly handles: readonly Handle[]
  /** The boundaries that can be locked or unlocked. */
  readonly stretches: readonly Stretch[]
  /** What attracts the pointer, besides the roads around it. */
  readonly snapLines: readonly SnapLine[]
}

export type Reducer = (gesture: Gesture, pointer: Pointer, ground: Ground) => Step

export interface Step {
  readonly gesture: Gesture
  readonly command?: Command
  /** A grid the person pointed out, to be shown in the panel. */
  readonly focus?: Uuid
  /** Why what was drawn is not taken. */
  readonly refusal?: Refusal
}

/** The buildings, and whatever is kept together with one of them. */
export const withCompounds = (ids: readonly Uuid[], { buildings }: Pick<Ground, 'buildings'>): Uuid[] => {
  const chosen = new Set(ids)
  const compounds = new Set(buildings.flatMap(({ id, compound }) => (chosen.has(id) && compound) || []))
  const partners = buildings.filter(({ compound }) => compound && compounds.has(compound))
  return [...new Set([...ids, ...partners.map(({ id }) => id)])]
}

/** The command that sends what is picked to `target`, or none where nothing would change. */
export const commandTo = (
  picked: Picked,
  target: Uuid,
  ground: Pick<Ground, 'buildings'>,
): Command | undefined => {
  switch (picked.kind) {
    case 'nothing':
      return undefined
    case 'buildings': {
      const chosen = new Set(picked.ids)
      const leaves = ground.buildings.some(({ id, grid }) => chosen.has(id) && grid !== target)
      return leaves ? { type: 'moveBuildings', buildings: picked.ids, to: target } : undefined
    }
    case 'region':
      return { type: 'assignRegion', region: { type: 'Polygon', coordinates: [picked.ring] }, to: target }
    case 'grid':
      return picked.id === target ? undefined : { type: 'mergeGrids', from: picked.id, into: target }
  }
}
