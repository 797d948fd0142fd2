import { type ReactNode, useEffect, useMemo, useState } from 'react'
import type { CaseSummary } from '#contract/incident.ts'
import type { Settings } from '#contract/settings.ts'
import type { Pointer } from '../editor/gesture.ts'
import { plainMapGrid } from '../map/features.ts'
import { type Bounds, boundsOf } from '../map/labelPoint.ts'
import { MapView } from '../map/mapView.tsx'
import { type CaseScene, type Look, NO_PLAN, type Scene } from '../map/scene.ts'
import { useAtlas } from '../state/atlas.ts'
import { isCalling, lightOf } from '../state/lights.ts'
import type { Theme } from '../state/theme.ts'
import { MapButtons } from '../ui/mapButtons.tsx'
import { LineLost } from './lineLost.tsx'

/** A case that came in so lately is ringed. */
const NEW_MS = 6000
/** A case that is looked at has some ground around it. */
const LOOK_ZOOM = 16.5

interface DeskMapProps {
  readonly district: NonNullable<Settings['district']>
  readonly theme: Theme
  readonly cases: readonly CaseSummary[]
  /** There are more than these. */
  readonly isPart: boolean
  readonly now: number
  /** When cases came in that came in lately, in milliseconds. */
  readonly cameAt: ReadonlyMap<string, number>
  readonly selected: string | null
  readonly shown?: Partial<Pick<CaseScene, 'heat' | 'rates' | 'point' | 'isPicking' | 'cameras'>>
  /** Not moved to a case that is selected. */
  readonly isStill?: boolean
  onPick(id: string): void
  onPoint?(pointer: Pointer): void
  onView?(bounds: Bounds, zoom: number): void
  children?: ReactNode
}

const nothing = () => {}
const NONE: CaseScene['cameras'] = []

/** Cases on the map, over the grids of the district as outlines. */
export const DeskMap = (props: DeskMapProps) => {
  const { district, theme, cases, isPart, now, cameAt, selected, shown, isStill, onPick } = props
  const { features, areas, status, root } = useAtlas()
  const grids = useMemo(() => features.map(plainMapGrid), [features])
  const communities = useMemo(() => new Map(areas.map(({ code, name }) => [code, name])), [areas])
  const home = useMemo(
    () => boundsOf(features.flatMap(({ geometry }) => geometry.coordinates.flat(2))) ?? district.bbox,
    [features, district.bbox],
  )
  // A ring goes by itself.
  const [, redraw] = useState(0)
  useEffect(() => {
    if (cameAt.size === 0) return
    const timer = setTimeout(() => redraw((count) => count + 1), NEW_MS)
    return () => clearTimeout(timer)
  }, [cameAt])

  const ringed = [...cameAt].flatMap(([id, at]) => (Date.now() - at < NEW_MS ? [id] : [])).join()
  const dots = useMemo(() => {
    const isNew = new Set(ringed.split(','))
    return cases.flatMap((one) =>
      one.position
        ? [
            {
              ...{ id: one.id, at: one.position, light: lightOf(one, now) },
              ...{ isCalling: isCalling(one), isNew: isNew.has(one.id) },
            },
          ]
        : [],
    )
  }, [cases, now, ringed])
  const { heat = null, rates = null, point = null, isPicking = false, cameras = NONE } = shown ?? {}
  const scene = useMemo<Scene>(
    () => ({
      ...NO_PLAN,
      ...{ theme, grids, communities, selected: null, urgency: (households) => households },
      command: { dots, isPart, selected, heat, rates, point, isPicking, cameras },
    }),
    [theme, grids, communities, dots, isPart, selected, heat, rates, point, isPicking, cameras],
  )

  const place = cases.find(({ id }) => id === selected)?.position
  const [look, setLook] = useState<Look>({ count: 0, bounds: null, maxZoom: 0, unlessSeen: true })
  const key = place?.join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a case is gone to when it is chosen, not whenever it changes
  useEffect(() => {
    if (!place || isStill) return
    const [lng, lat] = place
    setLook(({ count }) => ({
      count: count + 1,
      bounds: [lng, lat, lng, lat],
      maxZoom: LOOK_ZOOM,
      unlessSeen: false,
    }))
  }, [selected, key])

  return (
    <main className="map-area">
      {status !== 'loading' && root !== '' && (
        <MapView
          scene={scene}
          look={look}
          home={home}
          controls={(actions) => <MapButtons {...actions} />}
          onPoint={props.onPoint ?? nothing}
          onLeave={nothing}
          selectPin={nothing}
          pointPin={nothing}
          pickCase={onPick}
          viewed={props.onView ?? nothing}
        />
      )}
      {props.children}
      <LineLost />
    </main>
  )
}
