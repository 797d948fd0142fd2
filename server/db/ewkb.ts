import type { Line, Point, Polygon, Ring, Shape } from '#core/geometry/lattice.ts'
import { toDegrees, toLattice } from '#core/geometry/lattice.ts'

/**
 * Lattice shapes as hex EWKB in EPSG:4326, the text form of PostGIS geometry, and back. The round trip is exact:
 * the double nearest to a lattice coordinate rounds to it again. Rings are stored the other way round than core
 * holds them (outer rings clockwise), because that is what a vector tile needs.
 */

const SRID = 4326
const POINT = 1
const LINE_STRING = 2
const POLYGON = 3
const MULTI_POLYGON = 6
const HAS_SRID = 0x20000000

export function shapeToEwkb(shape: Shape): string {
  const vertices = shape.flat().reduce((sum, ring) => sum + ring.length, 0)
  const rings = shape.flat().length
  const out = new Writer(13 + shape.length * 9 + rings * 4 + vertices * 16)
  out.header(MULTI_POLYGON)
  out.count(shape.length)
  for (const polygon of shape) {
    out.part(POLYGON)
    out.count(polygon.length)
    for (const ring of polygon) out.points(ring.toReversed())
  }
  return out.hex()
}

export function pointToEwkb(point: Point): string {
  const out = new Writer(25)
  out.header(POINT)
  out.point(point)
  return out.hex()
}

export function lineToEwkb(line: Line): string {
  const out = new Writer(13 + line.length * 16)
  out.header(LINE_STRING)
  out.points(line)
  return out.hex()
}

/** @throws if it is not a polygon or multipolygon in little-endian EWKB of EPSG:4326. */
export function shapeFromEwkb(hex: string): Shape {
  const input = new Reader(hex)
  const type = input.header()
  if (type === POLYGON) return [polygonFrom(input)]
  if (type !== MULTI_POLYGON) throw new Error(`expected a MultiPolygon in EWKB, found type ${type}`)
  return Array.from({ length: input.count() }, () => {
    input.part(POLYGON)
    return polygonFrom(input)
  })
}

/** @throws if it is not a point in little-endian EWKB of EPSG:4326. */
export function pointFromEwkb(hex: string): Point {
  const input = new Reader(hex)
  const type = input.header()
  if (type !== POINT) throw new Error(`expected a Point in EWKB, found type ${type}`)
  return input.point()
}

/** @throws if it is not a line in little-endian EWKB of EPSG:4326. */
export function lineFromEwkb(hex: string): Line {
  const input = new Reader(hex)
  const type = input.header()
  if (type !== LINE_STRING) throw new Error(`expected a LineString in EWKB, found type ${type}`)
  return input.points()
}

const polygonFrom = (input: Reader): Polygon =>
  Array.from({ length: input.count() }, (): Ring => input.points().reverse())

class Writer {
  readonly #bytes: Buffer
  #at = 0
  constructor(length: number) {
    this.#bytes = Buffer.allocUnsafe(length)
  }
  header(type: number): void {
    this.#bytes[this.#at] = 1 // little-endian
    this.#bytes.writeUInt32LE((type | HAS_SRID) >>> 0, this.#at + 1)
    this.#bytes.writeUInt32LE(SRID, this.#at + 5)
    this.#at += 9
  }
  part(type: number): void {
    this.#bytes[this.#at] = 1
    this.#bytes.writeUInt32LE(type, this.#at + 1)
    this.#at += 5
  }
  count(value: number): void {
    this.#at = this.#bytes.writeUInt32LE(value, this.#at)
  }
  point(point: Point): void {
    const [lng, lat] = toDegrees(point)
    this.#at = this.#bytes.writeDoubleLE(lng, this.#at)
    this.#at = this.#bytes.writeDoubleLE(lat, this.#at)
  }
  points(points: readonly Point[]): void {
    this.count(points.length)
    for (const point of points) this.point(point)
  }
  hex(): string {
    return this.#bytes.toString('hex', 0, this.#at)
  }
}

class Reader {
  readonly #bytes: Buffer
  #at = 0
  constructor(hex: string) {
    this.#bytes = Buffer.from(hex, 'hex')
  }
  header(): number {
    const type = this.#type()
    if ((type & HAS_SRID) === 0 || this.#bytes.readUInt32LE(this.#at) !== SRID)
      throw new Error(`expected EWKB in EPSG:${SRID}`)
    this.#at += 4
    return (type & ~HAS_SRID) >>> 0
  }
  part(expected: number): void {
    const type = this.#type()
    if (type !== expected) throw new Error(`expected a part of type ${expected} in EWKB, found ${type}`)
  }
  #type(): number {
    if (this.#bytes[this.#at] !== 1) throw new Error('expected little-endian EWKB')
    const type = this.#bytes.readUInt32LE(this.#at + 1)
    this.#at += 5
    return type
  }
  count(): number {
    const value = this.#bytes.readUInt32LE(this.#at)
    this.#at += 4
    return value
  }
  point(): Point {
    const lng = this.#bytes.readDoubleLE(this.#at)
    const lat = this.#bytes.readDoubleLE(this.#at + 8)
    this.#at += 16
    return toLattice([lng, lat])
  }
  points(): Point[] {
    return Array.from({ length: this.count() }, () => this.point())
  }
}
