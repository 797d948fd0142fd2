import {
  type Line,
  type Point,
  type Position,
  type Shape,
  shapeToDegrees,
  toDegrees,
} from '#core/geometry/lattice.ts'
import type { World } from './world.ts'

export type Layer = Exclude<keyof World, 'scale' | 'seed'>
export const LAYERS: readonly Layer[] = [
  'areas',
  'grids',
  'buildings',
  'places',
  'stations',
  'beats',
  'people',
  'crew',
  'roads',
  'water',
  'green',
  'cameras',
]

interface Geometry {
  readonly type: 'MultiPolygon' | 'LineString' | 'Point'
  readonly coordinates: Position[][][] | Position[] | Position
}

/** A layer as a GeoJSON FeatureCollection in degrees, labelled as demo data, with its CRS in words and by name. */
export function featureCollection(world: World, layer: Layer): object {
  return {
    ...collectionHead(world, layer),
    features: world[layer].map((row) => {
      const { geometry, properties } = feature(row)
      return { type: 'Feature', ...('id' in row ? { id: row.id } : {}), geometry, properties }
    }),
  }
}

/** What stands in a file before its features. */
export const collectionHead = ({ scale, seed }: World, name: string): object => ({
  type: 'FeatureCollection',
  name,
  label: '演示数据',
  note: `演示数据 demo data, generated (scale ${scale}, seed ${seed}). Positions are [lng, lat], EPSG:4326; EPSG:4490 (CGCS2000) is the same for this use.`,
  crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:OGC:1.3:CRS84' } },
})

function feature(row: World[Layer][number]): { geometry: Geometry | null; properties: object } {
  if ('footprint' in row) {
    const { footprint, position, ...properties } = row
    return { geometry: multiPolygon(footprint), properties: { ...properties, position: toDegrees(position) } }
  }
  if ('shape' in row) {
    const { shape, ...properties } = row
    return { geometry: multiPolygon(shape), properties }
  }
  if ('line' in row) {
    const { line, ...properties } = row
    return { geometry: lineString(line), properties }
  }
  if ('position' in row) {
    const { position, ...properties } = row
    return { geometry: point(position), properties }
  }
  return { geometry: null, properties: row }
}

const multiPolygon = (shape: Shape): Geometry => ({
  type: 'MultiPolygon',
  coordinates: shapeToDegrees(shape),
})
const lineString = (line: Line): Geometry => ({ type: 'LineString', coordinates: line.map(toDegrees) })
const point = (position: Point): Geometry => ({ type: 'Point', coordinates: toDegrees(position) })
