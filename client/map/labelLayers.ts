import type { ExpressionSpecification, LayerSpecification, SymbolLayerSpecification } from 'maplibre-gl'
import type { MapColours } from './colours.ts'

/** CSS families: without a glyph server every character, Chinese too, is drawn by the browser itself. */
export const FACE = ['PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'sans-serif']

export const isClass = (...classes: string[]): ExpressionSpecification => [
  'match',
  ['get', 'class'],
  classes,
  true,
  false,
]

/** Names of roads, buildings, grids and communities. */
export const labelLayers = (c: MapColours): LayerSpecification[] => {
  const halo = { 'text-halo-color': c.labelHalo, 'text-halo-width': 1.6, 'text-halo-blur': 0.4 }
  const building: Pick<SymbolLayerSpecification, 'type' | 'minzoom' | 'layout' | 'paint'> = {
    type: 'symbol',
    minzoom: 16,
    layout: {
      'text-field': ['concat', ['get', 'name'], '\n', ['to-string', ['get', 'households']], ' 户'],
      'text-font': FACE,
      'text-size': 11,
      'text-line-height': 1.15,
      'text-max-width': 20,
    },
    paint: { 'text-color': c.label, ...halo },
  }
  const grid = (source: 'grids' | 'draft', minzoom: number): LayerSpecification => ({
    id: `${source}-label`,
    type: 'symbol',
    source: `${source}-labels`,
    minzoom,
    layout: {
      'text-field': [
        'format',
        ['get', 'name'],
        { 'font-scale': 1 },
        '\n',
        {},
        ['get', 'households'],
        { 'font-scale': 1.05 },
      ],
      'text-font': FACE,
      'text-size': ['interpolate', ['linear'], ['zoom'], 12, 10, 14, 12, 17, 15],
      'text-line-height': 1.15,
      'text-padding': 3,
      'symbol-sort-key': ['get', 'rank'],
    },
    paint: { 'text-color': c.label, ...halo },
  })
  const urgent = (source: 'grids' | 'draft') =>
    ({
      ...grid(source, 12),
      id: `${source}-label-urgent`,
      filter: ['match', ['get', 'shade'], ['high', 'over'], true, false],
    }) as LayerSpecification
  const community: Pick<SymbolLayerSpecification, 'type' | 'source' | 'layout' | 'paint'> = {
    type: 'symbol',
    source: 'community-labels',
    layout: {
      'text-field': ['get', 'name'],
      'text-font': FACE,
      'text-size': ['interpolate', ['linear'], ['zoom'], 12, 11, 14.5, 15],
      'text-letter-spacing': 0.06,
      'text-padding': 6,
    },
    paint: { 'text-color': c.quietLabel, 'text-halo-color': c.labelHalo, 'text-halo-width': 2 },
  }
  return [
    {
      id: 'road-label',
      type: 'symbol',
      source: 'roads',
      'source-layer': 'roads',
      minzoom: 14.5,
      filter: ['all', ['has', 'name'], ['!=', ['get', 'name'], ''], isClass('arterial', 'minor')],
      layout: {
        'symbol-placement': 'line',
        'text-field': ['get', 'name'],
        'text-font': FACE,
        'text-size': 11,
        'text-letter-spacing': 0.1,
        'symbol-spacing': 420,
      },
      paint: { 'text-color': c.quietLabel, ...halo },
    },
    {
      ...building,
      id: 'buildings-label',
      source: 'buildings',
      'source-layer': 'buildings',
    },
    { ...building, id: 'draft-buildings-label', source: 'draft-building-points' },
    grid('grids', 13.6),
    { ...community, id: 'community-label', maxzoom: 14.6 },
    urgent('grids'),
    grid('draft', 12),
    // Of the communities of the open plan, where it has several: which they are is set with the plan.
    {
      ...community,
      id: 'draft-community-label',
      filter: false,
      layout: {
        ...community.layout,
        'text-variable-anchor': ['center', 'top', 'bottom', 'left', 'right'],
        'text-radial-offset': 1.6,
      },
    },
    urgent('draft'),
  ]
}
