import type { Line, Point, Polygon, Ring, Shape } from './lattice.ts'

/** What comes back from GEOS, taken apart: every polygon, line and point of the answer, collections flattened. */
export interface Parts {
  readonly polygons: Polygon[]
  readonly lines: Line[]
  readonly points: Point[]
  /** How many bytes the geometry took. */
  readonly bytes: number
}

const POINT = 1
const LINE = 2
const POLYGON = 3
const MULTI_LINE = 5
const MULTI_POLYGON = 6
const COLLECTION = 7

const HEADER = 5
const COUNT = 4
const POSITION = 16

const lineBytes = (line: Line) => HEADER + COUNT + line.length * POSITION
const polygonBytes = (polygon: Polygon) =>
  polygon.reduce((bytes, ring) => bytes + COUNT + ring.length * POSITION, HEADER + COUNT)
const shapeBytes = (shape: Shape) =>
  shape.reduce((bytes, polygon) => bytes + polygonBytes(polygon), HEADER + COUNT)

/** Writes well-known binary (little endian) into a buffer of the exact size. */
class Writer {
  readonly bytes: Uint8Array
  readonly #view: DataView
  #at = 0
  constructor(size: number) {
    this.bytes = new Uint8Array(size)
    this.#view = new DataView(this.bytes.buffer)
  }
  header(type: number, count: number): void {
    this.#view.setUint8(this.#at, 1)
    this.#view.setUint32(this.#at + 1, type, true)
    this.#view.setUint32(this.#at + HEADER, count, true)
    this.#at += HEADER + COUNT
  }
  positions(points: readonly Point[]): void {
    for (const [x, y] of points) {
      this.#view.setFloat64(this.#at, x, true)
      this.#view.setFloat64(this.#at + 8, y, true)
      this.#at += POSITION
    }
  }
  ring(ring: Ring): void {
    this.#view.setUint32(this.#at, ring.length, true)
    this.#at += COUNT
    this.positions(ring)
  }
  polygon(polygon: Polygon): void {
    this.header(POLYGON, polygon.length)
    for (const ring of polygon) this.ring(ring)
  }
  shape(shape: Shape): void {
    this.header(MULTI_POLYGON, shape.length)
    for (const polygon of shape) this.polygon(polygon)
  }
}

export function linesToWkb(lines: readonly Line[]): Uint8Array {
  const writer = new Writer(lines.reduce((bytes, line) => bytes + lineBytes(line), HEADER + COUNT))
  writer.header(MULTI_LINE, lines.length)
  for (const line of lines) {
    writer.header(LINE, line.length)
    writer.positions(line)
  }
  return writer.bytes
}

export function shapeToWkb(shape: Shape): Uint8Array {
  const writer = new Writer(shapeBytes(shape))
  writer.shape(shape)
  return writer.bytes
}

/** One collection with a member for each shape, in order. */
export function shapesToWkb(shapes: readonly Shape[]): Uint8Array {
  const writer = new Writer(shapes.reduce((bytes, shape) => bytes + shapeBytes(shape), HEADER + COUNT))
  writer.header(COLLECTION, shapes.length)
  for (const shape of shapes) writer.shape(shape)
  return writer.bytes
}

/** @throws on a type that GEOS does not return for polygons and lines */
export function partsFromWkb(bytes: Uint8Array): Parts {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const parts: Omit<Parts, 'bytes'> = { polygons: [], lines: [], points: [] }
  let at = 0
  const count = (): number => {
    at += COUNT
    return view.getUint32(at - COUNT, true)
  }
  const point = (): Point => {
    at += POSITION
    return [view.getFloat64(at - POSITION, true), view.getFloat64(at - 8, true)]
  }
  const points = (): Point[] => Array.from({ length: count() }, point)
  const geometry = (): void => {
    const type = view.getUint32(at + 1, true)
    at += HEADER
    if (type === POINT) parts.points.push(point())
    else if (type === LINE) parts.lines.push(points())
    else if (type === POLYGON) {
      const rings = Array.from({ length: count() }, points)
      if (rings.length > 0) parts.polygons.push(rings)
    } else if (type >= 4 && type <= COLLECTION) {
      for (let n = count(); n > 0; n--) geometry()
    } else throw new Error(`expected a WKB geometry of type 1 to 7, found ${type}`)
  }
  geometry()
  return { ...parts, bytes: at }
}

/** The polygons of each member of a collection, in order. */
export function membersFromWkb(bytes: Uint8Array): Polygon[][] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const count = view.getUint32(HEADER, true)
  let at = HEADER + COUNT
  return Array.from({ length: count }, () => {
    const parts = partsFromWkb(bytes.subarray(at))
    at += parts.bytes
    return parts.polygons
  })
}
