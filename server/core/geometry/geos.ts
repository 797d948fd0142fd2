/**
 * GEOS 3.13 (WebAssembly, the same build in server, worker and browser) behind the handful of operations that the
 * core needs. Shapes go in and come out as plain arrays, in canonical form; no pointer leaves this file.
 */
import initGeos from 'geos-wasm'
import type { Line, Point, Polygon, Shape } from './lattice.ts'
import { canonical } from './shape.ts'
import { linesToWkb, membersFromWkb, type Parts, partsFromWkb, shapesToWkb, shapeToWkb } from './wkb.ts'

const geos = await initGeos()

/** Runs `work` and frees every geometry that it took into its hands. */
function withGeometries<T>(work: (keep: (pointer: number, what: string) => number) => T): T {
  const kept: number[] = []
  try {
    return work((pointer, what) => {
      if (pointer === 0) throw new Error(`GEOS could not do ${what}`)
      kept.push(pointer)
      return pointer
    })
  } finally {
    for (const pointer of kept) geos.GEOSGeom_destroy(pointer)
  }
}

function fromBytes(bytes: Uint8Array): number {
  const buffer = geos.Module._malloc(bytes.length)
  geos.Module.HEAPU8.set(bytes, buffer)
  const geometry = geos.GEOSGeomFromWKB_buf(buffer, bytes.length)
  geos.Module._free(buffer)
  return geometry
}

const partsOf = (geometry: number): Parts => partsFromWkb(bytesOf(geometry))
const membersOf = (collection: number): Shape[] => membersFromWkb(bytesOf(collection))

function bytesOf(geometry: number): Uint8Array {
  const size = geos.Module._malloc(4)
  const buffer = geos.GEOSGeomToWKB_buf(geometry, size)
  const bytes = geos.Module.HEAPU8.slice(buffer, buffer + (geos.Module.HEAPU32[size / 4] ?? 0))
  geos.GEOSFree(buffer)
  geos.Module._free(size)
  return bytes
}

/**
 * The faces that lines enclose after they are noded against each other on the lattice (snap rounding: every
 * crossing and every end near a line becomes a lattice point of all lines that pass its cell; Hobby 1999). Lines
 * that enclose nothing leave no face.
 */
export function nodedFaces(lines: readonly Line[]): readonly Polygon[] {
  return withGeometries((keep) => {
    const drawn = keep(fromBytes(linesToWkb(lines)), 'lines')
    const noded = keep(geos.GEOSUnaryUnionPrec(drawn, 1), 'noding')
    const list = geos.Module._malloc(4)
    geos.Module.HEAPU32[list / 4] = noded
    const faces = geos.GEOSPolygonize(list, 1)
    geos.Module._free(list)
    return canonical(partsOf(keep(faces, 'polygonizing')).polygons)
  })
}

/** Union of shapes that may overlap; the answer is not on the lattice. */
export function unionOfShapes(shapes: readonly Shape[]): Shape {
  return withGeometries((keep) => {
    const collection = keep(fromBytes(shapesToWkb(shapes)), 'shapes')
    return canonical(partsOf(keep(geos.GEOSUnaryUnion(collection), 'union')).polygons)
  })
}

/**
 * The edges of which GEOS says that they make shapes no coverage; `coverageFaults` tells those that do. A gap counts
 * only if narrower than `gapWidth` (lattice units).
 */
export function reportedFaults(shapes: readonly Shape[], gapWidth: number): Line[] {
  return withGeometries((keep) => {
    const collection = keep(fromBytes(shapesToWkb(shapes)), 'shapes')
    const slot = geos.Module._malloc(4)
    geos.Module.HEAPU32[slot / 4] = 0
    const valid = geos.GEOSCoverageIsValid(collection, gapWidth, slot)
    const edges = geos.Module.HEAPU32[slot / 4] ?? 0
    geos.Module._free(slot)
    if (edges !== 0) keep(edges, 'invalid edges')
    if (valid === 1) return []
    if (valid !== 0) throw new Error('GEOS could not check the coverage')
    return edges === 0 ? [] : partsOf(edges).lines
  })
}

/**
 * Shapes of a coverage with the edges between them straightened (Visvalingam–Whyatt; every vertex that remains was
 * there before). Their common outline stays; neighbours stay matched. `tolerance` in lattice units is the side of
 * the square whose area a vertex must stand for.
 */
export function straightenedCoverage(shapes: readonly Shape[], tolerance: number): Shape[] {
  return withGeometries((keep) => {
    const collection = keep(fromBytes(shapesToWkb(shapes)), 'shapes')
    const simplified = keep(geos.GEOSCoverageSimplifyVW(collection, tolerance, 1), 'straightening')
    return membersOf(simplified).map(canonical)
  })
}

function overlay(operation: 'GEOSDifference' | 'GEOSIntersection', a: Shape, b: Shape): Shape {
  return withGeometries((keep) => {
    const left = keep(fromBytes(shapeToWkb(a)), 'shape')
    const right = keep(fromBytes(shapeToWkb(b)), 'shape')
    return canonical(partsOf(keep(geos[operation](left, right), operation)).polygons)
  })
}
/** What of `a` lies outside `b`; the answer is not on the lattice. */
export const difference = (a: Shape, b: Shape): Shape => overlay('GEOSDifference', a, b)
/** What of `a` lies in `b`; the answer is not on the lattice. */
export const intersection = (a: Shape, b: Shape): Shape => overlay('GEOSIntersection', a, b)

/** A point well inside the polygon (not on the lattice). */
export function interiorPoint(polygon: Polygon): Point {
  return withGeometries((keep) => {
    const geometry = keep(fromBytes(shapeToWkb([polygon])), 'polygon')
    const [point] = partsOf(keep(geos.GEOSPointOnSurface(geometry), 'interior point')).points
    if (point === undefined) throw new Error('expected a polygon with an area, found an empty one')
    return point
  })
}

export interface Invalidity {
  /** GEOS's words, for example "Self-intersection". */
  readonly reason: string
  readonly at: Point
}
/** Why a shape is not valid (self-crossing, hole outside, …), or null. Repairs nothing. */
export function invalidity(shape: Shape): Invalidity | null {
  return withGeometries((keep) => {
    const geometry = keep(fromBytes(shapeToWkb(shape)), 'shape')
    const slots = geos.Module._malloc(8)
    geos.Module.HEAPU32.fill(0, slots / 4, slots / 4 + 2)
    const valid = geos.GEOSisValidDetail(geometry, 0, slots, slots + 4)
    const reason = geos.Module.HEAPU32[slots / 4] ?? 0
    const location = geos.Module.HEAPU32[slots / 4 + 1] ?? 0
    geos.Module._free(slots)
    if (location !== 0) keep(location, 'location')
    const words = reason === 0 ? 'not valid' : geos.Module.UTF8ToString(reason)
    if (reason !== 0) geos.GEOSFree(reason)
    if (valid === 1) return null
    return { reason: words, at: (location === 0 ? undefined : partsOf(location).points[0]) ?? [0, 0] }
  })
}
