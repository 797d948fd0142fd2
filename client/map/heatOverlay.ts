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
const HEATMAP_PX = 46
/** Hexagons gather about three bins across, so that no row of bins falls between them. */
const BINS_PER_HEXAGON = 1.5

/** Draws counted cases as heat or as hexagons; the counts come from the server, whatever their number. */
export const heatOverlay = (map: MapLibre): HeatOverlay => {
  const overlay = new MapLibreOverlay({ interleaved: false, layers: [] })
  map.addControl(overlay)
  return {
    show: (heat, theme) => overlay.setProps({ layers: heat ? [layerOf(heat, theme)] : [] }),
    destroy: () => overlay.finalize(),
  }
}

const layerOf = ({ kind, bins, binM }: HeatShown, theme: Theme): Layer => {
  const colorRange = heatColours[theme].map(([r, g, b]): Color => [r, g, b, 235])
  const common = { data: bins as Bin[], colorRange, opacity: 0.8 }
  const at = ([lng, lat]: Bin): [number, number] => [lng, lat]
  const count = ([, , cases]: Bin) => cases
  return kind === 'heatmap'
    ? new HeatmapLayer<Bin>({
        ...{ ...common, id: 'heatmap' },
        ...{ getPosition: at, getWeight: count, radiusPixels: HEATMAP_PX, aggregation: 'SUM' },
      })
    : new HexagonLayer<Bin>({
        ...{ ...common, id: 'hexagons' },
        ...{ getPosition: at, getColorWeight: count, colorAggregation: 'SUM' },
        ...{ radius: binM * BINS_PER_HEXAGON, coverage: 0.92, extruded: false, colorScaleType: 'quantize' },
      })
}
