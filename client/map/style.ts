import type {
  ExpressionSpecification,
  LayerSpecification,
  StyleSpecification,
  VectorSourceSpecification,
} from 'maplibre-gl'
import { shadeColours, type Theme } from '../state/theme.ts'
import { SHADES } from '../words/shades.ts'
import { arrowLayers } from './arrows.ts'
import { beatLabelLayers, beatLayers, beatSources, pieceLayers } from './beatBoard.ts'
import { byZoom, type Numbers } from './byZoom.ts'
import { caseLayers, caseSources } from './caseLayers.ts'
import { type MapColours, mapColours } from './colours.ts'
import { EMPTY } from './features.ts'
import { isClass, labelLayers } from './labelLayers.ts'
import { lockLayers, penLayers } from './penLayers.ts'
import { variantLayers } from './variantLayers.ts'

const state = (name: string, on: number, off: number): Numbers => [
  'case',
  ['boolean', ['feature-state', name], false],
  on,
  off,
]

const shadeColour = (theme: Theme): ExpressionSpecification =>
  [
    'match',
    ['get', 'shade'],
    ...SHADES.flatMap((shade) => [shade, shadeColours[theme][shade]]),
    shadeColours[theme].in,
  ] as unknown as ExpressionSpecification

const ground = (c: MapColours): LayerSpecification[] => [
  { id: 'ground', type: 'background', paint: { 'background-color': c.ground } },
]

const roads = (c: MapColours): LayerSpecification[] => {
  const common = { type: 'line', source: 'roads', 'source-layer': 'roads' } as const
  const layout = { 'line-cap': 'round', 'line-join': 'round' } as const
  const widths = {
    lane: byZoom([14, 0.3], [16, 1.6], [18, 6]),
    minor: byZoom([12, 0.6], [14, 1.6], [16, 4], [18, 12]),
    arterial: byZoom([11, 1], [13, 2.2], [15, 5], [18, 20]),
  }
  const casings = {
    lane: byZoom([14, 0.6], [16, 2.6], [18, 7.5]),
    minor: byZoom([12, 1], [14, 2.6], [16, 5.4], [18, 14]),
    arterial: byZoom([11, 1.8], [13, 3.4], [15, 6.8], [18, 22.5]),
  }
  const classes = ['lane', 'minor', 'arterial'] as const
  const minzoom = { lane: 13.5, minor: 11, arterial: 0 }
  return [
    {
      id: 'green',
      type: 'fill',
      source: 'green',
      'source-layer': 'green',
      paint: { 'fill-opacity': 0.6, 'fill-color': ['match', ['get', 'kind'], 'park', c.park, c.hill] },
    },
    {
      id: 'water',
      type: 'fill',
      source: 'water',
      'source-layer': 'water',
      paint: { 'fill-color': c.river, 'fill-opacity': 0.9 },
    },
    ...classes.map(
      (name): LayerSpecification => ({
        ...common,
        layout,
        id: `road-casing-${name}`,
        minzoom: minzoom[name],
        filter: isClass(name),
        paint: { 'line-color': c.roadCasing, 'line-width': casings[name], 'line-opacity': 0.8 },
      }),
    ),
    ...classes.map(
      (name): LayerSpecification => ({
        ...common,
        layout,
        id: `road-${name}`,
        minzoom: minzoom[name],
        filter: isClass(name),
        paint: { 'line-color': c.road, 'line-width': widths[name], 'line-opacity': 0.92 },
      }),
    ),
    {
      ...common,
      id: 'railway',
      filter: isClass('railway'),
      paint: { 'line-color': c.railway, 'line-width': byZoom([11, 0.8], [15, 1.6], [18, 3]) },
    },
    {
      ...common,
      id: 'railway-ties',
      filter: isClass('railway'),
      minzoom: 13,
      paint: {
        'line-color': c.railway,
        'line-width': byZoom([13, 3], [16, 6], [18, 9]),
        'line-dasharray': [0.35, 2.4],
      },
    },
  ]
}

/** The same stack for what is published and for a draft: fill, hatch of the outer bands, edges by weight. */
const coverage = (source: 'grids' | 'draft', theme: Theme): LayerSpecification[] => [
  {
    id: `${source}-fill`,
    type: 'fill',
    source,
    paint: { 'fill-color': shadeColour(theme), 'fill-opacity': 0.82, 'fill-antialias': false },
  },
  {
    id: `${source}-hatch`,
    type: 'fill',
    source,
    filter: ['match', ['get', 'shade'], ['under', 'over'], true, false],
    paint: { 'fill-pattern': ['match', ['get', 'shade'], 'over', 'hatch-rising', 'hatch-falling'] },
  },
]

const edges = (source: 'grids' | 'draft', c: MapColours): LayerSpecification[] => {
  const level = (id: string, levels: string[], colour: string, width: Numbers): LayerSpecification => ({
    id: `${source}-${id}`,
    type: 'line',
    source: `${source}-edges`,
    filter: ['match', ['get', 'level'], levels, true, false],
    layout: { 'line-join': 'round', 'line-cap': 'round' },
    paint: { 'line-color': colour, 'line-width': width },
  })
  return [
    level('edge', ['grid'], c.gridEdge, byZoom([12, 0.35], [14, 0.9], [17, 1.8])),
    level('community-edge', ['community'], c.communityEdge, byZoom([12, 0.9], [14, 1.8], [17, 3.2])),
    level('street-edge', ['street', 'outer'], c.streetEdge, byZoom([12, 1.8], [14, 3.2], [17, 5])),
  ]
}

const outlines = (source: 'grids' | 'draft', c: MapColours): LayerSpecification[] => [
  {
    id: `${source}-hovered`,
    type: 'line',
    source,
    layout: { 'line-join': 'round' },
    paint: { 'line-color': c.hovered, 'line-width': 2.5, 'line-opacity': state('hovered', 0.9, 0) },
  },
  {
    id: `${source}-selected`,
    type: 'line',
    source,
    layout: { 'line-join': 'round' },
    paint: { 'line-color': c.selected, 'line-width': 4, 'line-opacity': state('selected', 1, 0) },
  },
]

const atlasBuildings = (c: MapColours): LayerSpecification[] => [
  {
    id: 'buildings',
    type: 'fill',
    source: 'buildings',
    'source-layer': 'buildings',
    minzoom: 14,
    paint: {
      'fill-color': c.building,
      'fill-outline-color': c.buildingEdge,
      'fill-opacity': ['interpolate', ['linear'], ['zoom'], 14, 0.35, 15, 0.85],
    },
  },
]

const draftBuildings = (c: MapColours): LayerSpecification[] => [
  {
    id: 'draft-target',
    type: 'fill',
    source: 'draft',
    paint: { 'fill-color': c.accent, 'fill-opacity': state('target', 0.28, 0) },
  },
  {
    id: 'draft-buildings',
    type: 'fill',
    source: 'draft-buildings',
    paint: {
      'fill-color': [
        'case',
        ['boolean', ['feature-state', 'cut'], false],
        c.warning,
        [
          'any',
          ['boolean', ['feature-state', 'picked'], false],
          ['boolean', ['feature-state', 'moves'], false],
        ],
        c.accent,
        c.building,
      ],
      'fill-opacity': 0.95,
    },
  },
  {
    id: 'draft-buildings-edge',
    type: 'line',
    source: 'draft-buildings',
    paint: {
      'line-color': [
        'case',
        ['boolean', ['feature-state', 'picked'], false],
        c.selected,
        ['get', 'moved'],
        c.accent,
        ['get', 'held'],
        c.selected,
        c.buildingEdge,
      ],
      'line-width': [
        'case',
        ['boolean', ['feature-state', 'picked'], false],
        2.2,
        ['boolean', ['feature-state', 'hovered'], false],
        2.4,
        ['get', 'moved'],
        2.2,
        ['get', 'held'],
        1.8,
        0.8,
      ],
    },
  },
  {
    id: 'outlook',
    type: 'line',
    source: 'outlook',
    layout: { 'line-join': 'round' },
    paint: { 'line-color': c.accent, 'line-width': 2.4, 'line-dasharray': [2, 1.4] },
  },
  {
    id: 'draft-target-edge',
    type: 'line',
    source: 'draft',
    layout: { 'line-join': 'round' },
    paint: { 'line-color': c.accent, 'line-width': 4, 'line-opacity': state('target', 1, 0) },
  },
  {
    id: 'sketch-fill',
    type: 'fill',
    source: 'sketch',
    paint: { 'fill-color': c.accent, 'fill-opacity': 0.14 },
  },
  {
    id: 'sketch-line',
    type: 'line',
    source: 'sketch',
    paint: { 'line-color': c.accent, 'line-width': 2, 'line-dasharray': [3, 2] },
  },
]

const geojson = { type: 'geojson', data: EMPTY, promoteId: 'id' } as const
const tiles = (layer: string, minzoom: number, origin: string): VectorSourceSpecification => ({
  type: 'vector',
  tiles: [`${origin}/tiles/${layer}/{z}/{x}/{y}.mvt`],
  minzoom,
  maxzoom: 16,
})

/** The whole map in one theme; data goes into its sources afterwards. No glyphs, no sprite: nothing is fetched. */
export const mapStyle = (theme: Theme, origin: string): StyleSpecification => {
  const c = mapColours[theme]
  return {
    version: 8,
    transition: { duration: 0, delay: 0 },
    sources: {
      green: tiles('green', 9, origin),
      water: tiles('water', 9, origin),
      roads: tiles('roads', 9, origin),
      buildings: { ...tiles('buildings', 13, origin), promoteId: 'id' },
      grids: geojson,
      'grids-edges': geojson,
      'grids-labels': geojson,
      'community-labels': geojson,
      draft: geojson,
      'draft-edges': geojson,
      'draft-labels': geojson,
      'draft-buildings': geojson,
      'draft-building-points': geojson,
      outlook: geojson,
      sketch: geojson,
      locks: geojson,
      arrows: geojson,
      pen: geojson,
      variants: geojson,
      ...beatSources,
      ...caseSources(tiles('incidents', 9, origin)),
    },
    layers: [
      ...ground(c),
      ...coverage('grids', theme),
      ...coverage('draft', theme),
      ...roads(c),
      ...atlasBuildings(c),
      ...draftBuildings(c).slice(0, 3),
      ...pieceLayers(theme),
      ...edges('grids', c),
      ...edges('draft', c),
      ...beatLayers(theme),
      ...variantLayers(theme),
      ...outlines('grids', c),
      ...outlines('draft', c),
      ...draftBuildings(c).slice(3),
      ...lockLayers(c),
      ...labelLayers(c),
      ...beatLabelLayers(theme),
      ...arrowLayers(c),
      ...penLayers(c),
      ...caseLayers(c, theme),
    ],
  }
}
