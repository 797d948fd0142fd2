import { coverageDefects } from '../../geometry/defects.ts'
import { interiorPoint, intersection } from '../../geometry/geos.ts'
import { type Line, type Point, type Polygon, type Shape, toDegrees } from '../../geometry/lattice.ts'
import { areaM2 } from '../../geometry/metres.ts'
import { boxesMeet, boxOf, edgeKey, edgesOf, ringsOf } from '../../geometry/shape.ts'
import { grouped } from '../../grouped.ts'
import type { Finding } from '../commands.ts'
import type { Grid, Uuid } from '../plan.ts'
import type { Check, Subject } from './subject.ts'

/**
 * Grids of a community cover exactly the ground that they covered, each part once, and share their vertices:
 * `coverage_gap` where no grid is left, `coverage_overlap` where two are, `grid_leaves_community` beyond its edge,
 * and `coverage_broken` where two edges do not meet though no ground lies between. The commands never make such.
 * ```
 *   A A . B      A A b B
 *   A A . B      A A b B      a gap, and an overlap
 * ```
 */
export const coverageWhole: Check = (subject) =>
  [...grouped(subject.neighbours, ({ community }) => community)].flatMap(([community, grids]) => {
    const published = [...subject.plan.base.grids.values()].filter((grid) => grid.community === community)
    return faultsOf(subject, grids, published)
  })

function faultsOf({ plan, grids: changed }: Subject, grids: readonly Grid[], published: readonly Grid[]) {
  const defects = coverageDefects(grids.map(shapeOf), published.map(shapeOf))
  const isChanged = new Set(changed.map(({ id }) => id))
  const error = (code: Finding['code'], grid: Uuid, polygon: Polygon): Finding => ({
    ...{ code, severity: 'error', grid },
    areaM2: areaM2([polygon]),
    at: toDegrees(interiorPoint(polygon)),
  })
  const gaps = defects.gaps.map((polygon) => {
    const loser = mostIn([polygon], published)
    const grid = loser && plan.grids.get(loser.id) !== null ? loser : nearest(polygon, grids)
    return error('coverage_gap', grid.id, polygon)
  })
  const overlaps = defects.overlaps.map(({ one, other, polygon }): Finding => {
    const pair = [grids[one] as Grid, grids[other] as Grid]
    const [first, second] = isChanged.has((pair[0] as Grid).id) ? pair : pair.reverse()
    return { ...error('coverage_overlap', (first as Grid).id, polygon), other: (second as Grid).id }
  })
  const beyond = defects.beyond.map(({ one, polygon }) =>
    error('grid_leaves_community', (grids[one] as Grid).id, polygon),
  )
  const loose = defects.loose.map((edges): Finding => {
    const at = (edges[0] as Line)[0] as Point
    const owners = grids.filter(({ shape }) => hasEdge(shape, edges))
    const owner = owners.find(({ id }) => isChanged.has(id)) ?? owners[0] ?? nearest(edges, grids)
    return { code: 'coverage_broken', severity: 'error', grid: owner.id, at: toDegrees(at) }
  })
  return [...gaps, ...overlaps, ...beyond, ...loose]
}

const shapeOf = ({ shape }: Grid): Shape => shape

/** The grid that has most of the ground. */
function mostIn(ground: Shape, grids: readonly Grid[]): Grid | undefined {
  const box = boxOf(ringsOf(ground))
  return grids
    .filter(({ shape }) => boxesMeet(boxOf(ringsOf(shape)), box))
    .map((grid) => ({ grid, shared: areaM2(intersection(grid.shape, ground)) }))
    .sort((a, b) => b.shared - a.shared)[0]?.grid
}

/** A grid that may touch the lines, or any. */
const nearest = (lines: readonly Line[], grids: readonly Grid[]): Grid =>
  (grids.find(({ shape }) => boxesMeet(boxOf(ringsOf(shape)), boxOf(lines))) ?? grids[0]) as Grid

function hasEdge(shape: Shape, lines: readonly Line[]): boolean {
  const edges = edgesOf([shape])
  return lines.some((line) => line.some((b, i) => i > 0 && edges.has(edgeKey(line[i - 1] as Point, b))))
}
