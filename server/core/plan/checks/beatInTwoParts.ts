import { interiorPoint } from '../../geometry/geos.ts'
import { type Polygon, type Shape, toDegrees } from '../../geometry/lattice.ts'
import { holdsPoint } from '../../geometry/shape.ts'
import { beatOf, gridsOf } from '../change.ts'
import type { Finding } from '../commands.ts'
import { isSliver } from '../decide/redraw.ts'
import { type Check, largestFirst } from './subject.ts'

/**
 * The plan leaves a beat in more pieces than it has published: look at the smallest that lies in the plan's ground.
 * Pieces too narrow to walk do not count.
 */
export const beatInTwoParts: Check = ({ plan }) =>
  [...plan.beats.keys()].flatMap((id): Finding[] => {
    const beat = beatOf(plan, id)
    const pieces = walkable(beat?.shape)
    if (!beat || pieces.length <= Math.max(1, walkable(plan.base.beats.get(id)?.shape).length)) return []
    const smallestFirst = largestFirst(pieces).reverse().map(interiorPoint)
    for (const inside of smallestFirst) {
      const grid = gridsOf(plan).find(({ shape }) => holdsPoint(shape, inside))
      if (grid)
        return [
          {
            ...{ code: 'beat_in_two_parts', severity: 'warning', grid: grid.id, beat: beat.name },
            ...{ parts: pieces.length, at: toDegrees(inside) },
          },
        ]
    }
    return []
  })

const walkable = (shape: Shape = []): Polygon[] => shape.filter((piece) => !isSliver(piece))
