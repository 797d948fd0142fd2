import { useEffect, useMemo } from 'react'
import type { Settings } from '#contract/settings.ts'
import { useAlignment } from '../state/alignment.ts'
import { useAtlas } from '../state/atlas.ts'
import { usePlanning } from '../state/planning.ts'
import { usePreferences, useSay } from '../state/preferences.ts'
import { useSession } from '../state/session.ts'
import { type Page, useWorkspace } from '../state/workspace.ts'
import { Failed } from '../ui/failed.tsx'
import { Icon } from '../ui/icons.tsx'
import { Notices } from '../ui/notices.tsx'
import { PanelHandles } from '../ui/panelHandles.tsx'
import { Button, Skeleton } from '../ui/parts.tsx'
import { ScopePicker } from '../ui/scopePicker.tsx'
import { TopBar } from '../ui/topBar.tsx'
import { closeTopmost, useTopmost } from '../ui/topmost.ts'
import { liaison } from '../words/liaison.ts'
import { screen } from '../words/screen.ts'
import { BeatCard } from './beatCard.tsx'
import { BeatLegend } from './beatLegend.tsx'
import { CrewsPage } from './crewsPage.tsx'
import { ExchangePage } from './exchangePage.tsx'
import { GridBeats } from './gridBeats.tsx'
import { JointPage } from './jointPage.tsx'
import { LiaisonMap } from './liaisonMap.tsx'
import { LoadTable } from './loadTable.tsx'
import { Matrix } from './matrix.tsx'
import { MismatchList } from './mismatchList.tsx'
import { StationCard } from './stationCard.tsx'
import './liaison.css'

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent)
const PAGES = ['matrix', 'crews', 'exchange', 'report'] as const satisfies readonly Page[]

interface LiaisonProps {
  readonly settings: Settings
  readonly district: NonNullable<Settings['district']>
}

/** 警格: where grids and police beats do not match, and how to mend it from either side. */
export const Liaison = ({ settings, district }: LiaisonProps) => {
  const say = useSay()
  const { panels } = usePreferences()
  const scope = useSession((state) => state.session?.scope ?? district.code)
  const { page, subject, showPage, openSubject } = useWorkspace()
  const { load: loadAtlas, within } = useAtlas()
  const { status, failure, grids, load } = useAlignment()
  useEffect(() => {
    if (useAtlas.getState().root !== scope || useAtlas.getState().status !== 'ready') void loadAtlas(scope)
    else void useAtlas.getState().refresh()
  }, [loadAtlas, scope])
  // An open plan has narrowed the area to its own; it does so again when it is come back to.
  useEffect(() => {
    if (usePlanning.getState().status !== 'closed') useAtlas.getState().narrow(scope, false)
  }, [scope])
  useEffect(() => {
    void load(scope)
    // What was published meanwhile is seen by whoever comes back to the page.
    const again = () => document.visibilityState === 'visible' && void load(scope)
    document.addEventListener('visibilitychange', again)
    return () => document.removeEventListener('visibilitychange', again)
  }, [load, scope])
  useTopmost(page !== null, () => showPage(null))
  useTopmost(subject !== null && page === null, () => openSubject(null))
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.isComposing) closeTopmost()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
  const inScope = useMemo(() => grids.filter(({ code }) => code.startsWith(within)), [grids, within])

  return (
    <div
      className="workspace liaison"
      data-left={panels.left}
      data-right={panels.right}
      data-page={page ?? 'map'}
      data-testid="liaison"
      data-status={status}
    >
      <TopBar>
        <ScopePicker />
        <nav className="liaison-pages" aria-label={say(liaison.liaison)}>
          {PAGES.map((name) => (
            <Button
              key={name}
              tone={name === page ? 'main' : 'plain'}
              aria-pressed={name === page}
              data-testid={`liaison-${name}`}
              onClick={() => showPage(name === page ? null : name)}
            >
              {say(liaison[name])}
            </Button>
          ))}
        </nav>
        <span className="bar-gap" />
      </TopBar>
      <aside className="left-panel" aria-label={say(screen.listPanel)}>
        {status === 'loading' && <Skeleton lines={14} label={say(liaison.loading)} />}
        {status === 'failed' && failure && <Failed failure={failure} onRetry={() => load(scope)} />}
        {status === 'ready' && <MismatchList grids={inScope} />}
      </aside>
      <main className="map-area">
        <LiaisonMap district={district} />
        <BeatLegend settings={settings} />
        {page === 'matrix' && (
          <section className="liaison-page" aria-label={say(liaison.matrixLabel)}>
            <Matrix grids={inScope} />
          </section>
        )}
        {page === 'crews' && <CrewsPage />}
        {page === 'exchange' && <ExchangePage />}
        {page === 'report' && <JointPage />}
        <Notices />
        <PanelHandles isMac={isMac} />
      </main>
      <aside className="right-panel" aria-label={say(screen.detailPanel)}>
        {subject && (
          <Button
            tone="quiet"
            className="liaison-back"
            data-testid="subject-close"
            onClick={() => openSubject(null)}
          >
            <Icon name="back" />
            {say(liaison.loads)}
          </Button>
        )}
        {subject === null && status === 'ready' && <LoadTable />}
        {subject?.kind === 'grid' && <GridBeats id={subject.id} />}
        {subject?.kind === 'beat' && <BeatCard id={subject.id} />}
        {subject?.kind === 'station' && <StationCard id={subject.id} />}
      </aside>
    </div>
  )
}
