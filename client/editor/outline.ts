import type { Position } from '#core/geometry/lattice.ts'

/** The closed ring of the box between two corners, beginning at the first. */
export const boxRing = ([ax, ay]: Position, [bx, by]: Position): Position[] => [
  [ax, ay],
  [bx, ay],
  [bx, by],
  [ax, by],
  [ax, ay],
]

export const closedRing = (line: readonly Position[]): Position[] => [...line, line[0]!]

/** Even-odd rule; a point on the line itself may fall on either side. */
export const isInside = ([x, y]: Position, ring: readonly Position[]): boolean => {
  let inside = false
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [ax, ay] = ring[i]!
    const [bx, by] = ring[j]!
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside
  }
  return inside
}

export const isInsidePolygon = (place: Position, polygon: readonly (readonly Position[])[]): boolean =>
  polygon.filter((ring) => isInside(place, ring)).length % 2 === 1

/** True where the line encloses at least `minimum` square degrees: more than a click with a shaky hand. */
export const enclosesArea = (line: readonly Position[], minimum: number): boolean => {
  let doubled = 0
  line.forEach(([ax, ay], i) => {
    const [bx, by] = line[(i + 1) % line.length]!
    doubled += (ax - line[0]![0]) * (by - line[0]![1]) - (bx - line[0]![0]) * (ay - line[0]![1])
  })
  return Math.abs(doubled) / 2 >= minimum
}

const distanceToSegment = ([x, y]: Position, [ax, ay]: Position, [bx, by]: Position): number => {
  const lengthSquared = (bx - ax) ** 2 + (by - ay) ** 2
  const along =
    lengthSquared === 0
      ? 0
      : Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / lengthSquared))
  return Math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay))
}

/**
 * Douglas–Peucker: a hand-drawn line has a vertex a pixel, a boundary needs one where it turns. No point of the
 * line is farther than `tolerance` from the result, also where the line reaches past the ends of a stretch.
 */
export const simplifiedLine = (line: readonly Position[], tolerance: number): Position[] => {
  if (line.length < 3) return [...line]
  const [first, last] = [line[0]!, line.at(-1)!]
  let farthest = 0
  let split = 0
  for (let i = 1; i < line.length - 1; i++) {
    const away = distanceToSegment(line[i]!, first, last)
    if (away > farthest) [farthest, split] = [away, i]
  }
  if (farthest <= tolerance) return [first, last]
  return [
    ...simplifiedLine(line.slice(0, split + 1), tolerance).slice(0, -1),
    ...simplifiedLine(line.slice(split), tolerance),
  ]
}
