import type { Point, Shape } from '../geometry/lattice.ts'
import { localMetres } from '../geometry/metres.ts'
import { boxesMeet, boxOf, holdsPoint, ringsOf } from '../geometry/shape.ts'

/** So far beyond an edge one is surely on the other side of it, whoever drew it. */
const BEYOND_M = 0.5

/** How much of the edge of a shape has another one beside it, in metres; the two need not share a vertex. */
export function besideM(shape: Shape, other: Shape): number {
  const start = shape[0]?.[0]?.[0]
  if (!start || !boxesMeet(boxOf(ringsOf(shape)), boxOf(ringsOf(other)), 100)) return 0
  const metres = localMetres(start)
  return ringsOf(shape).reduce((sum, ring) => {
    const line = ring.map(metres.of)
    return (
      sum +
      line.slice(1).reduce((along, [bx, by], i) => {
        const [ax, ay] = line[i] as Point
        const length = Math.hypot(bx - ax, by - ay)
        if (length === 0) return along
        // Outer rings run counter-clockwise and holes clockwise: what is not the shape lies on the right.
        const [x, y] = [(by - ay) / length, (ax - bx) / length]
        const beyond = metres.back([(ax + bx) / 2 + x * BEYOND_M, (ay + by) / 2 + y * BEYOND_M])
        return holdsPoint(other, beyond) ? along + length : along
      }, 0)
    )
  }, 0)
}
