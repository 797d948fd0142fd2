import { describe, expect, test } from 'vitest'
import type { Position } from '#core/geometry/lattice.ts'
import { type Gesture, type Ground, idle, type Pointer, type Tool } from '../../client/editor/gesture.ts'
import { handlesOf } from '../../client/editor/handles.ts'
import { keyStep } from '../../client/editor/keys.ts'
import { newestOnly } from '../../client/editor/newest.ts'
import { snapLinesOf, snapOf } from '../../client/editor/snap.ts'
import { capturesDrag, intended, stepOf } from '../../client/editor/tools.ts'
import { touchedBy } from '../../client/editor/touched.ts'

/**
 * Two grids of 100 units each, side by side, at one hundred-thousandth of a degree a unit; a building in A.
 * ```
 *   0 ─── 100 ─── 200
 *   │  A   │   B   │     the edge between them has a vertex in its middle
 *   0 ─── 100 ─── 200
 * ```
 */
const UNIT = 1e-5
const at = (x: number, y: number): Position => [(x * 100) / 1e7, (y * 100) / 1e7]
const ring = (...corners: [number, number][]): Position[] =>
  [...corners, corners[0]!].map(([x, y]) => at(x, y))
const grids = [
  {
    id: 'A',
    community: 'c',
    coordinates: [[ring([0, 0], [100, 0], [100, 50], [100, 100], [0, 100])]],
  },
  {
    id: 'B',
    community: 'c',
    coordinates: [[ring([100, 0], [200, 0], [200, 100], [100, 100], [100, 50])]],
  },
]
const house = { coordinates: [[ring([20, 20], [40, 20], [40, 40], [20, 40])]] }
const ground: Ground = {
  buildings: [],
  grids,
  selected: 'A',
  newId: 'new',
  handles: handlesOf(grids, 'A'),
  snapLines: snapLinesOf(grids, [house]),
  stretches: [],
}
const REACH = 3 * UNIT
const pointer = (kind: Pointer['kind'], [x, y]: [number, number], rest: Partial<Pointer> = {}): Pointer => ({
  ...{ kind, at: at(x, y), grid: 'A', building: null, adding: false, free: false, reach: REACH, roads: [] },
  ...rest,
})
const following = (tool: Tool, pointers: readonly Pointer[], start: Gesture = idle(tool), on = ground) => {
  let step: ReturnType<(typeof stepOf)[Tool]> = { gesture: start }
  for (const one of pointers) step = stepOf[tool](step.gesture, one, on)
  return step
}
const clicks = (...places: [number, number][]): Pointer[] =>
  places.flatMap((place) => [pointer('move', place), pointer('down', place), pointer('up', place)])
const drag = (...places: [number, number][]): Pointer[] =>
  places.map((place, i) => pointer(i === 0 ? 'down' : i === places.length - 1 ? 'up' : 'drag', place))
/** The drawn vertices of a line command, without the ends that reach a little farther. */
const lineOf = (step: ReturnType<typeof following>) =>
  step.command && 'line' in step.command ? step.command.line.coordinates.slice(1, -1) : null

describe('snapping', () => {
  const snap = (x: number, y: number) => snapOf(at(x, y), ground.snapLines, REACH)

  test('a vertex attracts before the edge that it ends', () => {
    expect(snap(101, 51)).toEqual({ at: at(100, 50), kind: 'vertex' })
    expect(snap(101, 70)?.kind).toBe('boundary')
    expect(snap(101, 70)?.at[0]).toBeCloseTo(at(100, 0)[0], 9)
  })

  test('a building attracts by its edges, and nothing attracts from afar', () => {
    expect(snap(30, 21)?.kind).toBe('building')
    expect(snap(70, 70)).toBeNull()
  })

  test('a road around the pointer attracts, unless Alt is held', () => {
    const roads = [[at(50, 60), at(90, 60)]]
    const over = (free: boolean) =>
      following('reshape', [pointer('move', [70, 61], { roads, free })]).gesture.pen
    expect(over(false).snap).toMatchObject({ kind: 'road' })
    expect(over(false).tip?.[1]).toBeCloseTo(at(0, 60)[1], 9)
    expect(over(true)).toMatchObject({ snap: null, tip: at(70, 61) })
  })

  test('a boundary wins over a road about as near, and always where a new boundary begins', () => {
    const over = (x: number, points: Position[] = []) => {
      const start = idle('reshape')
      const roads = [[at(98, 10), at(98, 45)]]
      return following('reshape', [pointer('move', [x, 30], { roads })], {
        ...start,
        pen: { ...start.pen, points },
      }).gesture.pen.snap?.kind
    }
    expect(over(98.6, [at(60, 20)])).toBe('boundary')
    expect(over(98, [at(60, 20)])).toBe('road')
    expect(over(98)).toBe('boundary')
  })

  test('a vertex on its way is not held back by its own old edges', () => {
    expect(snapOf(at(101, 51), ground.snapLines, REACH, at(100, 50))).toBeNull()
  })
})

describe('an area', () => {
  const corners: [number, number][] = [
    [60, 60],
    [140, 60],
    [140, 90],
    [60, 90],
  ]
  /** As the browser tells them: the click comes after the button is up. */
  const whole = (...places: [number, number][]) =>
    places.flatMap((place) => [...clicks(place), pointer('click', place)])
  const ringOf = ({ picked }: Gesture) => (picked.kind === 'region' ? picked.ring : null)
  const outline = [...corners, corners[0]!].map(([x, y]) => at(x, y))

  test('a click sets a vertex; on the first one, twice on the last, or by Enter the ground is picked', () => {
    const drawn = following('area', whole(...corners))
    expect(drawn).toEqual({ gesture: expect.objectContaining({ picked: { kind: 'nothing' } }) })
    expect(drawn.gesture.pen.points).toHaveLength(4)
    for (const last of [corners[0]!, corners[3]!]) {
      const closed = following('area', whole(last), drawn.gesture)
      expect(closed.command).toBeUndefined()
      expect(ringOf(closed.gesture)).toEqual(outline)
    }
    expect(ringOf(keyStep(drawn.gesture, 'Enter', ground)!.gesture)).toEqual(outline)
    expect(keyStep(drawn.gesture, 'Backspace', ground)!.gesture.pen.points).toHaveLength(3)
  })

  test('two vertices enclose nothing', () => {
    const two = following('area', whole(...corners.slice(0, 2))).gesture
    expect(keyStep(two, 'Enter', ground)?.gesture.pen.points).toHaveLength(2)
  })

  test('an outline that crosses itself is refused when it is closed, and stays to be mended', () => {
    const crossing = [corners[0]!, corners[2]!, corners[1]!, corners[3]!]
    const drawn = following('area', whole(...crossing)).gesture
    const closings = [
      following('area', whole(crossing[0]!), drawn),
      following('area', whole(crossing[3]!), drawn),
      keyStep(drawn, 'Enter', ground)!,
    ]
    for (const { gesture, refusal } of closings) {
      expect(refusal?.code).toBe('region_invalid')
      expect(gesture.pen.points).toHaveLength(4)
      expect(ringOf(gesture)).toBeNull()
    }
    const byHand = following('area', drag([60, 60], [140, 90], [140, 60], [60, 80]))
    expect(byHand.refusal?.code).toBe('region_invalid')
    expect(byHand.gesture).toMatchObject({ drawing: null, picked: { kind: 'nothing' }, pen: { points: [] } })
  })

  test('the next click says which grid takes it', () => {
    const picked = following('area', whole(...corners, corners[0]!)).gesture
    const aimed = following('area', [pointer('move', [150, 50], { grid: 'B' })], picked).gesture
    expect(intended(aimed, ground)).toMatchObject({ type: 'assignRegion', to: 'B' })
    const sent = following(
      'area',
      whole([150, 50]).map((one) => ({ ...one, grid: 'B' })),
      aimed,
    )
    expect(sent.command).toMatchObject({ type: 'assignRegion', to: 'B', region: { coordinates: [outline] } })
  })

  test('it touches the grids that it crosses, holds or lies in, and none that it only lies beside', () => {
    const touched = (...corners: [number, number][]) => touchedBy(ring(...corners), grids).map(({ id }) => id)
    expect(touched(...corners)).toEqual(['A', 'B'])
    expect(touched([-10, -10], [210, -10], [210, 110], [-10, 110])).toEqual(['A', 'B'])
    expect(touched([110, 10], [120, 10], [120, 20])).toEqual(['B'])
    expect(touched([-20, 40], [20, 40], [20, 45], [-20, 45])).toEqual(['A'])
    expect(touched([210, 0], [220, 0], [220, 100])).toEqual([])
  })
})

describe('lines', () => {
  const course: [number, number][] = [
    [100, 20],
    [70, 50],
    [100, 80],
  ]

  test('each click sets a vertex, a second one in the same place ends the line', () => {
    const drawn = following('reshape', clicks(...course))
    expect(drawn.command).toBeUndefined()
    const done = following('reshape', clicks([100, 80]), drawn.gesture)
    expect(done.command?.type).toBe('reshapeBoundary')
    expect(lineOf(done)).toHaveLength(3)
    expect(done.gesture).toEqual(idle('reshape'))
  })

  test('Enter ends it, Backspace takes the last vertex back, a single vertex is not a line', () => {
    const drawn = following('reshape', clicks(...course)).gesture
    const shorter = keyStep(drawn, 'Backspace', ground)!.gesture
    expect(shorter.pen.points).toHaveLength(2)
    expect(keyStep(drawn, 'Enter', ground)?.command?.type).toBe('reshapeBoundary')
    const one = keyStep(shorter, 'Backspace', ground)!.gesture
    expect(keyStep(one, 'Enter', ground)?.command).toBeUndefined()
    expect(keyStep(idle('reshape'), 'Enter', ground)).toBeNull()
  })

  test('the preview runs to where the pointer is', () => {
    const drawn = following('reshape', [...clicks([100, 20], [70, 50]), pointer('move', [100, 80])])
    const command = intended(drawn.gesture, ground)
    expect(command?.type === 'reshapeBoundary' && command.line.coordinates).toHaveLength(5)
  })

  test('both ends are drawn on a little, so that a line that stops on a boundary reaches it', () => {
    const { command } = keyStep(following('split', clicks([0, 60], [100, 60])).gesture, 'Enter', ground)!
    const [first, , , last] = command?.type === 'splitGrid' ? command.line.coordinates : []
    expect(first![0]).toBeLessThan(0)
    expect(last![0]).toBeGreaterThan(at(100, 0)[0])
  })

  test('a new boundary that stops within reach of an old one is drawn on to it, unless it has met it', () => {
    const ended = (...places: [number, number][]) => {
      const free = clicks(...places).map((one) => ({ ...one, free: true }))
      return lineOf({
        gesture: idle('reshape'),
        ...keyStep(following('reshape', free).gesture, 'Enter', ground),
      })
    }
    const [first, , , , last] = ended([98, 20], [70, 50], [98, 80])!
    expect(first?.[0]).toBeCloseTo(at(100, 0)[0], 9)
    expect(last?.[0]).toBeCloseTo(at(100, 0)[0], 9)
    expect(ended([102, 20], [70, 50], [102, 80])).toHaveLength(3)
    expect(ended([90, 20], [70, 50], [90, 80])).toHaveLength(3)
  })

  test('by hand, a new boundary is done when let go; what makes a grid waits to be named', () => {
    expect(following('reshape', drag([100, 20], [60, 50], [100, 80])).command?.type).toBe('reshapeBoundary')
    const split = following('split', [...drag([-10, 60], [50, 65], [110, 60]), pointer('move', [150, 90])])
    expect(split.command).toBeUndefined()
    const named = { ...split.gesture, pen: { ...split.gesture.pen, name: '新村' } }
    expect(keyStep(named, 'Enter', ground)?.command).toMatchObject({
      type: 'splitGrid',
      grid: 'A',
      newGrid: { id: 'new', name: '新村' },
    })
  })

  test('a split is of the selected grid, or of the one that the line passes through most', () => {
    const across = keyStep(following('split', clicks([60, 60], [160, 60])).gesture, 'Enter', ground)
    expect(across?.command).toMatchObject({ grid: 'A' })
    const beside = keyStep(following('split', clicks([110, 60], [210, 60])).gesture, 'Enter', ground)
    expect(beside?.command).toMatchObject({ grid: 'B' })
    const free = { ...ground, selected: null }
    expect(
      keyStep(following('split', clicks([80, 60], [210, 60]), idle('split'), free).gesture, 'Enter', free),
    ).toMatchObject({ command: { grid: 'B' } })
  })

  test('a line that misses every grid is sent, to be refused in words', () => {
    const missed = keyStep(following('split', clicks([10, -40], [90, -40])).gesture, 'Enter', ground)
    expect(missed?.command).toMatchObject({ type: 'splitGrid', grid: 'A' })
  })

  test('an outline closed by a click on its beginning waits to be named; without a name that is left to the plan', () => {
    const outline: [number, number][] = [
      [50, 60],
      [80, 60],
      [80, 90],
    ]
    const closed = following('carve', [...clicks(...outline, [50, 60]), pointer('move', [95, 70])])
    expect(closed.command).toBeUndefined()
    expect(closed.gesture.pen).toMatchObject({ isDrawn: true, tip: null })
    expect(following('carve', clicks([50, 60]), closed.gesture).command).toEqual(
      keyStep(closed.gesture, 'Enter', ground)?.command,
    )
    expect(keyStep(closed.gesture, 'Enter', ground)?.command).toEqual({
      type: 'carveExclusiveGrid',
      region: { type: 'Polygon', coordinates: [ring(...outline)] },
      newGrid: { id: 'new' },
    })
  })
})

describe('vertices', () => {
  test('the outline of the community has no handles', () => {
    expect(ground.handles.map(({ at, kind }) => [kind, ...at])).toEqual([
      ['middle', ...at(100, 25)],
      ['vertex', ...at(100, 50)],
      ['middle', ...at(100, 75)],
    ])
  })

  test('a drag takes the vertex along, and it stays in hand', () => {
    const near = following('vertex', [pointer('move', [101, 50])]).gesture
    expect(capturesDrag(near, false)).toBe(true)
    expect(capturesDrag(idle('vertex'), false)).toBe(false)
    const { command, gesture } = following('vertex', drag([101, 50], [90, 55], [80, 60]), near)
    expect(command).toEqual({ type: 'moveVertex', from: at(100, 50), to: at(90, 55) })
    expect(gesture.pen.held?.at).toEqual(at(90, 55))
  })

  test('from the middle of an edge a drag pulls out a new vertex', () => {
    expect(following('vertex', drag([100, 75], [90, 75], [90, 75])).command).toEqual({
      type: 'insertVertex',
      at: at(100, 75),
      to: at(90, 75),
    })
  })

  test('Alt and a click, or Delete, removes a vertex; a click alone takes hold of it', () => {
    const remove = { type: 'deleteVertex', at: at(100, 50) }
    const press = [pointer('down', [100, 50]), pointer('up', [100, 50])]
    expect(
      following(
        'vertex',
        press.map((one) => ({ ...one, free: true })),
      ).command,
    ).toEqual(remove)
    const after = following(
      'vertex',
      [...press, pointer('click', [100, 50], { grid: 'B' })].map((one) => ({ ...one, free: true })),
    )
    expect(after.focus).toBeUndefined()
    const held = following('vertex', press)
    expect(held.command).toBeUndefined()
    expect(keyStep(held.gesture, 'Delete', ground)?.command).toEqual(remove)
  })

  test('arrows nudge it by the step in metres, which brackets change', () => {
    const held = keyStep(idle('vertex'), '.', ground)!.gesture
    const vertex = keyStep(held, '.', ground)!.gesture
    expect(vertex.pen.held?.kind).toBe('vertex')
    const wider = keyStep(vertex, ']', ground)!.gesture
    expect(wider.pen.stepM).toBe(2)
    const { command } = keyStep(wider, 'ArrowUp', ground)!
    if (command?.type !== 'moveVertex') throw new Error('expected a move')
    expect((command.to[1] - command.from[1]) * 110_574).toBeCloseTo(2, 1)
    expect(command.to[0]).toBe(command.from[0])
  })

  test('from afar there is nothing to take hold of', () => {
    expect(following('vertex', [pointer('move', [100, 50], { reach: 1e-3 })]).gesture.pen.near).toBeNull()
  })
})

test('while one look is under way, only the newest wish waits', async () => {
  let wish = 0
  const seen: number[] = []
  const look = newestOnly(async () => {
    seen.push(wish)
    await new Promise((resolve) => setTimeout(resolve, 5))
  })
  const asked = [1, 2, 3, 4].map((next) => {
    wish = next
    return look()
  })
  await Promise.all(asked)
  expect(seen).toEqual([1, 4])
})
