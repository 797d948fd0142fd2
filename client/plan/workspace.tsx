import { useEffect, useMemo, useState } from 'react'
import type { Settings } from '#contract/settings.ts'
import * as api from '../api/endpoints.ts'
import { handlesOf } from '../editor/handles.ts'
import { BOUNDLESS } from '../editor/layers.ts'
import { publishedMapGrid } from '../map/features.ts'
import { boundsOf } from '../map/labelPoint.ts'
import { MapView } from '../map/mapView.tsx'
import { NO_PLAN, type Scene } from '../map/scene.ts'
import { useAtlas } from '../state/atlas.ts'
import { useComments } from '../state/comments.ts'
import { usePlaceOf } from '../state/places.ts'
import { useIsEditable, usePlanning } from '../state/planning.ts'
import { usePreferences, useSay } from '../state/preferences.ts'
import { useRebalancing } from '../state/rebalancing.ts'
import { useSession } from '../state/session.ts'
import { useAnswer } from '../state/useAnswer.ts'
import { Failed } from '../ui/failed.tsx'
import { MapButtons } from '../ui/mapButtons.tsx'
import { Notices } from '../ui/notices.tsx'
import { PanelHandles } from '../ui/panelHandles.tsx'
import { Empty, Skeleton } from '../ui/parts.tsx'
import { ScopePicker } from '../ui/scopePicker.tsx'
import { TopBar } from '../ui/topBar.tsx'
import { shortAreaName } from '../words/areas.ts'
import { liaison } from '../words/liaison.ts'
import { screen } from '../words/screen.ts'
import { shadeOf } from '../words/shades.ts'
import { BaseBanner } from './baseBanner.tsx'
import { Comments } from './comments.tsx'
import { DateControl } from './dateControl.tsx'
import { DraftCard } from './draftCard.tsx'
import { FindingList } from './findingList.tsx'
import { GridCard } from './gridCard.tsx'
import { Ledger } from './ledger.tsx'
import { Legend } from './legend.tsx'
import { PlanBar } from './planBar.tsx'
import { PlanList } from './planList.tsx'
import { PlanViews } from './planViews.tsx'
import { PublishedCard } from './publishedCard.tsx'
import { Rebalance } from './rebalance.tsx'
import { boundsFor, draftMapGrid, placeOf, urgencyIn } from './scene.ts'
import { Search } from './search.tsx'
import { StartHere } from './startHere.tsx'
import { TimeSlider } from './timeSlider.tsx'
import { ToolBar } from './toolBar.tsx'
import { useAddress } from './useAddress.ts'
import { useArrows } from './useArrows.ts'
import { useFreshPlan, useKeys } from './useKeys.ts'
import { usePins } from './usePins.ts'
import { usePlanBeats } from './usePlanBeats.ts'
import { newPlanName, openPlanIn, useStart } from './useStart.ts'
import { useVariantLines } from './useVariantLines.ts'
import { VariantTable } from './variantTable.tsx'
import { type ListedGrid, Worklist } from './worklist.tsx'
import './plan.css'
import './panels.css'

type District = NonNullable<Settings['district']>
const NOTHING_AHEAD: Scene['outlook'] = { outlines: [], moved: [], cut: [], isRefused: false }
const REFUSED: Scene['outlook'] = { ...NOTHING_AHEAD, isRefused: true }
const NO_HANDLES: Scene['handles'] = []
const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent)

export const Workspace = ({ settings, district }: { settings: Settings; district: District }) => {
  const say = useSay()
  const { band, timeZone } = settings
  const scope = useSession((state) => state.session?.scope ?? district.code)
  const { theme, panels } = usePreferences()
  const atlas = useAtlas()
  const planning = usePlanning()
  const { isStarting, start } = useStart()
  useKeys()
  useFreshPlan()
  useAddress()

  const [isSwiped, setSwiped] = useState(false)
  const [showsBeats, setShowsBeats] = useState(false)
  const { load } = atlas
  useEffect(() => {
    void load(scope)
  }, [load, scope])

  const areaByCode = useMemo(() => new Map(atlas.areas.map((area) => [area.code, area])), [atlas.areas])
  const communities = useMemo(() => new Map(atlas.areas.map(({ code, name }) => [code, name])), [atlas.areas])
  const published = useMemo(() => atlas.features.map(publishedMapGrid), [atlas.features])
  const listed = useMemo<ListedGrid[]>(
    () =>
      atlas.features.map(({ properties }) => ({
        ...properties,
        shade: shadeOf(properties),
        place: shortAreaName(communities.get(properties.community) ?? ''),
      })),
    [atlas.features, communities],
  )
  const inScope = useMemo(
    () => listed.filter(({ code }) => code.startsWith(atlas.within)),
    [listed, atlas.within],
  )

  const { view, summary, gesture, pointed, outlook, compared, status } = planning
  const isPlan = status !== 'closed'
  const isEditable = useIsEditable()
  const draftGrids = useMemo(() => view?.grids.map(draftMapGrid) ?? [], [view?.grids])
  const placeOfCode = usePlaceOf()
  const draftBand = view?.layer === 'beats' ? BOUNDLESS : band
  const draftListed = useMemo<ListedGrid[]>(
    () =>
      view?.grids.map((grid) => ({
        ...grid,
        shade: shadeOf(grid),
        place: placeOfCode(grid.community),
      })) ?? [],
    [view?.grids, placeOfCode],
  )
  const made = outlook?.result.ok ? outlook.result.made : null
  const exclusive = useMemo(() => {
    const grids = [...(view?.grids ?? []), ...(made ? [made] : [])]
    return new Set(grids.filter(({ type }) => type === 'exclusive').map(({ id }) => id))
  }, [view?.grids, made])
  const planBounds = useMemo(
    () => boundsOf(view?.grids.flatMap(({ coordinates }) => coordinates.flat(2)) ?? []),
    [view?.grids],
  )
  const rootBounds = useMemo(
    () => boundsFor('area', null, atlas.root, atlas.features, null).bounds,
    [atlas.root, atlas.features],
  )
  const urgency = useMemo(() => urgencyIn(band), [band])
  const preview = useMemo(() => {
    if (outlook) return outlook.result.ok ? { ...outlook.result, isRefused: false } : REFUSED
    if (!compared) return NOTHING_AHEAD
    const outlines = [...compared.areas, ...compared.beats.areas].map(({ geometry }) => geometry.coordinates)
    return { ...NOTHING_AHEAD, outlines, moved: compared.moved.map(({ building }) => building) }
  }, [outlook, compared])
  const handles = useMemo(
    () => (gesture.tool === 'vertex' && view ? handlesOf(view.grids, atlas.selected) : NO_HANDLES),
    [gesture.tool, view, atlas.selected],
  )
  const { isPlacing, setPlace, select: selectComment, point: pointComment } = useComments()
  const pins = usePins()
  const variantLines = useVariantLines()
  const arrows = useArrows(view)
  const isRebalancing = useRebalancing((state) => state.isOpen)
  const hasBeats = showsBeats || (summary !== null && summary.kind !== 'grids')
  const beats = usePlanBeats(view, hasBeats)
  const scene = useMemo<Scene>(
    () => ({
      theme,
      grids: published,
      communities,
      draft:
        view && summary
          ? { within: summary.within, grids: draftGrids, buildings: view.buildings, locks: view.locks }
          : null,
      selected: atlas.selected,
      hovered: atlas.hovered,
      pointedBuilding: pointed,
      // A click that pins a comment is no tool's.
      gesture: isEditable && !isPlacing ? gesture : null,
      outlook: preview,
      arrows,
      handles,
      pins,
      variants: variantLines,
      urgency,
      beats: beats.after,
    }),
    [
      theme,
      published,
      communities,
      view,
      summary,
      draftGrids,
      atlas.selected,
      atlas.hovered,
      gesture,
      isEditable,
      isPlacing,
      pointed,
      preview,
      arrows,
      handles,
      pins,
      variantLines,
      urgency,
      beats.after,
    ],
  )
  const before = useMemo<Scene | null>(
    () =>
      isSwiped && view
        ? { ...NO_PLAN, theme, grids: published, communities, selected: null, urgency, beats: beats.before }
        : null,
    [isSwiped, view, theme, published, communities, urgency, beats.before],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new look moves the map, not a changed grid
  const look = useMemo(
    () => ({
      count: atlas.look.count,
      unlessSeen: atlas.look.unlessSeen ?? false,
      ...boundsFor(atlas.look.at, atlas.selected, atlas.within, atlas.features, view),
    }),
    [atlas.look],
  )

  const selected =
    atlas.features.find(({ properties }) => properties.id === atlas.selected)?.properties ?? null
  const community = selected?.community ?? ''
  const place = placeOf(community, areaByCode).map(shortAreaName).join(' › ')
  const openPlan = useOpenPlan(community, status)

  const startHere = () => {
    return start(async () => {
      // Asked again: one may have been started since, or the card's own question be still under way.
      const plans = await api.plans(community)
      if (!plans.ok) return plans
      const open = openPlanIn(community, plans.value)
      const name = newPlanName(communities.get(community) ?? '', timeZone, plans.value)
      return open ? { ok: true, value: open } : api.startPlan(name, community)
    })
  }
  const leave = () => planning.close()
  const drafted = view?.grids.find(({ id }) => id === atlas.selected) ?? null

  return (
    <div
      className={isPlan ? 'workspace in-plan' : 'workspace'}
      data-left={panels.left}
      data-right={panels.right}
      data-testid="workspace"
      data-status={atlas.status}
    >
      <TopBar>
        <Search grids={isPlan ? draftListed : listed} isMac={isMac} />
        {!isPlan && <ScopePicker />}
      </TopBar>
      <aside className="left-panel" aria-label={say(screen.listPanel)}>
        {atlas.status === 'loading' && <Skeleton lines={14} label={say(screen.loadingDistrict)} />}
        {atlas.status === 'failed' && atlas.failure && (
          <Failed failure={atlas.failure} onRetry={() => atlas.load(scope)} />
        )}
        {atlas.status === 'ready' && !isPlan && (
          <>
            {atlas.asOf === null && <StartHere grids={inScope} band={band} />}
            <Worklist grids={inScope} band={band} title={say(screen.worklist)} />
          </>
        )}
        {isPlan && !view && <Skeleton lines={10} label={say(screen.openingPlan)} />}
        {isPlan && view && (
          <>
            <Worklist
              grids={draftListed}
              band={draftBand}
              title={say(view.layer === 'beats' ? liaison.beatsHere : screen.planGrids)}
              takesFocus
            />
            <FindingList view={view} />
          </>
        )}
      </aside>
      <main className="map-area">
        {atlas.status !== 'loading' && (
          <MapView
            scene={scene}
            before={before}
            look={look}
            home={planBounds ?? rootBounds ?? district.bbox}
            controls={(actions) => <MapButtons {...actions} />}
            onPoint={(pointer) => {
              atlas.hover(pointer.grid)
              if (isPlacing) {
                if (pointer.kind === 'click') setPlace({ at: pointer.at, grid: pointer.grid })
              } else if (isPlan) planning.point(pointer)
              else if (pointer.kind === 'click') atlas.select(pointer.grid, false)
            }}
            selectPin={selectComment}
            pointPin={pointComment}
            onLeave={() => {
              atlas.hover(null)
              if (!isPlan) return
              planning.aim(null)
              planning.pointAt(null)
            }}
          />
        )}
        <div className="map-top">
          {isPlan ? (
            view && (
              <>
                {isEditable && <ToolBar view={view} />}
                <PlanViews
                  view={view}
                  isEditable={isEditable}
                  isSwiped={isSwiped}
                  showsBeats={hasBeats}
                  onSwipe={setSwiped}
                  {...(summary?.kind === 'grids' && { onShowBeats: setShowsBeats })}
                />
              </>
            )
          ) : (
            <>
              <DateControl timeZone={timeZone} />
              <PlanList onOpen={planning.open} />
            </>
          )}
        </div>
        {view && summary && <Comments summary={summary} view={view} />}
        <VariantTable />
        <PublishedCard />
        {!isPlan && <TimeSlider timeZone={timeZone} />}
        <Legend band={draftBand} settings={settings} hasBeats={view !== null && hasBeats} />
        <Notices />
        <PanelHandles isMac={isMac} />
      </main>
      <aside className="right-panel" aria-label={say(screen.detailPanel)}>
        {!isPlan && (
          <GridCard
            grid={selected}
            place={place}
            band={band}
            openPlan={openPlan}
            isStarting={isStarting}
            onStart={startHere}
          />
        )}
        {status === 'opening' && <Skeleton lines={12} label={say(screen.openingPlan)} />}
        {status === 'failed' && planning.failure && (
          <section className="card">
            <Empty>{say(screen.basePlanFailed)}</Empty>
            <Failed failure={planning.failure} onRetry={() => planning.id && planning.open(planning.id)} />
            <button type="button" className="button" onClick={leave}>
              {say(screen.leavePlan)}
            </button>
          </section>
        )}
        {view && summary && status === 'open' && isRebalancing && isEditable && (
          <Rebalance summary={summary} view={view} />
        )}
        {view && summary && status === 'open' && !(isRebalancing && isEditable) && (
          <DraftCard
            grid={drafted}
            view={view}
            band={draftBand}
            isEditable={isEditable}
            place={placeOfCode(drafted?.code ?? '')}
          />
        )}
      </aside>
      {isPlan && (
        <footer className="plan-foot">
          {view && summary && (
            <>
              <Ledger
                isPart={view.layer === 'beats'}
                balance={view.balance}
                exclusive={exclusive}
                isEditable={isEditable}
                outlook={outlook?.result.ok ? outlook.result.balance : null}
                placeOf={placeOfCode}
                selected={atlas.selected}
                onSelect={atlas.select}
              />
              <BaseBanner summary={summary} />
              <PlanBar summary={summary} view={view} band={band} isMac={isMac} onLeave={leave} />
            </>
          )}
        </footer>
      )}
    </div>
  )
}

/** The plan under way in a community, asked again whenever one is left. */
const useOpenPlan = (community: string, status: string): string | null => {
  const key = community && status === 'closed' ? community : null
  const answer = useAnswer(key, () => api.plans(community))
  return answer.status === 'ready' ? (openPlanIn(community, answer.value)?.id ?? null) : null
}
