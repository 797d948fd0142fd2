import { PbfWriter } from 'pbf'
import { EXTENT } from './address.ts'

/** One layer of a Mapbox Vector Tile 2.1, for databases that cannot encode it themselves. */

/** [x, y] in tile units, y pointing down. */
export type TilePoint = readonly [x: number, y: number]
export interface TileShape {
  readonly kind: 'point' | 'line' | 'polygon'
  /** Of points one list; of lines each; of polygons their rings, closed, an outer ring before its holes. */
  readonly rings: readonly (readonly TilePoint[])[]
}
export interface Feature extends TileShape {
  readonly properties: Readonly<Record<string, string | number | null>>
}

const GEOMETRY_TYPE = { point: 1, line: 2, polygon: 3 } as const
const MOVE_TO = 1
const LINE_TO = 2
const CLOSE_PATH = 7

/** A tile that holds this one layer; empty if there is no feature. */
export function encodedLayer(name: string, features: readonly Feature[]): Buffer {
  if (features.length === 0) return Buffer.alloc(0)
  const pbf = new PbfWriter()
  pbf.writeMessage(3, writeLayer, { name, features })
  return Buffer.from(pbf.finish())
}

function writeLayer(
  { name, features }: { name: string; features: readonly Feature[] },
  pbf: PbfWriter,
): void {
  const keys = new Numbered<string>()
  const values = new Numbered<string | number>()
  pbf.writeVarintField(15, 2)
  pbf.writeStringField(1, name)
  for (const feature of features) pbf.writeMessage(2, writeFeature, { feature, keys, values })
  for (const key of keys.items()) pbf.writeStringField(3, key)
  for (const value of values.items()) pbf.writeMessage(4, writeValue, value)
  pbf.writeVarintField(5, EXTENT)
}

function writeFeature(
  { feature, keys, values }: { feature: Feature; keys: Numbered<string>; values: Numbered<string | number> },
  pbf: PbfWriter,
): void {
  const tags = Object.entries(feature.properties).flatMap(([key, value]) =>
    value === null ? [] : [keys.numberOf(key), values.numberOf(value)],
  )
  pbf.writePackedVarint(2, tags)
  pbf.writeVarintField(3, GEOMETRY_TYPE[feature.kind])
  pbf.writePackedVarint(4, geometryOf(feature))
}

function writeValue(value: string | number, pbf: PbfWriter): void {
  if (typeof value === 'string') pbf.writeStringField(1, value)
  else if (Number.isInteger(value) && value >= 0) pbf.writeVarintField(5, value)
  else if (Number.isInteger(value)) pbf.writeSVarintField(6, value)
  else pbf.writeDoubleField(3, value)
}

/** Commands with their arguments; every coordinate is the step from the point before it. */
function geometryOf({ kind, rings }: TileShape): number[] {
  const out: number[] = []
  let [x, y] = [0, 0]
  const step = (point: TilePoint) => {
    out.push(zigzag(point[0] - x), zigzag(point[1] - y))
    x = point[0]
    y = point[1]
  }
  for (const ring of rings) {
    const path = kind === 'polygon' ? ring.slice(0, -1) : ring
    const atOnce = kind === 'point' ? path.length : 1
    out.push(command(MOVE_TO, atOnce))
    path.slice(0, atOnce).forEach(step)
    if (kind === 'point') continue
    out.push(command(LINE_TO, path.length - 1))
    path.slice(1).forEach(step)
    if (kind === 'polygon') out.push(command(CLOSE_PATH, 1))
  }
  return out
}

const command = (id: number, times: number): number => id | (times << 3)
const zigzag = (value: number): number => (value << 1) ^ (value >> 31)

/** Items numbered in the order they are first met. */
class Numbered<T> {
  readonly #numberByItem = new Map<T, number>()
  numberOf(item: T): number {
    const number = this.#numberByItem.get(item) ?? this.#numberByItem.size
    this.#numberByItem.set(item, number)
    return number
  }
  items(): Iterable<T> {
    return this.#numberByItem.keys()
  }
}
