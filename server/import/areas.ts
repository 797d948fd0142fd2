import { unionOfShapes } from '#core/geometry/geos.ts'
import type { Point, Shape } from '#core/geometry/lattice.ts'
import { canonical } from '#core/geometry/shape.ts'
import { grouped } from '#core/grouped.ts'
import type { WorldArea } from '../../data/world.ts'
import type { Known } from './known.ts'

/**
 * The streets and districts that new communities lie in and that are not stored yet, each as large as what is
 * known of it. Areas that are stored already keep their shape.
 */
export function hierarchy(
  communities: readonly WorldArea[],
  known: Known,
  nameByCode: ReadonlyMap<string, string>,
): WorldArea[] {
  const above = (areas: readonly WorldArea[], digits: number, level: WorldArea['level']): WorldArea[] =>
    [...grouped(areas, ({ code }) => code.slice(0, digits))]
      .filter(([code]) => !known.areas.has(code))
      .map(([code, members]) => ({
        code,
        name: nameByCode.get(code) ?? code,
        level,
        parent: level === 'street' ? code.slice(0, 6) : null,
        shape: onLattice(unionOfShapes(members.map(({ shape }) => shape))),
      }))
  const streets = above(communities, 9, 'street')
  return [...above(streets, 6, 'district'), ...streets]
}

const onLattice = (shape: Shape): Shape =>
  canonical(
    shape.map((polygon) =>
      polygon.map((ring) => ring.map(([x, y]): Point => [Math.round(x), Math.round(y)])),
    ),
  )
