import type {
  CircleLayerSpecification,
  ExpressionSpecification,
  LayerSpecification,
  LineLayerSpecification,
} from 'maplibre-gl'
import { byZoom } from './byZoom.ts'
import type { MapColours } from './colours.ts'

/** Stretches of boundary that stay in place: a heavy line, studded. */
export const lockLayers = (c: MapColours): LayerSpecification[] => [
  lockLayer('locks', { 'line-color': c.selected, 'line-width': byZoom([13, 3], [17, 7]) }),
  lockLayer('locks-studs', {
    'line-color': c.labelHalo,
    'line-width': byZoom([13, 1.2], [17, 3]),
    'line-dasharray': [0.1, 3.4],
  }),
]
const lockLayer = (id: string, paint: NonNullable<LineLayerSpecification['paint']>): LayerSpecification => ({
  id,
  type: 'line',
  source: 'locks',
  layout: { 'line-cap': 'round', 'line-join': 'round' },
  paint,
})

/** What the boundary tools have in hand: the line, its vertices, what attracts it, and the handles. */
export const penLayers = (c: MapColours): LayerSpecification[] => {
  const isKind = (...kinds: string[]): ExpressionSpecification => [
    'match',
    ['get', 'kind'],
    kinds,
    true,
    false,
  ]
  const ink: ExpressionSpecification = ['case', ['get', 'isRefused'], c.warning, c.accent]
  const dots = (
    id: string,
    kinds: string[],
    paint: NonNullable<CircleLayerSpecification['paint']>,
  ): LayerSpecification => ({
    id: `pen-${id}`,
    type: 'circle',
    source: 'pen',
    filter: isKind(...kinds),
    paint,
  })
  const handle = { 'circle-stroke-color': c.accent, 'circle-stroke-width': 1.5 }
  return [
    {
      id: 'pen-line',
      type: 'line',
      source: 'pen',
      filter: ['all', isKind('line'), ['!', ['get', 'isRefused']]],
      layout: { 'line-join': 'round', 'line-cap': 'round' },
      paint: { 'line-color': c.accent, 'line-width': 2.6 },
    },
    {
      id: 'pen-stretch',
      type: 'line',
      source: 'pen',
      filter: isKind('stretch'),
      layout: { 'line-join': 'round', 'line-cap': 'round' },
      paint: { 'line-color': c.accent, 'line-width': 6, 'line-opacity': 0.55 },
    },
    {
      id: 'pen-line-refused',
      type: 'line',
      source: 'pen',
      filter: ['all', isKind('line'), ['get', 'isRefused']],
      layout: { 'line-join': 'round' },
      paint: { 'line-color': c.warning, 'line-width': 2.2, 'line-dasharray': [2, 1.6] },
    },
    {
      ...dots('middles', ['middle'], {
        ...handle,
        'circle-color': c.labelHalo,
        'circle-radius': 3,
        'circle-opacity': 0.7,
        'circle-stroke-opacity': 0.6,
      }),
      minzoom: 16.5,
    },
    {
      ...dots('vertices', ['vertex', 'junction'], {
        ...handle,
        'circle-color': ['match', ['get', 'kind'], 'junction', c.accent, c.labelHalo],
        'circle-radius': byZoom([15.5, 2.5], [18, 5]),
      }),
      minzoom: 15.5,
    },
    dots('set', ['set'], {
      ...handle,
      'circle-stroke-color': ink,
      'circle-color': c.labelHalo,
      'circle-radius': 4,
    }),
    dots('near', ['near'], {
      ...handle,
      'circle-color': c.labelHalo,
      'circle-radius': 7,
      'circle-opacity': 0.6,
    }),
    dots('held', ['held'], {
      'circle-color': ink,
      'circle-radius': 6,
      'circle-stroke-color': c.labelHalo,
      'circle-stroke-width': 2,
    }),
    dots('snap', ['snap'], {
      'circle-color': 'rgba(0, 0, 0, 0)',
      'circle-radius': 9,
      'circle-stroke-color': c.selected,
      'circle-stroke-width': 2,
    }),
  ]
}
