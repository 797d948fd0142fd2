import type { Face } from '../../geometry/coverage.ts'
import { type Point, toDegrees } from '../../geometry/lattice.ts'
import { areaM2 } from '../../geometry/metres.ts'
import { boxesMeet, boxOf, edgeKey, edgesOf, holdsPoint, ringsOf } from '../../geometry/shape.ts'
import { grouped } from '../../grouped.ts'
import { gridsIn, gridsOf } from '../change.ts'
import type { CommandOf } from '../commands.ts'
import type { Grid, Plan, Uuid } from '../plan.ts'
import { type Decision, refused } from './decision.ts'
import { lineOf } from './drawn.ts'
import { redrawn } from './redraw.ts'

/**
 * Makes a line the boundary. Wherever the line leaves the old boundary and comes back to it, what lies between the
 * two changes sides: of each part of a grid that the line passes through the largest piece stays, and every smaller one
 * goes to the neighbour with which it shares most of its old edge.
 * ```
 *  A A│B B        A A B B
 *  A ┌┘B B   →    A B B B     the line ┐ drawn through A from boundary to boundary
 *  A └┐B B        A A B B
 * ```
 */
export function reshapeBoundary(plan: Plan, command: CommandOf<'reshapeBoundary'>): Decision {
  const line = lineOf(command.line)
  if ('code' in line) return { ok: false, refusal: line }
  const box = boxOf([line])
  const at = toDegrees(line[0] as Point)
  const touched = gridsOf(plan).filter(({ shape }) => boxesMeet(boxOf(ringsOf(shape)), box))
  const communities = [...new Set(touched.map(({ community }) => community))]
  // A line near the edge of a community meets the boxes of two: the one in which it changes something is meant.
  const decisions = communities.map((community) =>
    redrawn(plan, {
      community,
      cuts: [line],
      ownersOf: (faces) => {
        const owners = reshaped(faces, gridsIn(plan, community))
        return owners.every((owner, i) => owner === faces[i]?.was)
          ? { code: 'line_misses_boundary', at }
          : owners
      },
    }),
  )
  return (
    decisions.find(({ ok }) => ok) ??
    decisions.find((decision) => !decision.ok && decision.refusal.code !== 'line_misses_boundary') ??
    refused('line_misses_boundary', { at })
  )
}

function reshaped(faces: readonly Face[], grids: readonly Grid[]): Uuid[] {
  // Which grids lie along an edge: the faces say it where the line cut, the grids elsewhere.
  const gridsByEdge = new Map<string, Set<Uuid>>()
  const note = (key: string, id: Uuid) => {
    const known = gridsByEdge.get(key)
    if (known) known.add(id)
    else gridsByEdge.set(key, new Set([id]))
  }
  for (const { polygon, was } of faces) for (const key of edgesOf([[polygon]]).keys()) note(key, was)
  for (const { id, shape } of grids) for (const key of edgesOf([shape]).keys()) note(key, id)

  // A part that lay apart before is no piece that the line cuts off.
  const shapes = new Map(grids.map(({ id, shape }) => [id, shape]))
  const partOf = ({ was, inside }: Face) =>
    shapes.get(was)?.find((polygon) => holdsPoint([polygon], inside)) ?? was
  const stays = new Set<Face>()
  for (const pieces of grouped(faces, partOf).values())
    stays.add(pieces.reduce((a, b) => (areaM2([b.polygon]) > areaM2([a.polygon]) ? b : a)))
  return faces.map((face) => {
    if (stays.has(face)) return face.was
    const lengths = new Map<Uuid, number>()
    for (const { a, b } of edgesOf([[face.polygon]]).values())
      for (const id of gridsByEdge.get(edgeKey(a, b)) ?? [])
        if (id !== face.was) lengths.set(id, (lengths.get(id) ?? 0) + Math.hypot(b[0] - a[0], b[1] - a[1]))
    return [...lengths].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? face.was
  })
}
