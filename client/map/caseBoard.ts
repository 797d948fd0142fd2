import { type GeoJSONSource, type Map as MapLibre, Marker, type PointLike } from 'maplibre-gl'
import { LIGHTS } from '#core/incident/clock.ts'
import { heatColours, type Theme } from '../state/theme.ts'
import { CASE_LAYERS, CASES_ZOOM, cameraFeatures, caseFeatures } from './caseLayers.ts'
import { cameraMark, caseMark, type Mark } from './caseMarks.ts'
import { collection, EMPTY, geometry } from './features.ts'
import type { HeatOverlay } from './heatOverlay.ts'
import type { CaseDot, CaseScene, HeatShown } from './scene.ts'

const LAYERS = [
  'case-bins',
  'case-bins-count',
  'case-selected',
  'cases',
  'case-clusters',
  'case-cluster-count',
  'case-point',
  'cameras',
]
/** A finger or a hurried hand hits beside it. */
const REACH_PX = 7
/** Zoom of tiles whose counts may have changed is asked for again at most this often. */
const BINS_EVERY_MS = 5000
const ZOOM_STEP = 2

const point = (at: readonly [number, number] | null | undefined): GeoJSON.FeatureCollection =>
  at ? collection([{ type: 'Feature', properties: {}, geometry: geometry('Point', at) }]) : EMPTY

/** Keeps cases on the map as they are told, over grids that are drawn as outlines. */
export const caseBoard = (map: MapLibre) => {
  const rings = ringBoard(map)
  const heat = heatBoard(map)
  let shown: CaseScene | null = null
  let theme: Theme | null = null
  let binsAt = 0

  const data = (source: string, features: GeoJSON.FeatureCollection) =>
    map.getSource<GeoJSONSource>(source)?.setData(features)
  const visible = (layers: readonly string[], isVisible: boolean) => {
    for (const layer of layers) map.setLayoutProperty(layer, 'visibility', isVisible ? 'visible' : 'none')
  }

  /** Grids are places here, no loads: outlines and names, without bands and households. */
  const calm = (theme: Theme) => {
    const mark = (name: string, { image, pixelRatio }: Mark) => {
      if (map.hasImage(name)) map.updateImage(name, image)
      else map.addImage(name, image, { pixelRatio })
    }
    for (const light of LIGHTS) mark(`light-${light}`, caseMark(light, theme))
    mark('camera', cameraMark(theme))
    visible(['grids-hatch', 'grids-label-urgent'], false)
    map.setLayoutProperty('grids-label', 'text-field', ['get', 'name'])
    const rate = ['coalesce', ['feature-state', 'rate'], -1]
    const colours = heatColours[theme]
    map.setPaintProperty('grids-fill', 'fill-color', [
      'interpolate',
      ['linear'],
      rate,
      ...colours.flatMap(([r, g, b], i) => [i / (colours.length - 1), `rgb(${r},${g},${b})`]),
    ] as never)
    map.setPaintProperty('grids-fill', 'fill-opacity', ['case', ['>=', rate, 0], 0.78, 0.04] as never)
  }

  return {
    show(scene: CaseScene, nextTheme: Theme): void {
      const before = shown
      shown = scene
      const isNewTheme = theme !== nextTheme
      theme = nextTheme
      if (isNewTheme) calm(nextTheme)
      const isHot = scene.heat !== null || scene.rates !== null
      if (
        !before ||
        (before.heat !== null || before.rates !== null) !== isHot ||
        before.isPart !== scene.isPart
      ) {
        visible(LAYERS, !isHot)
        visible(['case-bins', 'case-bins-count'], !isHot && scene.isPart)
        visible(['case-point'], true)
        for (const layer of ['cases', 'case-clusters', 'case-cluster-count'])
          map.setLayerZoomRange(layer, scene.isPart ? CASES_ZOOM : 0, 24)
      }
      if (before?.dots !== scene.dots) {
        data('cases', caseFeatures(scene.dots))
        if (scene.isPart && Date.now() - binsAt > BINS_EVERY_MS) {
          binsAt = Date.now()
          map.refreshTiles('case-bins')
        }
      }
      if (before?.selected !== scene.selected || before?.dots !== scene.dots)
        data('case-selected', point(scene.dots.find(({ id }) => id === scene.selected)?.at))
      if (before?.cameras !== scene.cameras) data('cameras', cameraFeatures(scene.cameras))
      if (before?.point !== scene.point) data('case-point', point(scene.point))
      if (before?.rates !== scene.rates) {
        map.removeFeatureState({ source: 'grids' })
        for (const [id, rate] of scene.rates ?? []) map.setFeatureState({ source: 'grids', id }, { rate })
      }
      if (before?.heat !== scene.heat || isNewTheme) heat.show(scene.heat, nextTheme)
      rings.show(isHot ? [] : scene.dots.filter(({ isCalling, isNew }) => isCalling || isNew))
    },
    /** The case at a place on the screen; a click on what counts several goes nearer instead. */
    under({ x, y }: { readonly x: number; readonly y: number }): string | null {
      const around: [PointLike, PointLike] = [
        [x - REACH_PX, y - REACH_PX],
        [x + REACH_PX, y + REACH_PX],
      ]
      const [found] = map.queryRenderedFeatures(around, { layers: [...CASE_LAYERS] })
      if (!found) return null
      const { id, light } = found.properties
      if (typeof id === 'string' && light !== undefined) return id
      const { coordinates } = found.geometry as GeoJSON.Point
      map.easeTo({ center: coordinates as [number, number], zoom: map.getZoom() + ZOOM_STEP, duration: 180 })
      return null
    },
    destroy() {
      rings.show([])
      heat.destroy()
    },
  }
}

/** Rings around what is new, and around a call for help until somebody answers it. */
const ringBoard = (map: MapLibre) => {
  const markers = new Map<string, Marker>()
  return {
    show(dots: readonly CaseDot[]): void {
      const ids = new Set(dots.map(({ id }) => id))
      for (const [id, marker] of markers)
        if (!ids.has(id)) {
          marker.remove()
          markers.delete(id)
        }
      for (const { id, at, isCalling } of dots) {
        const known = markers.get(id)
        const marker = (known ?? new Marker({ element: ring() })).setLngLat([at[0], at[1]])
        marker.getElement().classList.toggle('case-ring-calling', isCalling)
        if (known) continue
        marker.addTo(map)
        markers.set(id, marker)
      }
    },
  }
}
const ring = (): HTMLElement => {
  const element = document.createElement('span')
  element.className = 'case-ring'
  element.setAttribute('aria-hidden', 'true')
  return element
}

/** deck.gl is fetched when it is first wanted: a plan never needs it. */
const heatBoard = (map: MapLibre) => {
  let overlay: Promise<HeatOverlay> | null = null
  let wanted: { heat: HeatShown | null; theme: Theme } | null = null
  return {
    show(heat: HeatShown | null, theme: Theme): void {
      wanted = { heat, theme }
      if (!heat && !overlay) return
      overlay ??= import('./heatOverlay.ts').then(({ heatOverlay }) => heatOverlay(map))
      void overlay.then(({ show }) => wanted && show(wanted.heat, wanted.theme))
    },
    destroy() {
      wanted = null
      void overlay?.then(({ destroy }) => destroy())
    },
  }
}
