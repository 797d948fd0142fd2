import { z } from 'zod'
import type { TileLayer } from '../../contract/tile.ts'
import type { Transaction } from '../database.ts'
import { only } from '../row.ts'
import { EXTENT, frameOf, MARGIN, type TileAddress, UNCUT_MARGIN } from './address.ts'
import { CASES_FROM_ZOOM, incidentBins } from './incidentBins.ts'
import { type LayerSource, SOURCES } from './layers.ts'
import { encodedLayer, type Feature } from './mvt.ts'
import { wkbInTile } from './wkbInTile.ts'

/** Who encodes: PostGIS where it can (a server with protobuf), otherwise we do. The features are the same. */
export type Encoder = 'postgis' | 'own'

/** One layer of one tile as the actor may see it, as a Mapbox Vector Tile; empty where there is nothing. */
export async function tile(
  tx: Transaction,
  layer: TileLayer,
  address: TileAddress,
  encoder: Encoder,
): Promise<Buffer> {
  if (layer === 'incidents' && address.z < CASES_FROM_ZOOM) return incidentBins(tx, address)
  const source = SOURCES[layer]
  if (!source) return Buffer.alloc(0)
  return encoder === 'postgis'
    ? encodedByPostgis(tx, layer, source, address)
    : encodedHere(tx, layer, source, address)
}

/**
 * The edges of the tile as columns of `k`; as parameters they would be worked out again for every row.
 * `box` is what the tile shows, `cut` what shapes are cut to, `whole` what they may fill without being cut.
 */
function constants(address: TileAddress): string {
  const { west, north, unit } = frameOf(address)
  const box = (margin: number) =>
    `st_makeenvelope(${west - margin * unit}, ${north - (EXTENT + margin) * unit},
      ${west + (EXTENT + margin) * unit}, ${north + margin * unit}, 3857)`
  return `(select ${box(0)} as box, ${box(MARGIN)} as cut, ${box(UNCUT_MARGIN)} as whole offset 0) k`
}

/** Rows of the layer that reach into the tile. A point on an edge belongs to the tile east or north of it. */
function reaching({ from, where, geometry, kind }: LayerSource, address: TileAddress): string {
  const inTile =
    kind === 'point'
      ? `${geometry} && k.box and st_x(${geometry}) < st_xmax(k.box) and st_y(${geometry}) < st_ymax(k.box)`
      : `${geometry} && k.cut`
  return `from ${constants(address)} cross join ${from} where ${inTile} and ${where}`
}

const Bytes = z.object({ tile: z.instanceof(Uint8Array).nullable() })

async function encodedByPostgis(
  tx: Transaction,
  layer: TileLayer,
  source: LayerSource,
  address: TileAddress,
): Promise<Buffer> {
  const { west, north, unit } = frameOf(address)
  const { geometry } = source
  // Moving and rounding is all that a shape needs that is not cut.
  const moved = `st_snaptogrid(st_transscale(${geometry}, ${-west}, ${-north}, ${1 / unit}, ${-1 / unit}), 1)`
  const inTile =
    source.kind === 'point'
      ? moved
      : `case when ${geometry} @ k.whole then ${moved}
            else st_asmvtgeom(${geometry}, k.box, ${EXTENT}, ${MARGIN}, true) end`
  const rows = await tx.query(
    `select st_asmvt(features, '${layer}', ${EXTENT}, 'geometry') as tile from (
       select ${columnsOf(source)}, ${inTile} as geometry ${reaching(source, address)} offset 0) features
      where ${mayCollapse(source, address) ? 'st_area(geometry) > 0' : 'geometry is not null'}`,
    [tx.actor.scope],
  )
  return Buffer.from(only(Bytes, rows)?.tile ?? [])
}

/** Whether a polygon can be rounded to nothing: not where a tile unit is smaller than any footprint. */
const mayCollapse = ({ kind }: LayerSource, address: TileAddress): boolean =>
  kind === 'polygon' && frameOf(address).unit > SMALLEST_FOOTPRINT_M / 2
const SMALLEST_FOOTPRINT_M = 3

const Property = z.union([z.string(), z.number(), z.null()])
const FeatureRow = z.object({ wkb: z.string() }).catchall(Property)

async function encodedHere(
  tx: Transaction,
  layer: TileLayer,
  source: LayerSource,
  address: TileAddress,
): Promise<Buffer> {
  const { geometry } = source
  const cut =
    source.kind === 'point'
      ? geometry
      : `case when ${geometry} @ k.whole then ${geometry} else st_clipbybox2d(${geometry}, k.cut::box2d) end`
  const rows = await tx.query(
    `select ${columnsOf(source)}, encode(st_asbinary(${cut}), 'hex') as wkb ${reaching(source, address)}`,
    [tx.actor.scope],
  )
  const frame = frameOf(address)
  const features = rows.flatMap((row): Feature[] => {
    const { wkb, ...properties } = FeatureRow.parse(row)
    const shape = wkbInTile(Buffer.from(wkb, 'hex'), frame)
    return shape ? [{ ...shape, properties }] : []
  })
  return encodedLayer(layer, features)
}

const columnsOf = ({ properties }: LayerSource): string =>
  Object.entries(properties)
    .map(([name, sql]) => `${sql} as "${name}"`)
    .join(', ')
