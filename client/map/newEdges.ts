import type { Position } from '#core/geometry/lattice.ts'
import { distanceToSegment } from '#core/geometry/shape.ts'
import { type Bordered, edgesBetween } from './edges.ts'

/** Degrees, about 5 cm: a vertex set into an edge is off it by the lattice, and no boundary was moved for less. */
const SAME = 5e-7
/** Degrees, about 50 m: how the published segments are sorted, so that few are looked at. */
const CELL = 5e-4

type Segment = readonly [Position, Position]

/** The boundaries between grids of a draft that are not published: as lines, without those that only gained a vertex. */
export const newEdges = (draft: readonly Bordered[], published: readonly Bordered[]): Position[][] => {
  const isPublished = segmentsOf(edgesBetween(published).map(({ line }) => line))
  return edgesBetween(draft)
    .filter(({ level }) => level === 'grid')
    .flatMap(({ line }) => stretches(line, (a, b) => !isPublished(a, b)))
}

/** The parts of a line whose segments are wanted. */
const stretches = (
  line: readonly Position[],
  isWanted: (a: Position, b: Position) => boolean,
): Position[][] => {
  const parts: Position[][] = []
  let open: Position[] | null = null
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1]!, line[i]!]
    if (!isWanted(a, b)) open = null
    else if (open) open.push(b)
    else {
      open = [a, b]
      parts.push(open)
    }
  }
  return parts
}

/** Whether a segment lies on these lines from end to end. */
const segmentsOf = (lines: readonly (readonly Position[])[]) => {
  const cells = new Map<string, Segment[]>()
  const cellOf = (degrees: number) => Math.floor(degrees / CELL)
  for (const line of lines)
    for (let i = 1; i < line.length; i++) {
      const [a, b] = [line[i - 1]!, line[i]!]
      const [west, east] = [Math.min(a[0], b[0]) - SAME, Math.max(a[0], b[0]) + SAME]
      const [south, north] = [Math.min(a[1], b[1]) - SAME, Math.max(a[1], b[1]) + SAME]
      for (let x = cellOf(west); x <= cellOf(east); x++)
        for (let y = cellOf(south); y <= cellOf(north); y++) {
          const known = cells.get(`${x} ${y}`)
          if (known) known.push([a, b])
          else cells.set(`${x} ${y}`, [[a, b]])
        }
    }
  const isOn = (at: Position) =>
    cells.get(`${cellOf(at[0])} ${cellOf(at[1])}`)?.some(([a, b]) => distanceToSegment(at, a, b) <= SAME) ===
    true
  const middle = (a: Position, b: Position): Position => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]
  return (a: Position, b: Position): boolean => isOn(a) && isOn(b) && isOn(middle(a, b))
}
