import { VectorTile, type VectorTileFeature } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import type { TileAddress } from '../../server/db/tiles/address.ts'

/** The features of a tile's layer, by their property `id`. */
export function featuresIn(bytes: Uint8Array, layer: string): Map<string, VectorTileFeature> {
  if (bytes.length === 0) return new Map()
  const decoded = new VectorTile(new PbfReader(bytes)).layers[layer]
  const features = Array.from(
    { length: decoded?.length ?? 0 },
    (_, i) => decoded?.feature(i) as VectorTileFeature,
  )
  return new Map(features.map((feature) => [String(feature.properties.id), feature]))
}

/** The tile of a zoom that holds a position. */
export function tileAt(z: number, [lng, lat]: readonly [number, number]): TileAddress {
  const tiles = 2 ** z
  const rad = (lat * Math.PI) / 180
  return {
    z,
    x: Math.floor(((lng + 180) / 360) * tiles),
    y: Math.floor(((1 - Math.asinh(Math.tan(rad)) / Math.PI) / 2) * tiles),
  }
}

/** Every tile of a zoom that a box [west, south, east, north] reaches into. */
export function tilesOver(z: number, [west, south, east, north]: readonly number[]): TileAddress[] {
  const first = tileAt(z, [west ?? 0, north ?? 0])
  const last = tileAt(z, [east ?? 0, south ?? 0])
  const tiles: TileAddress[] = []
  for (let x = first.x; x <= last.x; x++) for (let y = first.y; y <= last.y; y++) tiles.push({ z, x, y })
  return tiles
}
