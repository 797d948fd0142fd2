import type { Line, Point, Shape } from './lattice.ts'
import { boxesMeet, boxOf, holdsPoint, ringsOf } from './shape.ts'

/** How far a clipped line runs on past the edge, square to it, so that noding surely finds the crossing. */
const OVERSHOOT = 3
/** A line nearly along the edge runs on farther to get that far past it, but no farther than 5 m. */
const MOST_OVERSHOOT = 500

/** The segments of the lines that lie in the shape, each running a few centimetres past the edge it meets. */
export function clippedTo(shape: Shape, lines: readonly Line[]): Line[] {
  const box = boxOf(ringsOf(shape))
  return lines.flatMap((line) =>
    line.flatMap((q, i): Line[] => {
      const p = line[i - 1]
      return p && boxesMeet(boxOf([[p, q]]), box) ? segmentsInside(shape, p, q) : []
    }),
  )
}

function segmentsInside(shape: Shape, p: Point, q: Point): Line[] {
  const [dx, dy] = [q[0] - p[0], q[1] - p[1]]
  const length = Math.hypot(dx, dy)
  if (length === 0) return []
  // Where the segment crosses the edge of the shape, with the sine of the angle between them.
  const crossings: { share: number; sine: number }[] = []
  for (const ring of ringsOf(shape))
    for (let i = 1; i < ring.length; i++) {
      const [a, b] = [ring[i - 1] as Point, ring[i] as Point]
      const [ex, ey] = [b[0] - a[0], b[1] - a[1]]
      const cross = dx * ey - dy * ex
      if (cross === 0) continue
      const share = ((a[0] - p[0]) * ey - (a[1] - p[1]) * ex) / cross
      const across = ((a[0] - p[0]) * dy - (a[1] - p[1]) * dx) / cross
      if (share < 0 || share > 1 || across < 0 || across > 1) continue
      crossings.push({ share, sine: Math.abs(cross) / (length * Math.hypot(ex, ey)) })
    }
  crossings.sort((a, b) => a.share - b.share)
  const stops = [{ share: 0, sine: 0 }, ...crossings, { share: 1, sine: 0 }]
  const at = (share: number): Point => [p[0] + share * dx, p[1] + share * dy]
  const overshoot = (sine: number) => (sine === 0 ? 0 : Math.min(OVERSHOOT / sine, MOST_OVERSHOOT) / length)
  return stops.flatMap((end, i): Line[] => {
    const start = stops[i - 1]
    if (!start || end.share <= start.share || !holdsPoint(shape, at((start.share + end.share) / 2))) return []
    return [[at(start.share - overshoot(start.sine)), at(end.share + overshoot(end.sine))]]
  })
}

/** True if the two lines cross or touch. */
export function linesMeet(line: Line, other: Line): boolean {
  const box = boxOf([other])
  return line.some((q, i) => {
    const p = line[i - 1]
    if (!p || !boxesMeet(boxOf([[p, q]]), box)) return false
    return other.some((b, j) => {
      const a = other[j - 1]
      return a !== undefined && segmentsMeet(p, q, a, b)
    })
  })
}

const turn = (a: Point, b: Point, c: Point): number =>
  Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]))
/** True if the two segments cross or touch; exact on the lattice. */
export function segmentsMeet(p: Point, q: Point, a: Point, b: Point): boolean {
  return (
    boxesMeet(boxOf([[p, q]]), boxOf([[a, b]])) &&
    turn(p, q, a) * turn(p, q, b) <= 0 &&
    turn(a, b, p) * turn(a, b, q) <= 0
  )
}
