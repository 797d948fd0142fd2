import { useCallback, useMemo, useState } from 'react'
import type { Settings } from '#contract/settings.ts'
import { LIGHTS } from '#core/incident/clock.ts'
import { CASES_ZOOM } from '../map/caseLayers.ts'
import { useCameras } from '../state/cameras.ts'
import { useCaseDesk } from '../state/caseDesk.ts'
import { useCalling, useCases } from '../state/cases.ts'
import { useHeat } from '../state/heat.ts'
import { shownOnMap, useInView } from '../state/inView.ts'
import { usePreferences, useSay } from '../state/preferences.ts'
import { useReporting } from '../state/reporting.ts'
import { useSession } from '../state/session.ts'
import { useShiftDesk, useToTakeOver } from '../state/shiftDesk.ts'
import { useSound } from '../state/sound.ts'
import { isDesk, useWorkspace } from '../state/workspace.ts'
import { Icon } from '../ui/icons.tsx'
import { Notices } from '../ui/notices.tsx'
import { PanelHandles } from '../ui/panelHandles.tsx'
import { Button, IconButton } from '../ui/parts.tsx'
import { TopBar } from '../ui/topBar.tsx'
import { command } from '../words/command.ts'
import { lightWords } from '../words/incident.ts'
import { matter } from '../words/matter.ts'
import { screen } from '../words/screen.ts'
import { shift } from '../words/shift.ts'
import { CaseCard } from './caseCard.tsx'
import { DeskMap } from './deskMap.tsx'
import { HeatPanel } from './heatPanel.tsx'
import { KpiStrip } from './kpiStrip.tsx'
import { LightMark } from './lightMark.tsx'
import { Queue } from './queue.tsx'
import { ReportForm } from './reportForm.tsx'
import { ShiftPage } from './shiftPage.tsx'
import { Shortcuts } from './shortcuts.tsx'
import { useCameAt } from './useCameAt.ts'
import { useDeskKeys } from './useDeskKeys.ts'
import { useHeatShown } from './useHeatShown.ts'

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent)

interface DeskProps {
  readonly settings: Settings
  readonly district: NonNullable<Settings['district']>
}

/** The queue, the map, and the case that lies open. */
export const Desk = ({ settings, district }: DeskProps) => {
  const say = useSay()
  const { theme, panels } = usePreferences()
  const session = useSession((state) => state.session)
  const { opened, open, showWall, showPage } = useWorkspace()
  const { cases, waiting, next, now, arrivals } = useCases()
  const inView = useInView((state) => state.cases)
  const detail = useCaseDesk((state) => state.detail)
  const { isOpen, isPicking, draft, show, place } = useReporting()
  const { isOn, toggle } = useSound()
  const { page, show: showShift } = useShiftDesk()
  const toTakeOver = useToTakeOver()
  const cameAt = useCameAt()
  const hot = useHeatShown()
  const { shown: around, pointed } = useCameras()
  const cameras = useMemo(
    () => around.map(({ id, name, position }) => ({ id, name, at: position, isPointed: id === pointed })),
    [around, pointed],
  )
  const zoomed = useHeat((state) => state.zoomed)
  const calling = useCalling()
  const [isHelp, setHelp] = useState(false)
  useDeskKeys(useCallback(() => setHelp((is) => !is), []))

  const shown = useMemo(() => {
    // What waits above the list is on the map at once.
    const known = shownOnMap([...cases, ...waiting], inView, arrivals)
    // The open case is on the map also where nothing else holds it.
    return detail && !known.some(({ id }) => id === detail.id) ? [...known, detail] : known
  }, [cases, waiting, inView, arrivals, detail])
  return (
    <div className="workspace desk" data-left={panels.left} data-right={panels.right} data-testid="desk">
      <TopBar>
        <span className="bar-gap" />
      </TopBar>
      <div className="desk-bar">
        <KpiStrip />
        <div className="desk-tools">
          {isDesk(session) && (
            <Button tone="main" data-testid="take-report" onClick={() => show(true)}>
              <Icon name="plus" />
              {say(command.takeReport)}
            </Button>
          )}
          <Button
            aria-pressed={page !== null}
            title={toTakeOver > 0 ? say(shift.waits) : undefined}
            data-testid="show-shift"
            onClick={() => showShift(page ? null : toTakeOver > 0 ? 'handover' : 'brief')}
          >
            <Icon name="calendar" />
            {say(shift.shift)}
            {toTakeOver > 0 && <span className="badge number">{toTakeOver}</span>}
          </Button>
          <IconButton
            label={say(matter.open)}
            className="tip-left"
            data-testid="show-matters"
            onClick={() => showPage('matters')}
          >
            <Icon name="list" />
          </IconButton>
          <Button data-testid="show-wall" onClick={() => showWall(true)}>
            <Icon name="frame" />
            {say(command.wall)}
          </Button>
          <IconButton
            label={say(isOn ? command.soundOff : command.soundOn)}
            className="tip-left"
            pressed={isOn}
            data-testid="sound"
            onClick={toggle}
          >
            <Icon name={isOn ? 'sound' : 'silent'} />
          </IconButton>
          <IconButton
            label={say(command.shortcuts)}
            hint="?"
            className="tip-left"
            pressed={isHelp}
            onClick={() => setHelp(!isHelp)}
          >
            <Icon name="keys" />
          </IconButton>
        </div>
      </div>
      <aside className="left-panel" aria-label={say(screen.listPanel)}>
        {calling[0] && (
          <button
            type="button"
            className="sos-bar"
            data-testid="sos-bar"
            onClick={() => calling[0] && open(calling[0].id)}
          >
            <Icon name="alert" />
            <b>{say(command.sosWaits, { count: calling.length })}</b>
            <span>{say(command.lookAtSos)}</span>
          </button>
        )}
        <Queue />
      </aside>
      <DeskMap
        district={district}
        theme={theme}
        cases={shown}
        isPart={next !== null}
        now={now}
        cameAt={cameAt}
        selected={opened}
        shown={{ ...hot, point: isOpen ? draft.position : null, isPicking, cameras }}
        onPick={open}
        onView={(bounds, zoom) => {
          zoomed(zoom)
          void useInView.getState().look(bounds, zoom >= CASES_ZOOM)
        }}
        onPoint={(pointer) => {
          if (isPicking && pointer.kind === 'click') place([...pointer.at], pointer.grid)
        }}
      >
        <HeatPanel />
        <ShiftPage />
        {isPicking && <p className="map-hint">{say(command.picking)}</p>}
        <LightLegend settings={settings} isPart={next !== null} />
        {isHelp && <Shortcuts close={() => setHelp(false)} />}
        <Notices />
        <PanelHandles isMac={isMac} />
      </DeskMap>
      <aside className="right-panel" aria-label={say(screen.detailPanel)}>
        {isOpen ? <ReportForm /> : <CaseCard />}
      </aside>
    </div>
  )
}

/** The lights in words, and what every map must carry. */
const LightLegend = ({ settings, isPart }: { settings: Settings; isPart: boolean }) => {
  const say = useSay()
  return (
    <div className="legend">
      <p className="legend-scale" aria-label={say(command.lights)} role="img">
        {LIGHTS.map((light) => (
          <span key={light} className="legend-step">
            <LightMark light={light} />
            <span>{say(lightWords[light])}</span>
          </span>
        ))}
      </p>
      {isPart && <p>{say(command.binsNote)}</p>}
      <p className="legend-source">
        {settings.approvalNumber
          ? say(screen.approval, { number: settings.approvalNumber })
          : settings.demo && say(screen.demoData)}
      </p>
    </div>
  )
}
