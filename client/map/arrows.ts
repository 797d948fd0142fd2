import type { LayerSpecification } from 'maplibre-gl'
import type { Position } from '#core/geometry/lattice.ts'
import { byZoom } from './byZoom.ts'
import type { MapColours } from './colours.ts'
import { collection, geometry } from './features.ts'
import type { Arrow } from './scene.ts'

/** Of a head, in shares of the arrow, and at most in degrees of latitude: about 9 m. */
const HEAD_SHARE = 0.35
const LONGEST_HEAD = 8e-5
const HEAD_WIDTH = 0.62

/** A shaft and a head for each; the head is a triangle, so that no image is needed. */
export const arrowFeatures = (arrows: readonly Arrow[]): GeoJSON.FeatureCollection =>
  collection(
    arrows.flatMap(({ from, to, isPointed }): GeoJSON.Feature[] => {
      const shrink = Math.cos((from[1] * Math.PI) / 180)
      const [dx, dy] = [(to[0] - from[0]) * shrink, to[1] - from[1]]
      const length = Math.hypot(dx, dy)
      if (length === 0) return []
      const head = Math.min(length * HEAD_SHARE, LONGEST_HEAD)
      const [ux, uy] = [dx / length, dy / length]
      const at = (along: number, aside: number): Position => [
        from[0] + (ux * along - uy * aside) / shrink,
        from[1] + uy * along + ux * aside,
      ]
      const neck = length - head
      const side = (head * HEAD_WIDTH) / 2
      return [
        { type: 'Feature', properties: { isPointed }, geometry: geometry('LineString', [from, at(neck, 0)]) },
        {
          type: 'Feature',
          properties: { isPointed },
          geometry: geometry('Polygon', [[at(neck, side), to, at(neck, -side), at(neck, side)]]),
        },
      ]
    }),
  )

export const arrowLayers = (c: MapColours): LayerSpecification[] => [
  {
    id: 'arrows-rim',
    type: 'line',
    source: 'arrows',
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': c.labelHalo, 'line-width': byZoom([13, 3.5], [17, 7]) },
  },
  {
    id: 'arrows',
    type: 'line',
    source: 'arrows',
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: {
      'line-color': ['case', ['get', 'isPointed'], c.selected, c.accent],
      'line-width': byZoom([13, 1.6], [17, 3.5]),
    },
  },
  {
    id: 'arrows-heads',
    type: 'fill',
    source: 'arrows',
    filter: ['==', ['geometry-type'], 'Polygon'],
    paint: { 'fill-color': ['case', ['get', 'isPointed'], c.selected, c.accent] },
  },
]
