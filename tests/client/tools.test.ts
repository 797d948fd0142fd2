import { describe, expect, test } from 'vitest'
import type { Position } from '#core/geometry/lattice.ts'
import { type Gesture, type Ground, idle, type Pointer, type Tool } from '../../client/editor/gesture.ts'
import { capturesDrag, stepOf } from '../../client/editor/tools.ts'

/**
 *  A: a1 a2 | B: b1      at one hundredth of a degree a column
 */
const ground: Ground = {
  buildings: [
    { id: 'a1', grid: 'A', position: [0.01, 0], compound: null },
    { id: 'a2', grid: 'A', position: [0.02, 0], compound: null },
    { id: 'b1', grid: 'B', position: [0.03, 0], compound: null },
  ],
  ...{ grids: [], selected: null, newId: 'new', handles: [], snapLines: [], stretches: [] },
}
const aside = { free: false, reach: 1e-5, roads: [] }
const over = (
  kind: Pointer['kind'],
  grid: string | null,
  building: string | null = null,
  adding = false,
): Pointer => ({
  ...{ kind, grid, building, adding, ...aside },
  at: [0, 0],
})
const resultOf = (tool: Tool, pointers: readonly Pointer[], start: Gesture = idle(tool)) => {
  let last: ReturnType<(typeof stepOf)[Tool]> = { gesture: start }
  for (const pointer of pointers) last = stepOf[tool](last.gesture, pointer, ground)
  return last
}
const drag = (line: readonly Position[], adding = false): Pointer[] =>
  line.map((at, i) => ({
    kind: i === 0 ? 'down' : i === line.length - 1 ? 'up' : 'drag',
    at,
    grid: null,
    building: null,
    adding,
    ...aside,
  }))

describe('select', () => {
  test('a click on a building picks it, and points out its grid', () => {
    expect(resultOf('select', [over('click', 'A', 'a1')])).toEqual({
      gesture: { ...idle('select'), picked: { kind: 'buildings', ids: ['a1'] } },
      focus: 'A',
    })
  })

  test('shift adds, and takes away what was picked', () => {
    const two = resultOf('select', [over('click', 'A', 'a1'), over('click', 'A', 'a2', true)])
    expect(two.gesture.picked).toEqual({ kind: 'buildings', ids: ['a1', 'a2'] })
    expect(resultOf('select', [over('click', 'A', 'a1', true)], two.gesture).gesture.picked).toEqual({
      kind: 'buildings',
      ids: ['a2'],
    })
  })

  test('hovering over another grid aims at it; a click anywhere in it sends the buildings there', () => {
    const aimed = resultOf('select', [over('click', 'A', 'a1'), over('move', 'B')])
    expect(aimed.gesture.target).toBe('B')
    expect(aimed.command).toBeUndefined()
    const sent = resultOf('select', [over('click', 'B', 'b1')], aimed.gesture)
    expect(sent.command).toEqual({ type: 'moveBuildings', buildings: ['a1'], to: 'B' })
    expect(sent.gesture).toEqual(idle('select'))
  })

  test('the grid that holds everything picked is no target: a click there picks again', () => {
    const picked = resultOf('select', [over('click', 'A', 'a1'), over('move', 'A')])
    expect(picked.gesture.target).toBeNull()
    const again = resultOf('select', [over('click', 'A', 'a2')], picked.gesture)
    expect(again.command).toBeUndefined()
    expect(again.gesture.picked).toEqual({ kind: 'buildings', ids: ['a2'] })
  })

  test('buildings of two grids may go to either of them', () => {
    const picked = resultOf('select', [over('click', 'A', 'a1'), over('click', 'B', 'b1', true)])
    expect(resultOf('select', [over('move', 'A')], picked.gesture).gesture.target).toBe('A')
    expect(resultOf('select', [over('move', 'B')], picked.gesture).gesture.target).toBe('B')
  })

  test('what is picked stays while the pointer leaves the plan', () => {
    const away = resultOf('select', [over('click', 'A', 'a1'), over('move', null)])
    expect(away.gesture.picked).toEqual({ kind: 'buildings', ids: ['a1'] })
  })
})

describe('drawing', () => {
  const around12: Position[] = [
    [0.005, -0.01],
    [0.005, 0.01],
    [0.025, 0.01],
    [0.025, -0.01],
    [0.006, -0.01],
  ]

  test.each([
    ['south-west', [0.015, -0.01], [0.02, 0], [0.035, 0.01]],
    ['north-west', [0.015, 0.01], [0.02, 0], [0.035, -0.01]],
    ['north-east', [0.035, 0.01], [0.02, 0], [0.015, -0.01]],
    ['south-east', [0.035, -0.01], [0.02, 0], [0.015, 0.01]],
  ] as [string, Position, Position, Position][])(
    'a box drawn from its %s corner picks the buildings whose point lies in it',
    (_, from, over, to) => {
      const step = resultOf('box', drag([from, over, to, to]))
      expect(step.gesture.picked).toEqual({ kind: 'buildings', ids: ['a2', 'b1'] })
      expect(step.gesture.drawing).toBeNull()
    },
  )

  test('a lasso picks what it encloses, and with shift adds it', () => {
    const lasso = resultOf('lasso', drag(around12))
    expect(lasso.gesture.picked).toEqual({ kind: 'buildings', ids: ['a1', 'a2'] })
    const start: Gesture = { ...idle('lasso'), picked: { kind: 'buildings', ids: ['b1'] } }
    expect(resultOf('lasso', drag(around12, true), start).gesture.picked).toEqual({
      kind: 'buildings',
      ids: ['b1', 'a1', 'a2'],
    })
  })

  test('a drag too small to enclose anything is forgotten, and the pick stays', () => {
    const start: Gesture = { ...idle('lasso'), picked: { kind: 'buildings', ids: ['b1'] } }
    const step = resultOf(
      'lasso',
      drag([
        [0.01, 0],
        [0.010001, 0],
        [0.010001, 0.000001],
      ]),
      start,
    )
    expect(step.gesture).toEqual({ ...start, drawing: null })
  })

  test('an area becomes a closed ring, and the next click on a grid assigns it', () => {
    const area = resultOf('area', drag(around12))
    const { picked } = area.gesture
    if (picked.kind !== 'region') throw new Error('expected a region')
    expect(picked.ring[0]).toEqual(picked.ring.at(-1))
    expect(resultOf('area', [over('click', 'B')], area.gesture).command).toEqual({
      type: 'assignRegion',
      region: { type: 'Polygon', coordinates: [picked.ring] },
      to: 'B',
    })
  })

  test('the tool takes the drag only where it draws', () => {
    expect(capturesDrag(idle('select'), false)).toBe(false)
    expect(capturesDrag(idle('select'), true)).toBe(true)
    expect(capturesDrag(idle('lasso'), false)).toBe(true)
    expect(capturesDrag(idle('merge'), true)).toBe(false)
  })
})

describe('merge', () => {
  test('the first click picks the grid that goes, the second the one that takes it', () => {
    const first = resultOf('merge', [over('click', 'A')])
    expect(first.gesture.picked).toEqual({ kind: 'grid', id: 'A' })
    expect(resultOf('merge', [over('click', 'B')], first.gesture).command).toEqual({
      type: 'mergeGrids',
      from: 'A',
      into: 'B',
    })
  })

  test('a second click on the same grid lets go of it', () => {
    const twice = resultOf('merge', [over('click', 'A'), over('click', 'A')])
    expect(twice).toEqual({ gesture: idle('merge'), focus: 'A' })
  })
})
