import type { TileLayer } from '../../contract/tile.ts'
import { validAt } from '../asOf.ts'

/** What a layer is made of. Everything here is SQL of our own; nothing of it comes from a request. */
export interface LayerSource {
  readonly from: string
  readonly where: string
  /** Column in EPSG:3857. */
  readonly geometry: string
  /** Points belong to one tile; lines and polygons to every tile they reach into. */
  readonly kind: 'point' | 'line' | 'polygon'
  /** Property → SQL. A null leaves the property out. */
  readonly properties: Readonly<Record<string, string>>
}

/** Household band of a grid version `v`, by the installation's own limits. */
const BAND = `(select case when v.households < (b ->> 'under')::int then 'under'
    when v.households < (b ->> 'low')::int then 'low' when v.households <= (b ->> 'high')::int then 'in'
    when v.households <= (b ->> 'over')::int then 'high' else 'over' end
  from (select value -> 'band' as b from settings where name = 'installation') band)`

/** `$1` is the scope of whoever asks. */
const inScope = (code: string): string => `starts_with(v.${code}, $1)`
const around = (code: string): string => `(starts_with(v.${code}, $1) or starts_with($1, v.${code}))`
const seconds = (instant: string): string => `floor(extract(epoch from v.${instant}))::float8`
const isCurrent = validAt('v', 'now()')

const grids: LayerSource = {
  from: 'grid_versions v',
  where: `${inScope('community')} and ${isCurrent}`,
  geometry: 'v.mercator',
  kind: 'polygon',
  properties: {
    id: 'v.grid::text',
    code: 'v.code',
    name: 'v.name',
    type: 'v.type',
    morphology: 'v.morphology',
    community: 'v.community',
    households: 'v.households',
    buildings: 'v.buildings',
    places: 'v.places',
    band: BAND,
  },
}

const cover = (kinds: string): LayerSource => ({
  from: 'land_cover v',
  where: `v.kind in (${kinds}) and $1::text is not null`,
  geometry: 'v.mercator',
  kind: 'polygon',
  properties: { id: 'v.id::text', name: 'v.name', kind: 'v.kind' },
})

/** Layers that have a table; of the others every tile is empty. */
export const SOURCES: Readonly<Partial<Record<TileLayer, LayerSource>>> = {
  areas: {
    from: 'areas v',
    where: around('code'),
    geometry: 'v.mercator',
    kind: 'polygon',
    properties: { id: 'v.code', code: 'v.code', name: 'v.name', level: 'v.level' },
  },
  grids,
  grid_labels: { ...grids, geometry: 'v.label', kind: 'point' },
  // Only what a map draws: at z13 a tile holds thousands, and properties cost more than their shapes.
  buildings: {
    from: 'building_versions v',
    where: `${inScope('community')} and ${isCurrent}`,
    geometry: 'v.mercator',
    kind: 'polygon',
    properties: {
      id: 'v.building::text',
      name: 'v.name',
      kind: 'v.kind',
      households: 'v.households',
    },
  },
  places: {
    from: 'places v',
    where: inScope('community'),
    geometry: 'v.mercator',
    kind: 'point',
    properties: {
      id: 'v.id::text',
      kind: 'v.kind',
      name: 'v.name',
      community: 'v.community',
      building: 'v.building::text',
    },
  },
  beats: {
    from: 'beat_versions v join station_versions s on s.station = v.station',
    where: `${around('street')} and ${isCurrent} and ${validAt('s', 'now()')}`,
    geometry: 'v.mercator',
    kind: 'polygon',
    properties: {
      id: 'v.beat::text',
      code: 'v.code',
      name: 'v.name',
      station: 's.name',
      street: 'v.street',
      officers: 'v.officers',
    },
  },
  // The light changes by itself: a map draws it from these instants, in seconds since 1970.
  incidents: {
    from: 'incidents v',
    where: `${inScope('area')} and v.channel <> 'wristband'`,
    geometry: 'v.mercator',
    kind: 'point',
    properties: {
      id: 'v.id::text',
      category: 'v.category',
      state: 'v.state',
      urgency: 'v.urgency',
      yellowAt: seconds('yellow_at'),
      dueAt: seconds('due_at'),
      pauseFrom: seconds('pause_from'),
      pauseTo: seconds('pause_to'),
      stoppedAt: seconds('stopped_at'),
    },
  },
  roads: {
    from: 'roads v',
    where: '$1::text is not null',
    geometry: 'v.mercator',
    kind: 'line',
    properties: { id: 'v.id::text', name: 'v.name', class: 'v.class' },
  },
  water: cover(`'river'`),
  green: cover(`'park', 'hill'`),
}
