import type { Point } from '#core/geometry/lattice.ts'
import { boxesMeet, boxOf, holdsPoint, ringsOf } from '#core/geometry/shape.ts'
import type { Known, KnownArea } from './known.ts'

/** The code of the stored area of a level that holds a point; undefined where none does. */
export function placeIndex(
  { areas }: Known,
  level: KnownArea['level'],
): (point: Point) => string | undefined {
  const ofLevel = [...areas]
    .filter(([, area]) => area.level === level)
    .map(([code, { shape }]) => ({ code, shape, box: boxOf(ringsOf(shape)) }))
  return (point) =>
    ofLevel.find(({ shape, box }) => boxesMeet(box, boxOf([[point]])) && holdsPoint(shape, point))?.code
}
