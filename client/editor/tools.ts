import type { Position } from '#core/geometry/lattice.ts'
import type { Command } from '#core/plan/commands.ts'
import type { Uuid } from '#core/plan/plan.ts'
import {
  commandTo,
  type Gesture,
  type Ground,
  idle,
  isLineTool,
  NOTHING,
  type Reducer,
  type Tool,
  withCompounds,
} from './gesture.ts'
import { commandAlong, drawLine, SMALLEST_OUTLINE } from './lines.ts'
import { boxRing, closedRing, enclosesArea, isInside } from './outline.ts'
import { lockStretch } from './stretches.ts'
import { commandAtTip, moveHandle } from './vertices.ts'

/** Picks buildings, each with its compound. */
const pickBuildings = (
  gesture: Gesture,
  ids: readonly Uuid[],
  adding: boolean,
  ground: Pick<Ground, 'buildings'>,
): Gesture => {
  const earlier = adding && gesture.picked.kind === 'buildings' ? gesture.picked.ids : []
  const all = withCompounds([...new Set([...earlier, ...ids])], ground)
  return {
    ...gesture,
    picked: all.length ? { kind: 'buildings', ids: all } : NOTHING,
    target: null,
    drawing: null,
  }
}

/** A building that is picked is let go, with its compound; another joins what is picked. */
export const toggleBuilding = (gesture: Gesture, id: Uuid, ground: Pick<Ground, 'buildings'>): Gesture => {
  const earlier = gesture.picked.kind === 'buildings' ? gesture.picked.ids : []
  const going = new Set(withCompounds([id], ground))
  const next = earlier.includes(id) ? earlier.filter((other) => !going.has(other)) : [...earlier, id]
  return pickBuildings({ ...gesture, picked: NOTHING }, next, false, ground)
}

/** While something is picked, the grid under the pointer is the target that a click would send it to. */
const hover: Reducer = (gesture, { grid }, ground) => {
  const target = grid && commandTo(gesture.picked, grid, ground) ? grid : null
  return { gesture: target === gesture.target ? gesture : { ...gesture, target } }
}

/**
 * A click sends what is picked to another grid, wherever in that grid it falls; in the home grid it picks
 * again. So a target full of buildings needs no aiming, and hovering has shown it before.
 */
const click: Reducer = (gesture, { grid, building, adding }, ground) => {
  if (adding && building) return { gesture: toggleBuilding(gesture, building, ground) }
  const command = grid ? commandTo(gesture.picked, grid, ground) : undefined
  if (command) return { gesture: idle(gesture.tool), command }
  if (building)
    return { gesture: pickBuildings(gesture, [building], false, ground), ...(grid && { focus: grid }) }
  return { gesture: idle(gesture.tool), ...(grid && { focus: grid }) }
}

const draw =
  (nextLine: (line: readonly Position[], at: Position) => readonly Position[], finish: Reducer): Reducer =>
  (gesture, pointer, ground) => {
    switch (pointer.kind) {
      case 'down':
        return { gesture: { ...gesture, drawing: [pointer.at] } }
      case 'drag':
        return { gesture: { ...gesture, drawing: nextLine(gesture.drawing ?? [pointer.at], pointer.at) } }
      case 'up': {
        const isOutline = gesture.drawing !== null && enclosesArea(gesture.drawing, SMALLEST_OUTLINE)
        return isOutline ? finish(gesture, pointer, ground) : { gesture: { ...gesture, drawing: null } }
      }
      case 'move':
        return hover(gesture, pointer, ground)
      case 'click':
        return click(gesture, pointer, ground)
    }
  }

/** The ring begins where the drag began, whatever corner that is. */
const box = (line: readonly Position[], at: Position) => boxRing(line[0]!, at)
const freehand = (line: readonly Position[], at: Position) => [...line, at]

const pickInside: Reducer = (gesture, { adding }, ground) => {
  const ring = closedRing(gesture.drawing!)
  const inside = ground.buildings.filter(({ position }) => isInside(position, ring)).map(({ id }) => id)
  return { gesture: pickBuildings(gesture, inside, adding, ground) }
}

/** First the outline of a piece of ground; then the grid that takes it, or another outline by hand. */
const drawArea: Reducer = (gesture, pointer, ground) =>
  (gesture.picked.kind === 'nothing' ? drawLine : draw(freehand, drawLine))(gesture, pointer, ground)

const merge: Reducer = (gesture, pointer, ground) => {
  if (pointer.kind === 'move') return hover(gesture, pointer, ground)
  if (pointer.kind !== 'click' || !pointer.grid) return { gesture }
  const command = commandTo(gesture.picked, pointer.grid, ground)
  if (command) return { gesture: idle('merge'), command, focus: pointer.grid }
  const isPickedAgain = gesture.picked.kind === 'grid'
  return {
    gesture: isPickedAgain ? idle('merge') : { ...gesture, picked: { kind: 'grid', id: pointer.grid } },
    focus: pointer.grid,
  }
}

/** Each tool as a pure step; in `select` a drag with shift draws a box, a plain drag is left to the map. */
export const stepOf: Record<Tool, Reducer> = {
  select: draw(box, pickInside),
  box: draw(box, pickInside),
  lasso: draw(freehand, pickInside),
  area: drawArea,
  merge,
  reshape: drawLine,
  split: drawLine,
  carve: drawLine,
  vertex: moveHandle,
  pin: lockStretch,
}

/** What would be done if the pointer ended the gesture where it is: the preview. */
export const intended = (gesture: Gesture, ground: Ground): Command | undefined => {
  if (isLineTool(gesture.tool) && gesture.picked.kind === 'nothing') return commandAlong(gesture, ground)
  if (gesture.tool === 'vertex') return commandAtTip(gesture)
  return gesture.target ? commandTo(gesture.picked, gesture.target, ground) : undefined
}

/** True where this tool wants the drag that begins here; otherwise it pans the map. */
export const capturesDrag = ({ tool, pen }: Gesture, adding: boolean): boolean =>
  tool === 'box' ||
  tool === 'lasso' ||
  isLineTool(tool) ||
  (tool === 'vertex' && pen.near !== null) ||
  (tool === 'select' && adding)
