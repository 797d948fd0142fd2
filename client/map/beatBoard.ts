import type { GeoJSONSource, LayerSpecification, Map as MapLibre, SourceSpecification } from 'maplibre-gl'
import { MISMATCHES } from '../state/alignment.ts'
import { beatColours, type Theme } from '../state/theme.ts'
import { beatLabel } from '../words/areas.ts'
import { byZoom } from './byZoom.ts'
import { mapColours } from './colours.ts'
import { edgesBetween } from './edges.ts'
import { collection, EMPTY, geometry, outlineFeatures } from './features.ts'
import { hatch } from './hatch.ts'
import { FACE } from './labelLayers.ts'
import { labelPoint } from './labelPoint.ts'
import type { BeatScene } from './scene.ts'

const geojson = { type: 'geojson', data: EMPTY, promoteId: 'id' } as const

export const beatSources: Record<string, SourceSpecification> = {
  beats: geojson,
  'beat-edges': geojson,
  'beat-labels': geojson,
  pieces: geojson,
  'piece-labels': geojson,
  beneath: geojson,
}

/** Ground that is wrong, each kind in a hatch of its own: under the lines. */
export const pieceLayers = (theme: Theme): LayerSpecification[] => [
  {
    id: 'beats-selected',
    type: 'fill',
    source: 'beats',
    paint: {
      'fill-color': beatColours[theme].beat,
      'fill-opacity': ['case', ['boolean', ['feature-state', 'selected'], false], 0.2, 0],
    },
  },
  {
    id: 'pieces-tint',
    type: 'fill',
    source: 'pieces',
    paint: {
      'fill-color': beatColours[theme].piece,
      'fill-opacity': ['case', ['boolean', ['feature-state', 'selected'], false], 0.42, 0.26],
    },
  },
  {
    id: 'pieces-hatch',
    type: 'fill',
    source: 'pieces',
    paint: {
      'fill-pattern': [
        'match',
        ['get', 'mismatch'],
        ...MISMATCHES.flatMap((kind) => [kind, `piece-${kind}`]),
        'piece-no_beat',
      ] as never,
    },
  },
]

/**
 * Beats over grids: a heavy dashed line on a light rim beside the thin unbroken one of the grids, so that the two
 * are told apart in grey as well; where two stations meet, heavier and dash-dotted.
 */
export const beatLayers = (theme: Theme): LayerSpecification[] => {
  const { beat } = beatColours[theme]
  const c = mapColours[theme]
  const line = (id: string, levels: string[], width: ReturnType<typeof byZoom>, dash: number[]) =>
    ({
      id,
      type: 'line',
      source: 'beat-edges',
      filter: ['match', ['get', 'level'], levels, true, false],
      layout: { 'line-join': 'round', 'line-cap': 'butt' },
      paint: { 'line-color': beat, 'line-width': width, 'line-dasharray': dash },
    }) satisfies LayerSpecification
  return [
    {
      id: 'beneath',
      type: 'line',
      source: 'beneath',
      paint: { 'line-color': c.gridEdge, 'line-width': byZoom([12, 0.35], [14, 0.9], [17, 1.8]) },
    },
    {
      id: 'beat-rim',
      type: 'line',
      source: 'beat-edges',
      layout: { 'line-join': 'round', 'line-cap': 'round' },
      paint: {
        'line-color': c.labelHalo,
        'line-width': byZoom([11, 2.6], [14, 5.6], [17, 10]),
        'line-opacity': 0.85,
      },
    },
    line('beat-edge', ['community', 'grid'], byZoom([11, 1.4], [14, 3], [17, 5.4]), [3.4, 1.3]),
    line('station-edge', ['street', 'outer'], byZoom([11, 2], [14, 4.2], [17, 7]), [4.4, 0.9, 0.9, 0.9]),
  ]
}

/** How many households are in the wrong beat, and what beats are called. */
export const beatLabelLayers = (theme: Theme): LayerSpecification[] => {
  const c = mapColours[theme]
  return [
    {
      id: 'piece-label',
      type: 'symbol',
      source: 'piece-labels',
      minzoom: 13.2,
      layout: {
        'text-field': ['concat', ['to-string', ['get', 'households']], ' 户'],
        'text-font': FACE,
        'text-size': byZoom([13, 11], [17, 15]),
        'text-variable-anchor': ['center', 'bottom', 'top'],
        'text-radial-offset': 0.9,
        'symbol-sort-key': ['-', ['get', 'households']],
      },
      paint: {
        'text-color': beatColours[theme].pieceInk,
        'text-halo-color': c.labelHalo,
        'text-halo-width': 2,
      },
    },
    {
      id: 'beat-label',
      type: 'symbol',
      source: 'beat-labels',
      maxzoom: 15.4,
      layout: {
        'text-field': ['get', 'name'],
        'text-font': FACE,
        'text-size': ['interpolate', ['linear'], ['zoom'], 11.5, 11, 14, 15],
        'text-letter-spacing': 0.05,
        'text-padding': 4,
      },
      paint: {
        'text-color': beatColours[theme].beat,
        'text-halo-color': c.labelHalo,
        'text-halo-width': 2.2,
      },
    },
  ]
}

/** Keeps beats, and the ground that is wrong, on the map. */
export const beatBoard = (map: MapLibre) => {
  let shown: BeatScene | null = null
  let theme: Theme | null = null
  const data = (source: string, features: GeoJSON.FeatureCollection) =>
    map.getSource<GeoJSONSource>(source)?.setData(features)
  const flag = (source: string, id: string | null | undefined, selected: boolean) => {
    if (id) map.setFeatureState({ source, id }, { selected })
  }

  const paint = (now: Theme) => {
    theme = now
    for (const [i, kind] of MISMATCHES.entries()) {
      const image = hatch((['crossed', 'rising', 'falling'] as const)[i]!, beatColours[now].hatch)
      const id = `piece-${kind}`
      if (map.hasImage(id)) map.updateImage(id, image)
      else map.addImage(id, image, { pixelRatio: 2 })
    }
  }

  return {
    show(scene: BeatScene | null, now: Theme) {
      if (scene && theme !== now) paint(now)
      if (shown?.shapes !== scene?.shapes) {
        const shapes = scene?.shapes ?? []
        data('beats', collection(shapes.map(({ id, coordinates }) => area(id, { id }, coordinates))))
        const bordered = shapes.map(({ street, code, coordinates }) => ({
          community: `${street}${code}`,
          coordinates,
        }))
        data(
          'beat-edges',
          collection(
            edgesBetween(bordered).map(({ level, line }) => ({
              type: 'Feature',
              properties: { level },
              geometry: geometry('LineString', line),
            })),
          ),
        )
        data('beat-labels', collection(shapes.map((shape) => label(shape, { name: beatLabel(shape.name) }))))
      }
      if (shown?.pieces !== scene?.pieces) {
        const pieces = scene?.pieces ?? []
        data(
          'pieces',
          collection(
            pieces.map(({ grid, mismatch, coordinates }) => area(grid, { id: grid, mismatch }, coordinates)),
          ),
        )
        data(
          'piece-labels',
          collection(pieces.map((piece) => label(piece, { households: piece.households }))),
        )
      }
      if (shown?.beneath !== scene?.beneath) data('beneath', outlineFeatures(scene?.beneath ?? []))
      flag('beats', shown?.selected, false)
      flag('beats', scene?.selected, true)
      flag('pieces', shown?.selectedGrid, false)
      flag('pieces', scene?.selectedGrid, true)
      shown = scene
    },
  }
}

type Coordinates = BeatScene['shapes'][number]['coordinates']
const area = (
  id: string,
  properties: GeoJSON.GeoJsonProperties,
  coordinates: Coordinates,
): GeoJSON.Feature => ({
  type: 'Feature',
  id,
  properties,
  geometry: geometry('MultiPolygon', coordinates),
})
const label = (
  { coordinates }: { readonly coordinates: Coordinates },
  properties: GeoJSON.GeoJsonProperties,
): GeoJSON.Feature => ({
  type: 'Feature',
  properties,
  geometry: geometry('Point', labelPoint(coordinates)),
})
