import type { Position } from '#core/geometry/lattice.ts'

/** How much an edge divides: the map draws each once, heavier the more it does. */
type EdgeLevel = 'grid' | 'community' | 'street' | 'outer'
export interface Edge {
  readonly level: EdgeLevel
  /** Of an edge inside a community: that one. */
  readonly community: string | null
  readonly line: Position[]
}
export interface Bordered {
  readonly community: string
  readonly coordinates: readonly (readonly (readonly Position[])[])[]
}
interface Segment {
  readonly a: Position
  readonly b: Position
  readonly communities: string[]
}

const STREET_DIGITS = 9
const key = ([x, y]: Position) => `${x},${y}`

const levelOf = ([first, second]: readonly string[]): EdgeLevel => {
  if (first === undefined || second === undefined) return 'outer'
  if (first === second) return 'grid'
  return first.slice(0, STREET_DIGITS) === second.slice(0, STREET_DIGITS) ? 'community' : 'street'
}

/**
 * The edges between grids, each once, as lines as long as their level lasts. Neighbours share their vertices
 * exactly, so two equal segments are one edge; a segment with one side is the rim of what is shown.
 */
export const edgesBetween = (grids: readonly Bordered[]): Edge[] => {
  const segments = new Map<string, Segment>()
  for (const { community, coordinates } of grids)
    for (const polygon of coordinates)
      for (const ring of polygon)
        for (let i = 1; i < ring.length; i++) {
          const [a, b] = [ring[i - 1]!, ring[i]!]
          const [ka, kb] = [key(a), key(b)]
          const id = ka < kb ? `${ka} ${kb}` : `${kb} ${ka}`
          const known = segments.get(id)
          if (known) known.communities.push(community)
          else segments.set(id, { a, b, communities: [community] })
        }

  const alike = new Map<string, { level: EdgeLevel; community: string | null; members: Segment[] }>()
  for (const segment of segments.values()) {
    const level = levelOf(segment.communities)
    const community = level === 'grid' ? segment.communities[0]! : null
    const known = alike.get(`${level} ${community}`)
    if (known) known.members.push(segment)
    else alike.set(`${level} ${community}`, { level, community, members: [segment] })
  }
  return [...alike.values()].flatMap(({ level, community, members }) =>
    joined(members).map((line) => ({ level, community, line })),
  )
}

/** Segments strung into lines that run until they meet a third, so that joins are mitred and dashes run on. */
const joined = (segments: readonly Segment[]): Position[][] => {
  const at = new Map<string, Segment[]>()
  for (const segment of segments)
    for (const end of [segment.a, segment.b]) {
      const meeting = at.get(key(end))
      if (meeting) meeting.push(segment)
      else at.set(key(end), [segment])
    }
  const used = new Set<Segment>()
  const run = (start: Segment, from: Position): Position[] => {
    const line = [from]
    let segment: Segment | undefined = start
    while (segment) {
      used.add(segment)
      const end: Position = key(segment.a) === key(line.at(-1)!) ? segment.b : segment.a
      line.push(end)
      const meeting: readonly Segment[] = at.get(key(end))!
      segment = meeting.length === 2 ? meeting.find((other) => !used.has(other)) : undefined
    }
    return line
  }
  const lines: Position[][] = []
  // First from ends and crossings, then whatever is left runs in circles.
  for (const segment of segments)
    for (const end of [segment.a, segment.b])
      if (!used.has(segment) && at.get(key(end))!.length !== 2) lines.push(run(segment, end))
  for (const segment of segments) if (!used.has(segment)) lines.push(run(segment, segment.a))
  return lines
}
