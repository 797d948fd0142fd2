import { describe, expect, test } from 'vitest'
import type { Position } from '#core/geometry/lattice.ts'
import { type Ground, idle, type Pointer, penned, withCompounds } from '../../client/editor/gesture.ts'
import { keyStep } from '../../client/editor/keys.ts'
import { stretchesOf } from '../../client/editor/stretches.ts'
import { stepOf, toggleBuilding } from '../../client/editor/tools.ts'

/**
 * Three grids of one community; C lies over both A and B, and D within C.
 * ```
 *   ┌───────────┐
 *   │  C  [D]   │
 *   ├─────┬─────┤
 *   │  A  │  B  │
 *   └─────┴─────┘
 * ```
 */
const at = (x: number, y: number): Position => [x / 1e5, y / 1e5]
const ring = (...corners: [number, number][]): Position[] =>
  [...corners, corners[0]!].map(([x, y]) => at(x, y))
const D = [
  [40, 60],
  [60, 60],
  [60, 80],
  [40, 80],
] as [number, number][]
const grids = [
  { id: 'A', rings: [ring([0, 0], [50, 0], [50, 50], [0, 50])] },
  { id: 'B', rings: [ring([50, 0], [100, 0], [100, 50], [50, 50])] },
  { id: 'C', rings: [ring([0, 50], [50, 50], [100, 50], [100, 100], [0, 100]), ring(...D)] },
  { id: 'D', rings: [ring(...D)] },
].map(({ id, rings }) => ({ id, community: 'c', coordinates: [rings] }))

const groundOf = (locks: Parameters<typeof stretchesOf>[1] = []): Ground => ({
  buildings: [
    { id: 'a1', grid: 'A', position: at(10, 10), compound: 'yard' },
    { id: 'a2', grid: 'A', position: at(20, 10), compound: 'yard' },
    { id: 'a3', grid: 'A', position: at(30, 10), compound: null },
  ],
  ...{ grids, selected: 'A', newId: 'new', handles: [], snapLines: [] },
  stretches: stretchesOf(grids, locks),
})
const pointer = (kind: Pointer['kind'], x: number, y: number, building: string | null = null): Pointer => ({
  ...{ kind, at: at(x, y), grid: 'A', building, adding: false, free: false, reach: 3e-5, roads: [] },
})

describe('stretches of boundary', () => {
  test('run from junction to junction, and once round a grid that lies within another', () => {
    const lines = stretchesOf(grids, []).map(({ line }) => line)
    expect(lines).toHaveLength(4)
    expect(lines.filter((line) => line.length === 2)).toHaveLength(3)
    expect(lines.filter((line) => line.length === 5 && String(line[0]) === String(line[4]))).toHaveLength(1)
  })

  test('a click locks the one under the pointer, a click on a locked one unlocks it', () => {
    const step = stepOf.pin(idle('pin'), pointer('click', 51, 20), groundOf())
    expect(step.command).toMatchObject({ type: 'lockBoundary', lock: 'new' })
    const { line } = step.command as unknown as { line: { coordinates: Position[] } }
    expect([...line.coordinates].sort()).toEqual([at(50, 0), at(50, 50)].sort())
    const locked = groundOf([{ id: 'held', line: line.coordinates }])
    expect(locked.stretches).toHaveLength(groundOf().stretches.length)
    expect(stepOf.pin(idle('pin'), pointer('click', 51, 20), locked).command).toEqual({
      type: 'unlockBoundary',
      lock: 'held',
    })
  })

  test('a click beside all boundaries points out the grid', () =>
    expect(stepOf.pin(idle('pin'), pointer('click', 20, 20), groundOf())).toEqual({
      gesture: idle('pin'),
      focus: 'A',
    }))

  test('keys step along the boundary of the selected grid, and Enter locks', () => {
    const ground = groundOf()
    const first = keyStep(idle('pin'), '.', ground)!
    const second = keyStep(first.gesture, '.', ground)!
    const third = keyStep(second.gesture, '.', ground)!
    expect(first.gesture.pen.stretch).not.toBeNull()
    expect(second.gesture.pen.stretch).not.toBe(first.gesture.pen.stretch)
    expect(third.gesture.pen.stretch).toBe(first.gesture.pen.stretch)
    expect(keyStep(second.gesture, 'Enter', ground)?.command?.type).toBe('lockBoundary')
    expect(keyStep(penned(idle('pin'), { stretch: null }), 'Enter', ground)).toBeNull()
  })
})

describe('compounds', () => {
  test('are picked, and let go, as a whole', () => {
    const ground = groundOf()
    expect(withCompounds(['a2', 'a3'], ground).sort()).toEqual(['a1', 'a2', 'a3'])
    const picked = stepOf.select(idle('select'), pointer('click', 20, 10, 'a2'), ground).gesture
    expect(picked.picked).toEqual({ kind: 'buildings', ids: ['a2', 'a1'] })
    expect(toggleBuilding(picked, 'a3', ground).picked).toMatchObject({ ids: ['a2', 'a1', 'a3'] })
    expect(toggleBuilding(picked, 'a1', ground).picked).toEqual({ kind: 'nothing' })
  })
})
