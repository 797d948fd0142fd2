import type { Position } from '#core/geometry/lattice.ts'
import type { Command } from '#core/plan/commands.ts'
import type { Uuid } from '#core/plan/plan.ts'

export const TOOLS = ['select', 'box', 'lasso', 'area', 'merge'] as const
export type Tool = (typeof TOOLS)[number]

/** What the next click on a target grid would send there. */
export type Picked =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'buildings'; readonly ids: readonly Uuid[] }
  | { readonly kind: 'region'; readonly ring: readonly Position[] }
  | { readonly kind: 'grid'; readonly id: Uuid }
export const NOTHING: Picked = { kind: 'nothing' }

export interface Gesture {
  readonly tool: Tool
  readonly picked: Picked
  /** The line under the pointer while the button is down. */
  readonly drawing: readonly Position[] | null
  /** The grid that the next click would send the picked things to. */
  readonly target: Uuid | null
}
export const idle = (tool: Tool): Gesture => ({ tool, picked: NOTHING, drawing: null, target: null })

/** One pointer event, already told what lies under it. */
export interface Pointer {
  readonly kind: 'move' | 'down' | 'drag' | 'up' | 'click'
  readonly at: Position
  readonly grid: Uuid | null
  readonly building: Uuid | null
  /** Shift or the platform's command key: add to what is picked instead of replacing it. */
  readonly adding: boolean
}

/** What a tool needs to know of the plan. */
export interface Ground {
  readonly buildings: readonly { readonly id: Uuid; readonly grid: Uuid; readonly position: Position }[]
}

export interface Step {
  readonly gesture: Gesture
  readonly command?: Command
  /** A grid the person pointed out, to be shown in the panel. */
  readonly focus?: Uuid
}

/** The command that sends what is picked to `target`, or none where nothing would change. */
export const commandTo = (picked: Picked, target: Uuid, ground: Ground): Command | undefined => {
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
