import { interiorPoint, nodedFaces } from './geos.ts'
import type { Line, Point, Polygon, Shape } from './lattice.ts'
import { cutsOffOutline } from './outlineSnap.ts'
import { boxesMeet, boxOf, edgeKey, edgesOf, holdsPoint, ringsOf, sameShape } from './shape.ts'
import { unionOfCoverage } from './union.ts'

/** Shapes by id that share their edges exactly. */
export type Coverage = ReadonlyMap<string, Shape>

/** A piece of the coverage after cutting, and the shape it was cut from. */
export interface Face {
  readonly polygon: Polygon
  /** A point well inside it. */
  readonly inside: Point
  readonly was: string
}

/** Noding may bend an edge by up to half a unit; what lies this near may change with a cut. */
const REACH = 4

/**
 * The one geometric operation: cuts a coverage along lines and gives every face an owner. Answers the shapes that
 * differ from before (null: nothing is left of it); all others are untouched, byte for byte. The result is a
 * coverage by construction: all edges are noded together on the lattice and the faces dissolved by owner, so there
 * is no gap, no overlap, and every T-junction is a vertex on both sides.
 *
 * The outline of the coverage does not change: a cut that meets it ends at the nearest outline vertex. `ownersOf`
 * is given the cuts as they were then drawn, and the faces of whatever a cut comes near or is `involved` without one
 * (a part that lies apart changes hands whole).
 * Answers `null` where that cannot be held (a cut runs within a centimetre of the outline, to no vertex).
 */
export function recut(
  coverage: Coverage,
  cuts: readonly Line[],
  ownersOf: (faces: readonly Face[], cuts: readonly Line[]) => readonly string[],
  involved: ReadonlySet<string> = new Set(),
): Map<string, Shape | null> | null {
  const cutBox = boxOf(cuts)
  const near = new Map(
    [...coverage].filter(
      ([id, shape]) => involved.has(id) || boxesMeet(boxOf(ringsOf(shape)), cutBox, REACH),
    ),
  )
  const edges = edgesOf(near.values())
  const outline = [...edges.values()].filter(({ sides }) => sides === 1)

  const boundaries: Line[] = [...edges.values()].map(({ a, b }) => [a, b])
  const settled = cutsOffOutline(
    cuts,
    outline.map(({ a, b }) => [a, b]),
  )
  const faces = facesOf(near, nodedFaces([...boundaries, ...settled]))
  const owners = ownersOf(faces, settled)
  const owned = faces.map(({ polygon }, i) => ({ polygon, owner: owners[i] as string }))
  const shapes = dissolved(owned, ({ owner }) => owner)

  const outlineAfter = new Set<string>()
  for (const [key, { sides }] of edgesOf(shapes.values())) if (sides === 1) outlineAfter.add(key)
  if (outlineAfter.size !== outline.length || outline.some(({ a, b }) => !outlineAfter.has(edgeKey(a, b))))
    return null

  const changed = new Map<string, Shape | null>()
  for (const [id, shape] of near) {
    const after = shapes.get(id)
    if (after === undefined) changed.set(id, null)
    else if (!sameShape(shape, after)) changed.set(id, after)
  }
  // An owner that the cuts do not come near has its own ground besides.
  for (const [id, shape] of shapes)
    if (!near.has(id)) {
      const ground = coverage.get(id)
      changed.set(id, ground ? unionOfCoverage([ground, shape]) : shape)
    }
  return changed
}

/** Faces with the shape that each lies in; what lies in none (outside, or in a hole of the coverage) is left out. */
function facesOf(shapes: Coverage, polygons: readonly Polygon[]): Face[] {
  return polygons.flatMap((polygon) => {
    const inside = interiorPoint(polygon)
    const was = [...shapes].find(([, shape]) => holdsPoint(shape, inside))
    return was === undefined ? [] : [{ polygon, inside, was: was[0] }]
  })
}

/** The union of the faces of each owner, in canonical form. */
export function dissolved<F extends { readonly polygon: Polygon }>(
  faces: readonly F[],
  ownerOf: (face: F) => string,
): Map<string, Shape> {
  const shapes = new Map<string, Polygon[]>()
  for (const face of faces) {
    const owner = ownerOf(face)
    const polygons = shapes.get(owner)
    if (polygons) polygons.push(face.polygon)
    else shapes.set(owner, [face.polygon])
  }
  return new Map(
    [...shapes].map(([owner, polygons]) => [
      owner,
      polygons.length === 1 ? polygons : unionOfCoverage(polygons.map((polygon) => [polygon])),
    ]),
  )
}
