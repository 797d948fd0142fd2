import { useEffect, useRef, useState } from 'react'
import 'maplibre-gl/dist/maplibre-gl.css'
import './map.css'
import type { Pointer } from '../editor/gesture.ts'
import { usePreferences, useSay } from '../state/preferences.ts'
import { Icon } from '../ui/icons.tsx'
import { IconButton } from '../ui/parts.tsx'
import { screen } from '../words/screen.ts'
import type { Look, Scene } from './scene.ts'
import { mapStage, type Stage } from './stage.ts'

interface MapViewProps {
  readonly scene: Scene
  readonly look: Look
  readonly home: Look['bounds']
  onPoint(pointer: Pointer): void
  onLeave(): void
}

/** The map; holds MapLibre, and nobody else does. */
export const MapView = ({ scene, look, home, onPoint, onLeave }: MapViewProps) => {
  const say = useSay()
  const theme = usePreferences((state) => state.theme)
  const container = useRef<HTMLDivElement>(null)
  const stage = useRef<Stage | null>(null)
  const [trouble, setTrouble] = useState<'none' | 'tiles' | 'webgl'>('none')
  const handlers = useRef({ onPoint, onLeave })
  handlers.current = { onPoint, onLeave }

  // biome-ignore lint/correctness/useExhaustiveDependencies: one map for the life of the page; later themes and looks are told to it below
  useEffect(() => {
    try {
      stage.current = mapStage(container.current!, theme, home, {
        point: (pointer) => handlers.current.onPoint(pointer),
        leave: () => handlers.current.onLeave(),
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

  return (
    <div className="map" data-testid="map">
      <section className="map-canvas" ref={container} aria-label={say(screen.map)} />
      {trouble !== 'none' && (
        <p className={trouble === 'webgl' ? 'map-blank' : 'map-trouble'} role="status">
          {say(trouble === 'webgl' ? screen.mapNeedsWebgl : screen.tilesMissing)}
        </p>
      )}
      <div className="map-zoom">
        <IconButton label={say(screen.zoomIn)} onClick={() => stage.current?.zoomBy(1)}>
          <Icon name="plus" />
        </IconButton>
        <IconButton label={say(screen.zoomOut)} onClick={() => stage.current?.zoomBy(-1)}>
          <Icon name="minus" />
        </IconButton>
        <IconButton
          label={say(screen.fitAll)}
          onClick={() => stage.current?.look({ count: 0, bounds: home, maxZoom: 18 })}
        >
          <Icon name="frame" />
        </IconButton>
      </div>
    </div>
  )
}
