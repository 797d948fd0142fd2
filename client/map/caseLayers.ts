import type { ExpressionSpecification, LayerSpecification, SourceSpecification } from 'maplibre-gl'
import type { Light } from '#core/incident/clock.ts'
import { LIGHT_RANK } from '../state/lights.ts'
import { lightColours, type Theme } from '../state/theme.ts'
import type { MapColours } from './colours.ts'
import { collection, EMPTY, geometry } from './features.ts'
import { FACE } from './labelLayers.ts'
import type { CaseDot, CaseScene } from './scene.ts'

/** From here on cases stand for themselves; below, they are counted. */
export const CASES_ZOOM = 14
/** The server counts cases in its tiles down to here. */
const DEEPEST_BINS = 14
const CLUSTER_PX = 34

/** Dots gather into counted clusters; and, where there are too many to know them all, the counts of the tiles. */
export const caseSources = (
  bins: SourceSpecification & { type: 'vector' },
): Record<string, SourceSpecification> => ({
  cases: {
    type: 'geojson',
    data: EMPTY,
    cluster: true,
    clusterRadius: CLUSTER_PX,
    clusterMaxZoom: CASES_ZOOM - 1,
    clusterProperties: { rank: ['max', ['get', 'rank']] },
  },
  'case-selected': { type: 'geojson', data: EMPTY },
  'case-point': { type: 'geojson', data: EMPTY },
  cameras: { type: 'geojson', data: EMPTY },
  'case-bins': { ...bins, maxzoom: DEEPEST_BINS },
})

export const caseFeatures = (dots: readonly CaseDot[]): GeoJSON.FeatureCollection =>
  collection(
    dots.map(({ id, at, light }) => ({
      type: 'Feature',
      properties: { id, light, rank: LIGHT_RANK[light] },
      geometry: geometry('Point', at),
    })),
  )

export const cameraFeatures = (cameras: CaseScene['cameras']): GeoJSON.FeatureCollection =>
  collection(
    cameras.map(({ id, name, at, isPointed }) => ({
      type: 'Feature',
      properties: { id, name, isPointed },
      geometry: geometry('Point', at),
    })),
  )

export const CASE_LAYERS = ['cases', 'case-clusters', 'case-bins'] as const

/** Lights of cases, and what counts them; all hidden before the command center shows them. */
export const caseLayers = (c: MapColours, theme: Theme): LayerSpecification[] => {
  const hidden = { visibility: 'none' } as const
  const isCluster: ExpressionSpecification = ['has', 'point_count']
  const worst = [
    'match',
    ['get', 'rank'],
    ...Object.entries(LIGHT_RANK).flatMap(([light, rank]) => [rank, lightColours[theme][light as Light]]),
    c.label,
  ] as unknown as ExpressionSpecification
  const counted = (id: string, source: string, property: string) =>
    ({
      id,
      type: 'symbol',
      source,
      layout: {
        ...hidden,
        'text-field': ['to-string', ['get', property]],
        'text-font': FACE,
        'text-size': 12,
        'text-allow-overlap': true,
      },
      paint: { 'text-color': c.label },
    }) satisfies LayerSpecification
  return [
    {
      id: 'case-bins',
      type: 'circle',
      source: 'case-bins',
      'source-layer': 'incidents',
      maxzoom: CASES_ZOOM,
      filter: ['>', ['get', 'open'], 0],
      layout: hidden,
      // Many small ones side by side: as ink on the ground, not as white plates over it.
      paint: {
        'circle-color': c.accent,
        'circle-opacity': 0.3,
        'circle-radius': ['interpolate', ['linear'], ['sqrt', ['get', 'open']], 1, 4, 4, 10, 12, 18],
        'circle-stroke-color': c.accent,
        'circle-stroke-opacity': 0.7,
        'circle-stroke-width': 1,
      },
    },
    {
      ...counted('case-bins-count', 'case-bins', 'open'),
      'source-layer': 'incidents',
      maxzoom: CASES_ZOOM,
      filter: ['>', ['get', 'open'], 3],
      layout: { ...counted('', '', 'open').layout, 'text-allow-overlap': false },
    },
    {
      id: 'case-selected',
      type: 'circle',
      source: 'case-selected',
      layout: hidden,
      paint: {
        'circle-color': c.accent,
        'circle-opacity': 0.25,
        'circle-radius': 17,
        'circle-stroke-color': c.selected,
        'circle-stroke-width': 2.5,
      },
    },
    {
      id: 'cameras',
      type: 'symbol',
      source: 'cameras',
      layout: {
        ...hidden,
        'icon-image': 'camera',
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
        'icon-size': ['case', ['get', 'isPointed'], 1.25, 0.85],
        'symbol-sort-key': ['case', ['get', 'isPointed'], 1, 0],
        'text-field': ['case', ['get', 'isPointed'], ['get', 'name'], ''],
        'text-font': FACE,
        'text-size': 12,
        'text-anchor': 'top',
        'text-offset': [0, 1],
        'text-max-width': 14,
        'text-allow-overlap': true,
      },
      paint: { 'text-color': c.label, 'text-halo-color': c.labelHalo, 'text-halo-width': 1.6 },
    },
    {
      id: 'cases',
      type: 'symbol',
      source: 'cases',
      filter: ['!', isCluster],
      layout: {
        ...hidden,
        'icon-image': ['concat', 'light-', ['get', 'light']],
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
        'icon-size': ['interpolate', ['linear'], ['zoom'], 12, 0.7, 15, 0.95],
        'symbol-sort-key': ['get', 'rank'],
      },
    },
    {
      id: 'case-clusters',
      type: 'circle',
      source: 'cases',
      filter: isCluster,
      layout: hidden,
      paint: {
        'circle-color': c.labelHalo,
        'circle-opacity': 0.92,
        'circle-radius': ['interpolate', ['linear'], ['get', 'point_count'], 2, 11, 30, 18, 200, 26],
        'circle-stroke-color': worst,
        'circle-stroke-width': 3.5,
      },
    },
    { ...counted('case-cluster-count', 'cases', 'point_count'), filter: isCluster },
    {
      id: 'case-point',
      type: 'circle',
      source: 'case-point',
      layout: hidden,
      paint: {
        'circle-color': c.accent,
        'circle-radius': 7,
        'circle-stroke-color': c.labelHalo,
        'circle-stroke-width': 3,
      },
    },
  ]
}
