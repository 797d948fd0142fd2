/**
 * The lattice: every coordinate of the product is a whole number of 1e-7 degrees (about 1 cm), so that a vertex
 * shared by two shapes is equal in both, not near. Longitudes and latitudes fit a signed 32-bit integer.
 */

/** [lng, lat] in units of 1e-7 degrees, EPSG:4326. */
export type Point = readonly [x: number, y: number]
/** Closed: the last point repeats the first. */
export type Ring = readonly Point[]
/** The outer ring, counter-clockwise, then the holes, clockwise. */
export type Polygon = readonly Ring[]
/** One or more polygons that share no edge (a MultiPolygon); what a grid or a footprint covers. */
export type Shape = readonly Polygon[]
export type Line = readonly Point[]

/** Lattice units per degree. */
export const UNITS_PER_DEGREE = 1e7

/** [lng, lat] in degrees, as in GeoJSON. */
export type Position = readonly [lng: number, lat: number]

export const toLattice = ([lng, lat]: Position): Point => [
  Math.round(lng * UNITS_PER_DEGREE),
  Math.round(lat * UNITS_PER_DEGREE),
]
export const toDegrees = ([x, y]: Point): Position => [x / UNITS_PER_DEGREE, y / UNITS_PER_DEGREE]

export const samePoint = (a: Point, b: Point): boolean => a[0] === b[0] && a[1] === b[1]

/** A GeoJSON MultiPolygon's coordinates (degrees), and back. The round trip is exact. */
export type PolygonCoordinates = readonly (readonly Position[])[]
export const shapeToDegrees = (shape: Shape): Position[][][] =>
  shape.map((polygon) => polygon.map((ring) => ring.map(toDegrees)))
export const shapeFromDegrees = (coordinates: readonly PolygonCoordinates[]): Shape =>
  coordinates.map((polygon) => polygon.map((ring) => ring.map(toLattice)))
