import { expect, test } from 'vitest'
import { gcj02FromWgs84 } from '#core/geometry/datum.ts'
import { toWgs84From } from '../../server/import/crs.ts'
import { featuresOf } from '../../server/import/geojson.ts'

const square = (lng: number, lat: number, side = 0.001) => [
  [lng, lat],
  [lng + side, lat],
  [lng + side, lat + side],
  [lng, lat + side],
  [lng, lat],
]
const collection = (...geometries: unknown[]) =>
  JSON.stringify({
    type: 'FeatureCollection',
    features: geometries.map((geometry) => ({ type: 'Feature', properties: {}, geometry })),
  })
const polygon = (ring: unknown) => ({ type: 'Polygon', coordinates: [ring] })
const plain = (position: readonly [number, number]) => position
const flaws = (...geometries: unknown[]) =>
  featuresOf(collection(...geometries), plain)?.badRows.map(({ row, code }) => `${row} ${code}`)

test('shapes are laid on the lattice, outer rings counter-clockwise', () => {
  const clockwise = [...square(113.5, 37.9)].reverse()
  const result = featuresOf(collection(polygon(clockwise)), plain)
  expect(result?.badRows).toEqual([])
  expect(result?.features[0]?.geometry).toEqual({
    shape: [
      [
        [
          [1135000000, 379000000],
          [1135010000, 379000000],
          [1135010000, 379010000],
          [1135000000, 379010000],
          [1135000000, 379000000],
        ],
      ],
    ],
  })
})

test('every bad row is named with its reason, and the good ones are taken', () => {
  const bowTie = [
    [113.5, 37.9],
    [113.501, 37.901],
    [113.501, 37.9],
    [113.5, 37.901],
    [113.5, 37.9],
  ]
  expect(
    flaws(
      polygon(square(113.5, 37.9)),
      polygon(bowTie),
      polygon(square(113.5, 37.9).slice(0, -1)),
      polygon(square(113.5, 137.9)),
      polygon([
        [113.5, 37.9],
        [113.5, 37.9],
        [113.5, 37.9],
        [113.5, 37.9],
      ]),
      { type: 'LineString', coordinates: square(113.5, 37.9) },
      null,
      polygon([
        [null, 37.9],
        [1, 2],
        [3, 4],
        [null, 37.9],
      ]),
    ),
  ).toEqual([
    '2 shape_invalid',
    '3 ring_not_closed',
    '4 position_out_of_range',
    '5 shape_without_area',
    '6 feature_malformed',
    '7 feature_malformed',
    '8 feature_malformed',
  ])
})

test('what is no feature collection is refused whole', () => {
  for (const text of ['', '{', '[]', 'null', '{"type":"Feature"}', '{"type":"FeatureCollection"}'])
    expect(featuresOf(text, plain)).toBeNull()
})

test('a declared CRS is undone; an unknown one is refused', () => {
  const here: [number, number] = [113.53, 37.885]
  const near = (crs: string, position: [number, number]) => {
    const [lng, lat] = toWgs84From(crs)?.(position) ?? [0, 0]
    return Math.hypot(lng - here[0], lat - here[1])
  }
  expect(near('EPSG:4490', here)).toBe(0)
  expect(near('GCJ-02', [...gcj02FromWgs84(here)] as [number, number])).toBeLessThan(1e-9)
  // PostGIS: st_transform(st_point(113.53, 37.885, 4490), 4547)
  expect(near('EPSG:4547', [458_654.2466, 4_194_837.6864])).toBeLessThan(1e-8)
  for (const crs of ['EPSG:3857', 'EPSG:4533', 'EPSG:4555', 'wgs84', '']) expect(toWgs84From(crs)).toBeNull()
})
