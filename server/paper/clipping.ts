import type { Line, Point } from '#core/geometry/lattice.ts'
import { distanceToSegment } from '#core/geometry/shape.ts'
import type { Rectangle } from './mapFrame.ts'

/** The stretches of a line inside a rectangle (Liang and Barsky 1984, segment by segment). */
export function lineInside(line: Line, place: Rectangle): Point[][] {
  const stretches: Point[][] = []
  let open: Point[] | null = null
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1] as Point, line[i] as Point]
    const shares = sharesInside(a, b, place)
    if (!shares) {
      open = null
      continue
    }
    const [enter, leave] = shares
    if (!open || enter > 0) {
      open = [between(a, b, enter)]
      stretches.push(open)
    }
    open.push(between(a, b, leave))
    if (leave < 1) open = null
  }
  return stretches
}

/** From where to where, 0–1, a segment runs inside; null where it does not. */
function sharesInside(a: Point, b: Point, { x, y, width, height }: Rectangle): [number, number] | null {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]]
  let [enter, leave] = [0, 1]
  for (const [step, room] of [
    [-dx, a[0] - x],
    [dx, x + width - a[0]],
    [-dy, a[1] - y],
    [dy, y + height - a[1]],
  ] as const) {
    if (step === 0 && room < 0) return null
    if (step < 0) enter = Math.max(enter, room / step)
    if (step > 0) leave = Math.min(leave, room / step)
  }
  return enter < leave ? [enter, leave] : null
}

const between = (a: Point, b: Point, share: number): Point =>
  share === 0 ? a : share === 1 ? b : [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])]

/**
 * The part of a ring inside a rectangle (Sutherland and Hodgman 1974): to be filled, not stroked, for it may run
 * along the rectangle's sides. Null where nothing is left.
 */
export function ringInside(ring: Line, { x, y, width, height }: Rectangle): Point[] | null {
  const sides: readonly (readonly [axis: 0 | 1, at: number, sign: 1 | -1])[] = [
    [0, x, 1],
    [0, x + width, -1],
    [1, y, 1],
    [1, y + height, -1],
  ]
  let points: readonly Point[] = ring.slice(0, -1)
  for (const [axis, at, sign] of sides) {
    const depth = (point: Point) => (point[axis] - at) * sign
    points = points.flatMap((b, i) => {
      const a = points.at(i - 1) as Point
      const [before, after] = [depth(a), depth(b)]
      const crossing = before >= 0 !== after >= 0 ? [between(a, b, before / (before - after))] : []
      return after >= 0 ? [...crossing, b] : crossing
    })
  }
  const [first] = points
  return first && points.length > 2 ? [...points, first] : null
}

/** The line without the points that lie within `tolerance` of it anyway (Douglas and Peucker 1973). */
export function thinned(line: Line, tolerance: number): Point[] {
  const [first, last] = [line[0], line.at(-1)]
  if (!first || !last || line.length < 3) return [...line]
  let [farthest, split] = [tolerance, 0]
  for (let i = 1; i < line.length - 1; i++) {
    const distance = distanceToSegment(line[i] as Point, first, last)
    if (distance > farthest) [farthest, split] = [distance, i]
  }
  if (split === 0) return [first, last]
  return [
    ...thinned(line.slice(0, split + 1), tolerance).slice(0, -1),
    ...thinned(line.slice(split), tolerance),
  ]
}

/** Segments strung together into lines, as far as no third one meets them. */
export function strung(segments: readonly (readonly [Point, Point])[]): Point[][] {
  const key = ([x, y]: Point) => `${x},${y}`
  const meeting = new Map<string, (readonly [Point, Point])[]>()
  for (const segment of segments)
    for (const end of segment) meeting.set(key(end), [...(meeting.get(key(end)) ?? []), segment])
  const used = new Set<readonly [Point, Point]>()
  const run = (start: Point): Point[] => {
    const line = [start]
    for (;;) {
      const at = line.at(-1) as Point
      const here = meeting.get(key(at)) ?? []
      const next = line.length > 1 && here.length !== 2 ? undefined : here.find((one) => !used.has(one))
      if (!next) return line
      used.add(next)
      line.push(key(next[0]) === key(at) ? next[1] : next[0])
    }
  }
  const lines: Point[][] = []
  const ends = segments.flat().filter((end) => meeting.get(key(end))?.length !== 2)
  // First from where lines end or cross; what is left runs in circles.
  for (const start of [...ends, ...segments.map(([a]) => a)])
    while (meeting.get(key(start))?.some((one) => !used.has(one))) lines.push(run(start))
  return lines
}
