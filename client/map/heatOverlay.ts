import { HeatmapLayer, HexagonLayer } from '@deck.gl/aggregation-layers'
import type { Color, Layer } from '@deck.gl/core'
import { MapLibreOverlay } from '@deck.gl/maplibre'
import type { Map as MapLibre } from 'maplibre-gl'
import { heatColours, type Theme } from '../state/theme.ts'
import type { HeatShown } from './scene.ts'

export interface HeatOverlay {
  show(heat: HeatShown | null, theme: Theme): void
  destroy(): void
}

type Bin = HeatShown['bins'][number]
/** Of the glow of a bin: in pixels at least, and in bins, so that near by they still touch. */
const GLOW_PX = 46
const GLOW_BINS = 1.2
const EQUATOR_M = 40_075_017
const TILE_PX = 512
/** Hexagons gather about three bins across, so that no row of bins falls between them. */
const BINS_PER_HEXAGON = 1.5

/** Draws counted cases as heat or as hexagons; the counts come from the server, whatever their number. */
export const heatOverlay = (map: MapLibre): HeatOverlay => {
  const overlay = new MapLibreOverlay({ interleaved: false, layers: [] })
  map.addControl(overlay)
  return {
    show: (heat, theme) =>
      overlay.setProps({ layers: heat ? [layerOf(heat, theme, pixelsPerMetre(map))] : [] }),
    destroy: () => overlay.finalize(),
  }
}

const pixelsPerMetre = (map: MapLibre): number =>
  (TILE_PX * 2 ** map.getZoom()) / (EQUATOR_M * Math.cos((map.getCenter().lat * Math.PI) / 180))

const layerOf = ({ kind, bins, binM }: HeatShown, theme: Theme, scale: number): Layer => {
  const colorRange = heatColours[theme].map(([r, g, b]): Color => [r, g, b, 235])
  const common = { data: bins as Bin[], colorRange, opacity: 0.8 }
  const at = ([lng, lat]: Bin): [number, number] => [lng, lat]
  const count = ([, , cases]: Bin) => cases
  return kind === 'heatmap'
    ? new HeatmapLayer<Bin>({
        ...{ ...common, id: 'heatmap' },
        ...{ getPosition: at, getWeight: count, aggregation: 'SUM' },
        radiusPixels: Math.max(GLOW_PX, binM * scale * GLOW_BINS),
      })
    : new HexagonLayer<Bin>({
        ...{ ...common, id: 'hexagons' },
        ...{ getPosition: at, getColorWeight: count, colorAggregation: 'SUM' },
        ...{ radius: binM * BINS_PER_HEXAGON, coverage: 0.92, extruded: false, colorScaleType: 'quantize' },
      })
}
