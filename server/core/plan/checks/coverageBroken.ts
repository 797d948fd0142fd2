import { coverageFaults } from '../../geometry/faults.ts'
import { type Line, type Point, toDegrees } from '../../geometry/lattice.ts'
import { boxesMeet, boxOf, edgeKey, outlineEdges, ringsOf } from '../../geometry/shape.ts'
import { grouped } from '../../grouped.ts'
import type { Grid } from '../plan.ts'
import type { Check } from './subject.ts'

/**
 * Grids of a community that overlap, that meet without sharing their vertices, or that no longer cover exactly the
 * ground they covered (a gap, an edge of the community that moved). The commands never make such.
 */
export const coverageBroken: Check = ({ plan, neighbours }) =>
  [...grouped(neighbours, ({ community }) => community)].flatMap(([community, grids]) => {
    const published = [...plan.base.grids.values()].filter((grid) => grid.community === community)
    const faults = [
      ...coverageFaults(grids.map(({ shape }) => shape)),
      ...newEdges(outlineOf(grids), outlineOf(published)),
    ]
    return faults.flatMap((fault) => {
      const near = grids.find(({ shape }) => boxesMeet(boxOf(ringsOf(shape)), boxOf([fault])))
      return near
        ? [
            {
              code: 'coverage_broken' as const,
              severity: 'error' as const,
              grid: near.id,
              at: toDegrees(fault[0] as Point),
            },
          ]
        : []
    })
  })

const outlineOf = (grids: readonly Grid[]) => outlineEdges(grids.map(({ shape }) => shape))

function newEdges(outline: readonly [Point, Point][], known: readonly [Point, Point][]): Line[] {
  const keys = new Set(known.map(([a, b]) => edgeKey(a, b)))
  return outline.filter(([a, b]) => !keys.has(edgeKey(a, b)))
}
