import { type Position, toDegrees, toLattice, UNITS_PER_DEGREE } from '#core/geometry/lattice.ts'
import { localMetres } from '#core/geometry/metres.ts'
import type { Command } from '#core/plan/commands.ts'
import { type Gesture, type Ground, type Pointer, penned, type Reducer, type Step } from './gesture.ts'
import type { Handle } from './handles.ts'
import { attraction } from './lines.ts'
import { apart } from './snap.ts'

/** Farther out the handles would hide the boundary: about 12 m under ten pixels. */
const WIDEST_REACH = 1.1e-4
/** A drag shorter than this, in reaches, is a click. */
const STILL = 0.3
const STEPS_M: readonly number[] = [0.1, 0.2, 0.5, 1, 2, 5, 10]

const handleAt = ({ at, reach }: Pointer, { handles }: Ground): Handle | null => {
  if (reach > WIDEST_REACH) return null
  let nearest: Handle | null = null
  let least = reach
  for (const handle of handles) {
    const away = apart(handle.at, at)
    if (away < least) [nearest, least] = [handle, away]
  }
  return nearest
}

/**
 * A drag takes the vertex under the pointer along, with every grid that meets there; from the middle of an edge it
 * pulls out a new one. Alt and a click remove one. A click beside all handles points out another grid.
 */
export const moveHandle: Reducer = (gesture, pointer, ground) => {
  const { pen, drawing } = gesture
  switch (pointer.kind) {
    case 'move': {
      const near = handleAt(pointer, ground)
      return { gesture: near === pen.near ? gesture : penned(gesture, { near }) }
    }
    case 'down': {
      const near = handleAt(pointer, ground)
      if (!near) return { gesture }
      return { gesture: { ...penned(gesture, { near, held: near, tip: null }), drawing: [pointer.at] } }
    }
    case 'drag': {
      if (!pen.held || !drawing) return { gesture }
      if (!pen.tip && apart(drawing[0]!, pointer.at) < STILL * pointer.reach) return { gesture }
      const snap = attraction(pointer, ground, pen.held.at)
      return { gesture: penned(gesture, { tip: snap?.at ?? pointer.at, snap }) }
    }
    case 'up': {
      const released = { ...gesture, drawing: null }
      if (pen.tip) return moved(released, pen.tip)
      if (pointer.free && pen.held) return removed(released)
      return { gesture: released }
    }
    case 'click':
      // With Alt the click has removed the vertex that was under it.
      if (pen.near || pointer.free) return { gesture }
      return { gesture: penned(gesture, { held: null }), ...(pointer.grid && { focus: pointer.grid }) }
  }
}

/** What letting go at `tip` would do. */
export const commandAtTip = ({ pen: { held, tip } }: Gesture): Command | undefined => {
  if (!held || !tip) return undefined
  return held.kind === 'middle'
    ? { type: 'insertVertex', at: held.at, to: tip }
    : { type: 'moveVertex', from: held.at, to: tip }
}

const onLattice = (place: Position): Position => toDegrees(toLattice(place))

const moved = (gesture: Gesture, to: Position): Step => {
  const tip = onLattice(to)
  const command = commandAtTip(penned(gesture, { tip }))
  const kind = gesture.pen.held?.kind === 'junction' ? 'junction' : 'vertex'
  const held: Handle = { at: tip, kind }
  return {
    gesture: penned(gesture, { held, near: held, tip: null, snap: null }),
    ...(command && { command }),
  }
}

/** The held vertex goes away. */
export const removed = (gesture: Gesture): Step => {
  const { held } = gesture.pen
  if (!held || held.kind === 'middle') return { gesture }
  return {
    gesture: penned(gesture, { held: null, near: null, tip: null }),
    command: { type: 'deleteVertex', at: held.at },
  }
}

/** The held vertex goes some steps east and north. */
export const nudged = (gesture: Gesture, east: number, north: number): Step => {
  const { held, stepM } = gesture.pen
  if (!held) return { gesture }
  const { xPerUnit, yPerUnit } = localMetres(toLattice(held.at))
  const degrees = (steps: number, perUnit: number) => (steps * stepM) / perUnit / UNITS_PER_DEGREE
  return moved(gesture, [held.at[0] + degrees(east, xPerUnit), held.at[1] + degrees(north, yPerUnit)])
}

/** The next (1) or previous (-1) handle along the boundary is held. */
export const heldNext = (gesture: Gesture, by: 1 | -1, { handles }: Ground): Gesture => {
  const { held } = gesture.pen
  const now = held ? handles.findIndex(({ at }) => apart(at, held.at) < 1e-9) : -1
  const next = handles.at(now < 0 ? 0 : (now + by) % handles.length)
  return penned(gesture, { held: next ?? null })
}

export const stepChanged = (gesture: Gesture, by: 1 | -1): Gesture => {
  const now = STEPS_M.indexOf(gesture.pen.stepM)
  return penned(gesture, { stepM: STEPS_M[Math.max(0, Math.min(STEPS_M.length - 1, now + by))]! })
}
