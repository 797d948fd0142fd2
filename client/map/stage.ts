import {
  type GeoJSONSource,
  LngLatBounds,
  Map as MapLibre,
  type MapMouseEvent,
  ScaleControl,
  setWorkerUrl,
} from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import type { Position } from '#core/geometry/lattice.ts'
import { isBoundaryTool, isLineTool, type Pointer } from '../editor/gesture.ts'
import { capturesDrag } from '../editor/tools.ts'
import type { Theme } from '../state/theme.ts'
import { isWide } from '../words/areas.ts'
import { arrowFeatures } from './arrows.ts'
import { beatBoard } from './beatBoard.ts'
import { caseBoard } from './caseBoard.ts'
import { mapColours } from './colours.ts'
import {
  buildingFeatures,
  communityLabels,
  edgeFeatures,
  gridFeatures,
  gridLabels,
  lockFeatures,
  outlineFeatures,
  penFeatures,
  sketchFeatures,
  variantFeatures,
} from './features.ts'
import { hatch } from './hatch.ts'
import { type PinEvents, pinBoard } from './pins.ts'
import type { Look, Scene } from './scene.ts'
import { mapStyle } from './style.ts'

setWorkerUrl(workerUrl)

declare global {
  interface Window {
    /** For browser tests and support: the map's own view of what it draws. The page itself never reads it. */
    gridloomMap?: MapLibre
  }
}

/** Where a map looks. */
interface Camera {
  readonly center: Position
  readonly zoom: number
}
export interface Stage {
  show(scene: Scene): void
  look(look: Look): void
  /** Tells where it looks, now and whenever that changes; answers what ends it. */
  watch(watching: (camera: Camera) => void): () => void
  /** Looks there at once. */
  jumpTo(camera: Camera): void
  zoomBy(steps: number): void
  destroy(): void
}
export interface StageEvents extends PinEvents {
  point(pointer: Pointer): void
  leave(): void
  tilesFailed(hasFailed: boolean): void
  /** A case was clicked. */
  pickCase(id: string): void
  /** The map came to stand: west, south, east, north, and how large it shows things. */
  viewed(bounds: readonly [number, number, number, number], zoom: number): void
}

const GRID_LAYERS = ['draft-fill', 'grids-fill']
const BUILDING_LAYERS = ['draft-buildings']
const ROAD_LAYERS = ['road-lane', 'road-minor', 'road-arterial']
/** As near as this the pointer is on it. */
const REACH_PX = 10
const MOVE_MS = 180
/** A hand that clicks trembles less than this. */
const CLICK_TRAVEL_PX = 12
/** Keeps what is looked at clear of the tools above, the legend below and, outside a plan, the time line over that. */
const paddingIn = (scene: Scene | null) => ({
  ...{ top: scene?.command ? 28 : 92, left: 36, right: 60 },
  bottom: scene?.draft || scene?.command ? 52 : 116,
})

const pairs = (line: GeoJSON.Position[]) => line.map(([lng = 0, lat = 0]): Position => [lng, lat])

/** The pointer's shape says the tool. */
const cursorOf = (gesture: Scene['gesture']): string => {
  if (!gesture) return 'pointer'
  const { tool, target, pen, drawing } = gesture
  if (target) return 'copy'
  if (tool === 'vertex' && pen.near) return drawing ? 'grabbing' : 'grab'
  return tool === 'box' || tool === 'lasso' || isLineTool(tool) ? 'crosshair' : 'pointer'
}

/** Puts a map into `container`. Throws where the browser offers no WebGL. */
export const mapStage = (
  container: HTMLElement,
  theme: Theme,
  bounds: Look['bounds'],
  events: StageEvents,
): Stage => {
  const map = new MapLibre({
    container,
    style: mapStyle(theme, location.origin),
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    boxZoom: false,
    doubleClickZoom: false,
    minZoom: 10,
    maxZoom: 20,
    fadeDuration: 0,
    ...(bounds && { bounds: new LngLatBounds([...bounds]), fitBoundsOptions: { padding: paddingIn(null) } }),
  })
  map.touchZoomRotate.disableRotation()
  map.keyboard.disableRotation()
  map.addControl(new ScaleControl({ maxWidth: 120, unit: 'metric' }), 'bottom-left')
  window.gridloomMap ??= map

  const pins = pinBoard(map, events)
  const cases = caseBoard(map)
  const beats = beatBoard(map)
  let shown: Scene | null = null
  let wanted: Scene | null = null
  let isLoaded = false
  let hasLooked = false

  const data = (source: string, features: GeoJSON.FeatureCollection) =>
    map.getSource<GeoJSONSource>(source)?.setData(features)

  const paintHatches = (theme: Theme) => {
    const stroke = mapColours[theme].hatch
    for (const direction of ['rising', 'falling'] as const) {
      const id = `hatch-${direction}`
      const image = hatch(direction, stroke)
      if (map.hasImage(id)) map.updateImage(id, image)
      else map.addImage(id, image, { pixelRatio: 2 })
    }
  }
  const repaint = (theme: Theme) => {
    paintHatches(theme)
    for (const { id, ...layer } of mapStyle(theme, location.origin).layers)
      for (const [name, value] of Object.entries(layer.paint ?? {}))
        map.setPaintProperty(id, name as never, value as never)
  }

  const flag = (
    name: string,
    sources: readonly string[],
    before: readonly string[],
    after: readonly string[],
  ) => {
    for (const source of sources) {
      for (const id of before) if (!after.includes(id)) map.setFeatureState({ source, id }, { [name]: false })
      for (const id of after) map.setFeatureState({ source, id }, { [name]: true })
    }
  }
  const one = (id: string | null | undefined) => (id ? [id] : [])
  const picked = (scene: Scene | null) =>
    scene?.gesture?.picked.kind === 'buildings' ? scene.gesture.picked.ids : []
  const pickedGrid = (scene: Scene | null) =>
    scene?.gesture?.picked.kind === 'grid' ? [scene.gesture.picked.id] : []

  const dimAround = (within: string | null) => {
    const outside = within
      ? (['!=', ['slice', ['coalesce', ['get', 'community'], ''], 0, within.length], within] as const)
      : true
    const isOneOf = (property: string, ...values: string[]) =>
      ['match', ['get', property], values, true, false] as const
    const filters = {
      'grids-fill': outside,
      'grids-hatch': ['all', outside, isOneOf('shade', 'under', 'over')],
      'grids-edge': ['all', outside, isOneOf('level', 'grid')],
      'grids-hovered': outside,
      'grids-selected': outside,
      'grids-label': outside,
      'grids-label-urgent': ['all', outside, isOneOf('shade', 'high', 'over')],
    }
    // What is published inside the plan's area gives way to the draft.
    for (const [layer, filter] of Object.entries(filters)) map.setFilter(layer, filter as never)
    const isSeveral = within !== null && isWide(within)
    map.setFilter('community-label', (isSeveral ? outside : true) as never)
    map.setFilter('draft-community-label', (isSeveral ? ['!', outside] : false) as never)
    map.setPaintProperty('grids-fill', 'fill-opacity', within ? 0.22 : 0.82)
    map.setPaintProperty('grids-hatch', 'fill-opacity', within ? 0.25 : 1)
    for (const layer of ['grids-label', 'grids-label-urgent', 'community-label'])
      map.setPaintProperty(layer, 'text-opacity', within ? 0.55 : 1)
    map.setLayoutProperty('buildings-label', 'visibility', within ? 'none' : 'visible')
  }

  const draw = (scene: Scene) => {
    const before = shown
    shown = scene
    if (before && before.theme !== scene.theme) repaint(scene.theme)
    if (before?.grids !== scene.grids || before.communities !== scene.communities) {
      data('grids', gridFeatures(scene.grids))
      data('grids-edges', edgeFeatures(scene.grids))
      data('grids-labels', gridLabels(scene.grids, scene.urgency))
      data('community-labels', communityLabels(scene.grids, scene.communities))
    }
    if (before?.draft?.grids !== scene.draft?.grids) {
      const grids = scene.draft?.grids ?? []
      data('draft', gridFeatures(grids))
      data('draft-edges', edgeFeatures(grids))
      data('draft-labels', gridLabels(grids, scene.urgency))
    }
    if (before?.draft?.buildings !== scene.draft?.buildings) {
      const { shapes, points } = buildingFeatures(scene.draft?.buildings ?? [])
      data('draft-buildings', shapes)
      data('draft-building-points', points)
    }
    if (before?.arrows !== scene.arrows) data('arrows', arrowFeatures(scene.arrows))
    if (before?.draft?.locks !== scene.draft?.locks) data('locks', lockFeatures(scene.draft?.locks ?? []))
    if (before?.draft?.within !== scene.draft?.within || before?.theme !== scene.theme)
      dimAround(scene.draft?.within ?? null)
    if (before?.outlook !== scene.outlook) {
      data('outlook', outlineFeatures(scene.outlook.outlines))
      flag('moves', ['draft-buildings'], before?.outlook.moved ?? [], scene.outlook.moved)
      flag('cut', ['draft-buildings'], before?.outlook.cut ?? [], scene.outlook.cut)
    }
    if (
      before?.gesture !== scene.gesture ||
      before?.handles !== scene.handles ||
      before?.outlook.isRefused !== scene.outlook.isRefused
    )
      data('pen', penFeatures(scene.gesture, scene.handles, scene.outlook.isRefused))
    if (
      before?.gesture?.drawing !== scene.gesture?.drawing ||
      before?.gesture?.picked !== scene.gesture?.picked
    ) {
      const region = scene.gesture?.picked.kind === 'region' ? scene.gesture.picked.ring : null
      const drawing = scene.gesture && isBoundaryTool(scene.gesture.tool) ? null : scene.gesture?.drawing
      data('sketch', sketchFeatures(drawing ?? region))
    }
    if (before?.variants !== scene.variants) data('variants', variantFeatures(scene.variants))
    if (before?.pins !== scene.pins) pins.show(scene.pins)
    const coverages = ['grids', 'draft']
    flag('selected', coverages, one(before?.selected), one(scene.selected))
    flag('hovered', coverages, one(before?.hovered), one(scene.hovered))
    flag(
      'target',
      ['draft'],
      [...one(before?.gesture?.target), ...pickedGrid(before)],
      [...one(scene.gesture?.target), ...pickedGrid(scene)],
    )
    flag('hovered', ['draft-buildings'], one(before?.pointedBuilding), one(scene.pointedBuilding))
    flag('picked', ['draft-buildings'], picked(before), picked(scene))
    if (scene.command) cases.show(scene.command, scene.theme)
    beats.show(scene.beats ?? null, scene.theme)
    map.getCanvas().style.cursor = cursorOf(scene.gesture)
    // The arrow keys are those of the held vertex.
    if (scene.gesture?.pen.held) map.keyboard.disable()
    else map.keyboard.enable()
  }

  const under = ({ point }: MapMouseEvent, layers: readonly string[]): string | null => {
    const id = map.queryRenderedFeatures(point, { layers: [...layers] })[0]?.properties.id
    return typeof id === 'string' ? id : null
  }
  const pointer = (kind: Pointer['kind'], event: MapMouseEvent): Pointer => {
    const { shiftKey, metaKey, ctrlKey, altKey } = event.originalEvent
    return {
      kind,
      at: event.lngLat.toArray() as Position,
      grid: under(event, shown?.draft ? ['draft-fill'] : GRID_LAYERS),
      building: shown?.draft ? under(event, BUILDING_LAYERS) : null,
      adding: shiftKey || metaKey || ctrlKey,
      free: altKey,
      reach: degreesUnder(REACH_PX),
      roads: shown?.gesture && isBoundaryTool(shown.gesture.tool) && !altKey ? roadsAround(event.point) : [],
    }
  }
  const degreesUnder = (pixels: number): number => {
    const { x, y } = map.project(map.getCenter())
    return Math.abs(map.unproject([x, y]).lat - map.unproject([x, y + pixels]).lat)
  }
  const roadsAround = ({ x, y }: MapMouseEvent['point']): Position[][] =>
    map
      .queryRenderedFeatures(
        [
          [x - REACH_PX, y - REACH_PX],
          [x + REACH_PX, y + REACH_PX],
        ],
        { layers: [...ROAD_LAYERS] },
      )
      .flatMap(({ geometry }) => {
        if (geometry.type === 'LineString') return [pairs(geometry.coordinates)]
        return geometry.type === 'MultiLineString' ? geometry.coordinates.map(pairs) : []
      })

  let isDrawing = false
  /** How far the pointer went since it was pressed: a line that ends where it began is still a line. */
  let travelled = 0
  let latest: Pointer | null = null
  map.on('mousedown', (event) => {
    travelled = 0
    const gesture = shown?.gesture
    if (event.originalEvent.button !== 0 || !gesture || !capturesDrag(gesture, event.originalEvent.shiftKey))
      return
    // The drag belongs to the tool: the map must not pan under it.
    event.preventDefault()
    isDrawing = true
    events.point(pointer('down', event))
  })
  map.on('mousemove', (event) => {
    const { movementX, movementY } = event.originalEvent
    travelled += Math.hypot(movementX, movementY)
    latest = pointer(isDrawing ? 'drag' : 'move', event)
    events.point(latest)
  })
  map.on('mouseup', (event) => {
    if (!isDrawing) return
    isDrawing = false
    events.point(pointer('up', event))
  })
  map.on('click', (event) => {
    // The browser calls it a click where a drawn line came back to its beginning.
    const drewALine = shown?.gesture?.tool !== undefined && travelled > CLICK_TRAVEL_PX
    travelled = 0
    const picked = shown?.command && !shown.command.isPicking && cases.under(event.point)
    if (picked) return events.pickCase(picked)
    if (!drewALine) events.point(pointer('click', event))
  })
  /** The button may be let go beyond the map. */
  const letGo = () => {
    if (!isDrawing) return
    isDrawing = false
    if (latest) events.point({ ...latest, kind: 'up' })
  }
  window.addEventListener('mouseup', letGo)
  map.on('mouseout', () => events.leave())

  let failing = new Set<string>()
  map.on('error', (event) => {
    const source = 'sourceId' in event && typeof event.sourceId === 'string' ? event.sourceId : ''
    if (!source) return console.error(event.error)
    failing.add(source)
    events.tilesFailed(true)
  })
  map.on('idle', () => {
    if (failing.size && map.areTilesLoaded()) {
      failing = new Set()
      events.tilesFailed(false)
    }
  })

  map.on('moveend', () => {
    const seen = map.getBounds()
    events.viewed([seen.getWest(), seen.getSouth(), seen.getEast(), seen.getNorth()], map.getZoom())
  })
  map.on('load', () => {
    isLoaded = true
    paintHatches(wanted?.theme ?? theme)
    if (wanted && wanted.theme !== theme) repaint(wanted.theme)
    if (wanted) draw(wanted)
    // The command center has less above the map than a plan.
    if (wanted?.command && bounds && !hasLooked)
      map.fitBounds(new LngLatBounds([...bounds]), { padding: paddingIn(wanted), duration: 0 })
  })

  return {
    show(scene) {
      wanted = scene
      if (isLoaded) draw(scene)
    },
    look({ bounds, maxZoom, unlessSeen }) {
      if (!bounds) return
      hasLooked = true
      const [west, south, east, north] = bounds
      // The page may have made room for the ledger in this very frame.
      map.resize()
      const seen = map.getBounds()
      if (unlessSeen && seen.contains([west, south]) && seen.contains([east, north])) return
      map.fitBounds([west, south, east, north], { padding: paddingIn(wanted), maxZoom, duration: MOVE_MS })
    },
    watch(watching) {
      const tell = () => watching({ center: map.getCenter().toArray() as Position, zoom: map.getZoom() })
      tell()
      map.on('move', tell)
      return () => map.off('move', tell)
    },
    jumpTo: ({ center: [lng, lat], zoom }) => map.jumpTo({ center: [lng, lat], zoom }),
    zoomBy: (steps) => map.zoomTo(map.getZoom() + steps, { duration: MOVE_MS }),
    destroy() {
      cases.destroy()
      window.removeEventListener('mouseup', letGo)
      if (window.gridloomMap === map) delete window.gridloomMap
      map.remove()
    },
  }
}
