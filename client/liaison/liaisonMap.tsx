import { useEffect, useMemo, useState } from 'react'
import type { Settings } from '#contract/settings.ts'
import { type MapGrid, plainMapGrid } from '../map/features.ts'
import { boundsOf } from '../map/labelPoint.ts'
import { MapView } from '../map/mapView.tsx'
import { type BeatScene, type Look, NO_PLAN, type Scene } from '../map/scene.ts'
import { useAlignment } from '../state/alignment.ts'
import { useAtlas } from '../state/atlas.ts'
import { usePreferences } from '../state/preferences.ts'
import { useWorkspace } from '../state/workspace.ts'
import { MapButtons } from '../ui/mapButtons.tsx'

const LOOK_ZOOM = 16
const nothing = () => {}
const NOTHING: readonly never[] = []

/** Grids and beats over each other, with the ground that lies in the wrong beat. */
export const LiaisonMap = ({ district }: { district: NonNullable<Settings['district']> }) => {
  const theme = usePreferences((state) => state.theme)
  const { features, areas, status, root, within, hovered, hover } = useAtlas()
  const { shapes, pieces, showsSlivers, filter } = useAlignment()
  const { subject, openSubject } = useWorkspace()

  const grids = useMemo(() => features.map(plainMapGrid), [features])
  const communities = useMemo(() => new Map(areas.map(({ code, name }) => [code, name])), [areas])
  const beatShapes = useMemo(
    () =>
      shapes.map(({ properties: { id, code, name, street }, geometry: { coordinates } }) => ({
        ...{ id, code, name, street },
        coordinates,
      })),
    [shapes],
  )
  const wrong = useMemo(
    () =>
      pieces
        .filter(({ properties: { sliver } }) => showsSlivers || !sliver)
        .filter(
          ({ properties: { mismatch } }) => filter === 'all' || filter === 'wrong' || filter === mismatch,
        )
        .map(({ properties: { grid, mismatch, households }, geometry: { coordinates } }) => ({
          ...{ grid, mismatch, households },
          coordinates,
        })),
    [pieces, showsSlivers, filter],
  )
  const selectedGrid = subject?.kind === 'grid' ? subject.id : null
  const selected = subject?.kind === 'beat' ? subject.id : null
  const beats = useMemo<BeatScene>(
    () => ({ shapes: beatShapes, pieces: wrong, beneath: NOTHING, selected, selectedGrid }),
    [beatShapes, wrong, selected, selectedGrid],
  )
  const scene = useMemo<Scene>(
    () => ({
      ...NO_PLAN,
      ...{ theme, grids, communities, hovered, beats },
      selected: selectedGrid,
      urgency: (households) => households,
    }),
    [theme, grids, communities, hovered, beats, selectedGrid],
  )

  const home = useMemo(
    () => boundsOf(features.flatMap(({ geometry }) => geometry.coordinates.flat(2))) ?? district.bbox,
    [features, district.bbox],
  )
  const [look, setLook] = useState<Look>({ count: 0, bounds: null, maxZoom: LOOK_ZOOM, unlessSeen: false })
  const goTo = (coordinates: readonly MapGrid['coordinates'][], unlessSeen: boolean) => {
    const bounds = boundsOf(coordinates.flatMap((one) => one.flat(2)))
    setLook(({ count }) => ({ count: count + 1, bounds, maxZoom: LOOK_ZOOM, unlessSeen }))
  }
  const isReady = grids.length > 0 && beatShapes.length > 0
  const sought = subject && `${subject.kind} ${subject.id}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: the map goes to what is chosen, not whenever it changes
  useEffect(() => {
    if (!isReady || !subject) return
    const { kind, id } = subject
    if (kind === 'grid')
      goTo(
        grids.filter((grid) => grid.id === id).map(({ coordinates }) => coordinates),
        false,
      )
    else {
      const own = shapes.filter(({ properties }) => properties[kind === 'beat' ? 'id' : 'station'] === id)
      goTo(
        own.map(({ geometry }) => geometry.coordinates),
        false,
      )
    }
  }, [sought, isReady])
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new area moves the map
  useEffect(() => {
    if (isReady && within !== root)
      goTo(
        features
          .filter(({ properties }) => properties.code.startsWith(within))
          .map(({ geometry }) => geometry.coordinates),
        false,
      )
  }, [within, isReady])

  if (status === 'loading' || root === '') return null
  return (
    <MapView
      scene={scene}
      look={look}
      home={home}
      controls={(actions) => <MapButtons {...actions} />}
      onPoint={(pointer) => {
        hover(pointer.grid)
        if (pointer.kind === 'click') openSubject(pointer.grid ? { kind: 'grid', id: pointer.grid } : null)
      }}
      onLeave={() => hover(null)}
      selectPin={nothing}
      pointPin={nothing}
    />
  )
}
