import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import 'maplibre-gl/dist/maplibre-gl.css'
import './map.css'
import type { Pointer } from '../editor/gesture.ts'
import { usePreferences, useSay } from '../state/preferences.ts'
import { screen } from '../words/screen.ts'
import type { PinEvents } from './pins.ts'
import type { Look, Scene } from './scene.ts'
import { mapStage, type Stage, type StageEvents } from './stage.ts'
import { Swipe } from './swipe.tsx'

export interface MapActions {
  zoomBy(steps: number): void
  fitHome(): void
}

interface MapViewProps extends PinEvents, Partial<Pick<StageEvents, 'pickCase' | 'viewed'>> {
  readonly scene: Scene
  /** What lies left of a handle that is drawn over the map; null shows no handle. */
  readonly before?: Scene | null
  readonly look: Look
  /** What the whole map shows. */
  readonly home: Look['bounds']
  /** Buttons that stand on the map. */
  controls(actions: MapActions): ReactNode
  onPoint(pointer: Pointer): void
  onLeave(): void
}

/** The map; holds MapLibre, and nobody else does. */
export const MapView = ({ scene, before = null, look, home, controls, ...rest }: MapViewProps) => {
  const say = useSay()
  const theme = usePreferences((state) => state.theme)
  const container = useRef<HTMLDivElement>(null)
  const stage = useRef<Stage | null>(null)
  const [trouble, setTrouble] = useState<'none' | 'tiles' | 'webgl'>('none')
  const handlers = useRef(rest)
  handlers.current = rest

  // biome-ignore lint/correctness/useExhaustiveDependencies: one map for the life of the page; later themes and looks are told to it below
  useEffect(() => {
    try {
      stage.current = mapStage(container.current!, theme, home, {
        point: (pointer) => handlers.current.onPoint(pointer),
        leave: () => handlers.current.onLeave(),
        selectPin: (id) => handlers.current.selectPin(id),
        pointPin: (id) => handlers.current.pointPin(id),
        pickCase: (id) => handlers.current.pickCase?.(id),
        viewed: (bounds, zoom) => handlers.current.viewed?.(bounds, zoom),
        tilesFailed: (hasFailed) => setTrouble(hasFailed ? 'tiles' : 'none'),
      })
    } catch {
      setTrouble('webgl')
    }
    return () => stage.current?.destroy()
  }, [])

  useEffect(() => stage.current?.show(scene), [scene])
  // biome-ignore lint/correctness/useExhaustiveDependencies: `count` asks again for the same place
  useEffect(() => {
    if (look.count > 0) stage.current?.look(look)
  }, [look.count])

  const actions = useMemo<MapActions>(
    () => ({
      zoomBy: (steps) => stage.current?.zoomBy(steps),
      fitHome: () => stage.current?.look({ count: 0, bounds: home, maxZoom: 18, unlessSeen: false }),
    }),
    [home],
  )

  return (
    <div className="map" data-testid="map">
      <section className="map-canvas" ref={container} aria-label={say(screen.map)} />
      {trouble !== 'none' && (
        <p className={trouble === 'webgl' ? 'map-blank' : 'map-trouble'} role="status">
          {say(trouble === 'webgl' ? screen.mapNeedsWebgl : screen.tilesMissing)}
        </p>
      )}
      {before && stage.current && <Swipe main={stage.current} before={before} />}
      {controls(actions)}
    </div>
  )
}
