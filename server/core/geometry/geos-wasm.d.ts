/**
 * The part of geos-wasm that the core calls. The package's own types need the DOM, which the core must not see;
 * `paths` in the core's tsconfig puts this in their place.
 */
type Pointer = number
interface Geos {
  readonly Module: {
    readonly HEAPU8: Uint8Array
    readonly HEAPU32: Uint32Array
    readonly HEAPF64: Float64Array
    _malloc(bytes: number): Pointer
    _free(pointer: Pointer): void
    UTF8ToString(pointer: Pointer): string
  }
  GEOSGeomFromWKB_buf(bytes: Pointer, size: number): Pointer
  GEOSGeomToWKB_buf(geometry: Pointer, size: Pointer): Pointer
  GEOSGeom_destroy(geometry: Pointer): void
  GEOSFree(pointer: Pointer): void
  GEOSUnaryUnionPrec(lines: Pointer, gridSize: number): Pointer
  GEOSUnaryUnion(geometry: Pointer): Pointer
  GEOSPolygonize(geometries: Pointer, count: number): Pointer
  GEOSCoverageIsValid(collection: Pointer, gapWidth: number, invalidEdges: Pointer): number
  GEOSCoverageSimplifyVW(collection: Pointer, tolerance: number, preserveBoundary: number): Pointer
  GEOSDifference(a: Pointer, b: Pointer): Pointer
  GEOSIntersection(a: Pointer, b: Pointer): Pointer
  GEOSPointOnSurface(geometry: Pointer): Pointer
  GEOSisValidDetail(geometry: Pointer, flags: number, reason: Pointer, location: Pointer): number
}
export default function initGeosJs(config?: {
  errorHandler?: unknown
  noticeHandler?: unknown
}): Promise<Geos>
