import { expect, test } from 'vitest'
import { coverageFaults } from '#core/geometry/faults.ts'
import { intersection } from '#core/geometry/geos.ts'
import type { Shape } from '#core/geometry/lattice.ts'
import { areaM2 } from '#core/geometry/metres.ts'
import { boxesMeet, boxOf, holdsPoint, ringsOf } from '#core/geometry/shape.ts'
import { grouped } from '#core/grouped.ts'
import { world } from '../../data/generate.ts'
import type { World } from '../../data/world.ts'

/** Beats of every grid by overlay, as a check from outside: share of area and of households in each. */
function shares(demo: World) {
  const houses = grouped(demo.buildings, ({ grid }) => grid)
  const beats = demo.beats.map((beat) => ({ beat, box: boxOf(ringsOf(beat.shape)) }))
  const streetOf = new Map(demo.stations.map(({ id, street }) => [id, street]))
  return demo.grids.map((grid) => {
    const box = boxOf(ringsOf(grid.shape))
    const mine = houses.get(grid.id) ?? []
    const total = mine.reduce((sum, it) => sum + it.households, 0)
    const parts = beats.flatMap(({ beat, box: other }) => {
      if (!boxesMeet(box, other)) return []
      const common = intersection(grid.shape, beat.shape).filter((polygon) => areaM2([polygon]) > 1)
      if (common.length === 0) return []
      const inside = mine.filter(({ position }) => holdsPoint(beat.shape, position))
      return {
        area: areaM2(common as Shape) / areaM2(grid.shape),
        households: total === 0 ? 0 : inside.reduce((sum, it) => sum + it.households, 0) / total,
        foreign: streetOf.get(beat.station) !== grid.community.slice(0, 9),
      }
    })
    return { grid, parts }
  })
}

test.each([1, 4])('seed %i: 27 grids are misaligned and all others lie wholly in one beat', (seed) => {
  const all = shares(world('kuangqu', seed))
  const straddling = all.filter(({ parts }) => parts.length === 2)
  const foreign = all.filter(({ parts }) => parts.length === 1 && parts[0]!.foreign)
  const without = all.filter(({ parts }) => parts.length === 0)
  const aligned = all.filter(({ parts }) => parts.length === 1 && !parts[0]!.foreign)
  expect({
    straddling: straddling.length,
    foreign: foreign.length,
    basicWithout: without.filter(({ grid }) => grid.type === 'basic').length,
    exclusiveWithout: without.filter(({ grid }) => grid.type === 'exclusive').length,
    aligned: aligned.length,
  }).toEqual({ straddling: 15, foreign: 6, basicWithout: 4, exclusiveWithout: 2, aligned: 342 - 27 })

  for (const { grid, parts } of straddling) {
    expect(grid.type).toBe('basic')
    for (const { area, households } of parts) {
      expect(area, grid.code).toBeGreaterThan(0.2)
      expect(households, grid.code).toBeGreaterThanOrEqual(0.2)
    }
    expect(parts[0]!.area + parts[1]!.area).toBeCloseTo(1, 6)
  }
  for (const { grid, parts } of [...foreign, ...aligned]) expect(parts[0]!.area, grid.code).toBeCloseTo(1, 9)
})

test('beats share their edges exactly with the grids and with each other, and patrol 6 to 16 grids', () => {
  const demo = world('kuangqu', 1)
  expect(coverageFaults(demo.beats.map(({ shape }) => shape))).toEqual([])
  for (const { name, shape } of demo.beats) {
    const patrolled = demo.grids.filter((grid) => areaM2(common(grid.shape, shape)) > areaM2(grid.shape) / 4)
    expect(patrolled.length, name).toBeGreaterThanOrEqual(6)
    expect(patrolled.length, name).toBeLessThanOrEqual(16)
    // Noded alike: with every grid outside it, a beat makes a valid coverage.
    const outside = demo.grids.filter((grid) => areaM2(common(grid.shape, shape)) < 1e-6)
    expect(coverageFaults([shape, ...outside.map((grid) => grid.shape)]), name).toEqual([])
  }
})

const common = (grid: Shape, beat: Shape): Shape =>
  boxesMeet(boxOf(ringsOf(grid)), boxOf(ringsOf(beat))) ? intersection(grid, beat) : []
