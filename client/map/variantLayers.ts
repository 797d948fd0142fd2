import type { LayerSpecification } from 'maplibre-gl'
import { type Theme, VARIANT_DASHES, variantColours } from '../state/theme.ts'
import { byZoom } from './byZoom.ts'
import { mapColours } from './colours.ts'

/** Boundaries of other plans over the map: each plan in its own colour and dash, told from the ground by a rim. */
export const variantLayers = (theme: Theme): LayerSpecification[] => [
  {
    id: 'variants-rim',
    type: 'line',
    source: 'variants',
    layout: { 'line-join': 'round', 'line-cap': 'round' },
    paint: {
      'line-color': mapColours[theme].labelHalo,
      'line-width': byZoom([12, 3.5], [17, 8.5]),
      'line-opacity': 0.85,
    },
  },
  ...VARIANT_DASHES.map(
    (dash, look): LayerSpecification => ({
      id: `variants-${look}`,
      type: 'line',
      source: 'variants',
      filter: ['==', ['get', 'look'], look],
      layout: { 'line-join': 'round', 'line-cap': 'butt' },
      paint: {
        'line-color': variantColours[theme][look]!,
        'line-width': byZoom([12, 2], [17, 5]),
        'line-dasharray': [...dash],
      },
    }),
  ),
]
