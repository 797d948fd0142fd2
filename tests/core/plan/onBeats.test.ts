import { describe, expect, test } from 'vitest'
import { difference } from '#core/geometry/geos.ts'
import { areaM2 } from '#core/geometry/metres.ts'
import { holdsPoint } from '#core/geometry/shape.ts'
import { unionOfCoverage } from '#core/geometry/union.ts'
import { beatLayer } from '#core/plan/beatLayer.ts'
import { applyChange, beatOf, beatsOf, buildingsOf, invertChange } from '#core/plan/change.ts'
import { decide } from '#core/plan/decide.ts'
import type { Plan } from '#core/plan/plan.ts'
import { isUnpatrolled } from '#core/plan/unpatrolled.ts'
import { at, performed, place, planFrom, refusal, region, shapesOf } from '../../support/drawing.ts'
import { patrolledBy } from '../../support/patrols.ts'

const grids = planFrom(`
  A A B B
  A A B B
  C C D D
  C C D D`)
/** X and Y reach beyond the ground, to the west and to the east; the lower right corner is nobody's. */
const joint = patrolledBy(
  grids,
  `
  X X X Y Y Y
  X X X Y Y Y
  X Z Z . . Y
  X Z Z . . Y`,
  { west: 1 },
)
/** Which beat has the building of each cell, '.' where none has. */
const beats = (plan: Plan): string =>
  Array.from({ length: 4 }, (_, row) =>
    Array.from({ length: 4 }, (_, column) => {
      const position = buildingsOf(plan).find(({ id }) => id === at(column, row))?.position ?? [0, 0]
      return beatsOf(plan).find(({ shape }) => holdsPoint(shape, position))?.id ?? '.'
    }).join(' '),
  ).join('\n')
const on = 'beats' as const

test('the layer of beats is a coverage of the ground, with the pieces that no beat has', () => {
  const layer = beatLayer(joint)
  expect([...layer.base.grids.values()].map(({ name }) => name)).toEqual(['X', 'Y', 'Z', '无警格'])
  expect([...layer.base.grids.keys()].map(isUnpatrolled)).toEqual([false, false, false, true])
  expect([...layer.base.buildings.values()].filter(({ grid }) => isUnpatrolled(grid))).toHaveLength(4)
  expect(layer.grids.size + layer.buildings.size).toBe(0)
})

describe('whole grids', () => {
  test('go to a beat, which keeps what it has beyond the ground', () => {
    const after = performed(joint, { type: 'assignGrids', layer: on, grids: ['D'], to: 'Z' })
    expect(beats(after)).toBe('X X Y Y\nX X Y Y\nZ Z Z Z\nZ Z Z Z')
    expect([...after.beats.keys()]).toEqual(['Z'])
  })

  test('go to nobody', () => {
    const after = performed(joint, { type: 'assignGrids', layer: on, grids: ['A', 'D'], to: null })
    expect(beats(after)).toBe('. . Y Y\n. . Y Y\nZ Z . .\nZ Z . .')
    // The column of X west of the ground is still there.
    expect(areaM2(beatOf(after, 'X')?.shape ?? [])).toBeCloseTo(
      areaM2(beatOf(joint, 'X')?.shape ?? []) / 2,
      0,
    )
  })

  test('take the last ground of a beat from it only by a merge', () => {
    expect(refusal(joint, { type: 'assignGrids', layer: on, grids: ['C'], to: 'X' })).toBe(
      'grid_would_be_empty',
    )
    const after = performed(joint, { type: 'mergeGrids', layer: on, from: 'Z', into: 'X' })
    expect([beats(after), beatOf(after, 'Z')]).toEqual(['X X Y Y\nX X Y Y\nX X . .\nX X . .', undefined])
  })

  test('may leave a beat without ground in the plan where it goes on beyond it, and come back', () => {
    const without = performed(joint, { type: 'assignGrids', layer: on, grids: ['B', 'D'], to: 'Z' })
    expect(beats(without)).not.toContain('Y')
    const back = performed(without, { type: 'assignGrids', layer: on, grids: ['B'], to: 'Y' })
    expect(beats(back)).toBe('X X Y Y\nX X Y Y\nZ Z Z Z\nZ Z Z Z')
    expect(back.beats.get('Y')).toBeUndefined()
  })
})

test('a beat that is drawn past the corners of the ground is written only where it changes', () => {
  // Drawn a little askew: every beat crosses the edge of the ground between its vertices.
  const askew = patrolledBy(
    grids,
    `
    X X X Y Y Y
    X X X Y Y Y
    X X X Y Y Y
    U U U V V V
    U U U V V V
    U U U V V V`,
    { west: 0.713, north: 0.713 },
  )
  const after = performed(askew, {
    ...{ type: 'assignRegion', layer: on, to: 'V' },
    region: region([2.6, 0.5], [3.5, 0.5], [3.5, 1.5], [2.6, 1.5]),
  })
  expect([...after.beats.keys()].sort()).toEqual(['V', 'Y'])
  const corner = performed(askew, { type: 'assignGrids', layer: on, grids: ['B'], to: 'V' })
  const beyond = (plan: Plan, id: string) =>
    difference(beatOf(plan, id)?.shape ?? [], unionOfCoverage(shapesOf(plan)))
  for (const id of ['X', 'Y', 'U', 'V'])
    expect(areaM2(beyond(corner, id))).toBeCloseTo(areaM2(beyond(askew, id)), 1)
})

test('a beat that reaches beyond the ground cannot be dissolved in it', () => {
  expect(refusal(joint, { type: 'mergeGrids', layer: on, from: 'X', into: 'Z' })).toBe(
    'region_leaves_community',
  )
})

test('ground that nobody has is merged into a beat like a beat', () => {
  const piece = [...beatLayer(joint).base.grids.keys()].find(isUnpatrolled) ?? ''
  const after = performed(joint, { type: 'mergeGrids', layer: on, from: piece, into: 'Y' })
  expect(beats(after)).toBe('X X Y Y\nX X Y Y\nZ Z Y Y\nZ Z Y Y')
})

test('the ground of buildings goes to another beat, all of it too', () => {
  const two = performed(joint, {
    ...{ type: 'moveBuildings', layer: on, to: 'Z' },
    buildings: [at(2, 2), at(2, 3)],
  })
  expect(beats(two)).toBe('X X Y Y\nX X Y Y\nZ Z Z .\nZ Z Z .')
  const rest = performed(two, { type: 'moveBuildings', layer: on, buildings: [at(3, 2), at(3, 3)], to: 'Y' })
  expect(beats(rest)).toBe('X X Y Y\nX X Y Y\nZ Z Z Y\nZ Z Z Y')
  expect([...beatLayer(rest).grids.values()].filter((grid) => grid && isUnpatrolled(grid.id))).toEqual([])
})

test('a region goes to a beat; one that leaves the ground is refused', () => {
  const strip = region([1, 0], [2, 0], [2, 2], [1, 2])
  expect(beats(performed(joint, { type: 'assignRegion', layer: on, region: strip, to: 'Y' }))).toBe(
    'X Y Y Y\nX Y Y Y\nZ Z . .\nZ Z . .',
  )
  const beyond = region([-1, 0], [1, 0], [1, 1], [-1, 1])
  expect(refusal(joint, { type: 'assignRegion', layer: on, region: beyond, to: 'Y' })).toBe(
    'region_leaves_community',
  )
})

test('a beat that is split leaves the lesser part to a new one of its station, with the next free code', () => {
  const line = { type: 'LineString' as const, coordinates: [place(1, -1), place(1, 5)] }
  const split = { type: 'splitGrid', layer: on, grid: 'Z', line, newGrid: { id: 'new' } } as const
  const after = performed(joint, split)
  expect(beats(after)).toBe('X X Y Y\nX X Y Y\nZ new . .\nZ new . .')
  expect(beatOf(after, 'new')).toMatchObject({
    ...{
      code: '14030351000004',
      name: '沙坪派出所第四警格',
      station: 'station',
      street: '140303005',
      officers: 0,
    },
  })
  const gone = performed(after, { type: 'mergeGrids', layer: on, from: 'new', into: 'Z' })
  expect(beats(gone)).toBe(beats(joint))
  expect(refusal(after, split)).toBe('grid_id_taken')
})

test('a name is as of a grid, and no other beat of the station has it', () => {
  const renamed = performed(joint, { type: 'renameGrid', layer: on, grid: 'Z', name: ' 西坡警格 ' })
  expect(beatOf(renamed, 'Z')?.name).toBe('西坡警格')
  expect(refusal(joint, { type: 'renameGrid', layer: on, grid: 'Z', name: 'Y' })).toBe('name_taken')
  expect(refusal(joint, { type: 'renameGrid', layer: on, grid: 'A', name: 'B' })).toBe('unknown_grid')
})

test('a vertex between two beats moves for both, and not on the edge of the ground', () => {
  const after = performed(joint, {
    ...{ type: 'moveVertex', layer: on },
    ...{ from: place(2, 1), to: place(2.2, 1) },
  })
  expect([...after.beats.keys()].sort()).toEqual(['X', 'Y'])
  expect(refusal(joint, { type: 'moveVertex', layer: on, from: place(0, 2), to: place(0.1, 2) })).toBe(
    'vertex_on_outline',
  )
})

test('locks and holds of grids bind no beat, and no grid changes with one', () => {
  const locked = performed(performed(joint, { type: 'lockGrid', grid: 'A' }), {
    ...{ type: 'lockBuildings', buildings: [at(2, 2)] },
  })
  const decision = decide(locked, { type: 'assignGrids', layer: on, grids: ['A', 'D'], to: 'Z' })
  expect(decision.ok && [...new Set(decision.change.map(({ table }) => table))]).toEqual(['beats'])
  if (!decision.ok) return
  const after = applyChange(locked, decision.change)
  expect(applyChange(after, invertChange(decision.change)).beats).toEqual(locked.beats)
})

test('each kind of plan has its layer', () => {
  const assign = { type: 'assignGrids', layer: on, grids: ['D'], to: 'Z' } as const
  const move = { type: 'moveBuildings', buildings: [at(1, 1)], to: 'B' } as const
  expect(refusal({ ...joint, kind: 'grids' }, assign)).toBe('layer_forbidden')
  expect(refusal({ ...joint, kind: 'beats' }, move)).toBe('layer_forbidden')
  expect([refusal({ ...joint, kind: 'beats' }, assign), refusal(joint, move)]).toEqual([null, null])
})
