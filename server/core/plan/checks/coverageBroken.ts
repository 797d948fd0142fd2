import { coverageFaults } from '../../geometry/geos.ts'
import { type Point, toDegrees } from '../../geometry/lattice.ts'
import { boxesMeet, boxOf, ringsOf } from '../../geometry/shape.ts'
import { grouped } from '../../grouped.ts'
import type { Check } from './subject.ts'

/** Grids of a community that overlap, or meet without sharing their vertices. The commands never make such. */
export const coverageBroken: Check = ({ neighbours }) =>
  [...grouped(neighbours, ({ community }) => community).values()].flatMap((grids) =>
    coverageFaults(grids.map(({ shape }) => shape)).flatMap((fault) => {
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
    }),
  )
