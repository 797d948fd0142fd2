import { useState } from 'react'
import type { CaseDetail } from '#contract/incident.ts'
import type { CaseState } from '#core/incident/case.ts'
import * as api from '../api/incidentEndpoints.ts'
import { useCaseDesk } from '../state/caseDesk.ts'
import { useCases } from '../state/cases.ts'
import { isCalling, lightOf } from '../state/lights.ts'
import { notify } from '../state/notices.ts'
import { useSay } from '../state/preferences.ts'
import { useSession } from '../state/session.ts'
import { isDesk, useWorkspace } from '../state/workspace.ts'
import { Failed } from '../ui/failed.tsx'
import { Button, Empty, Skeleton } from '../ui/parts.tsx'
import { caseProblem, lengthWords, unitWords } from '../words/caseWords.ts'
import { command } from '../words/command.ts'
import {
  caseStateWords,
  categoryWords,
  channelWords,
  levelWords,
  lightWords,
  reportFlagWords,
  requestWords,
  supervisionWords,
  urgencyWords,
} from '../words/incident.ts'
import { CaseActions } from './caseActions.tsx'
import { useTimeLeft } from './caseRow.tsx'
import { LightMark } from './lightMark.tsx'
import { NearCameras } from './nearCameras.tsx'
import { PhotoStrip } from './photoStrip.tsx'
import { PhotoViewer } from './photoViewer.tsx'
import { Timeline } from './timeline.tsx'
import { useGridName, useMatterName, useMoment } from './useNames.ts'

const MINUTE_MS = 60_000
const STEPS = [
  command.step1,
  command.step2,
  command.step3,
  command.step4,
  command.step5,
  command.step6,
] as const
/** How many of the six steps a case has come to. */
const STEPS_DONE: Readonly<Record<CaseState, number>> = {
  reported: 1,
  filed: 2,
  assigned: 3,
  handling: 4,
  suspended: 4,
  feedback: 5,
  closed: 6,
  rejected: 1,
  merged: 1,
  void: 1,
}

/** Everything about one case, and what can be done about it now. */
export const CaseCard = () => {
  const say = useSay()
  const { status, detail, failure, reload } = useCaseDesk()
  if (status === 'closed')
    return (
      <section className="card" aria-label={say(command.command)}>
        <Empty>{say(command.pickCase)}</Empty>
      </section>
    )
  if (status === 'loading') return <Skeleton lines={14} label={say(command.loadingCases)} />
  if (status === 'failed' && failure) return <Failed failure={failure} onRetry={reload} />
  return detail && <Card one={detail} />
}

const Card = ({ one }: { one: CaseDetail }) => {
  const say = useSay()
  const now = useCases((state) => state.now)
  const gridName = useGridName()
  const matterName = useMatterName()
  const moment = useMoment()
  const timeLeft = useTimeLeft()
  const light = lightOf(one, now)
  const [photo, showPhoto] = useState<string | null>(null)
  const [report] = one.timeline
  const length = (minutes: number) => {
    const { words, fill } = lengthWords(minutes * MINUTE_MS)
    return say(words, fill)
  }
  return (
    <section
      className="card case-card"
      aria-label={say(command.caseNumber, { number: one.number })}
      data-testid="case-card"
      data-number={one.number}
      data-state={one.state}
      data-version={one.version}
    >
      <header className="card-head">
        <p className="card-place">
          {say(categoryWords[one.category])} · {say(channelWords[one.channel])} · {moment(one.reportedAt)}
        </p>
        <h2>
          <LightMark light={light} label={say(lightWords[light])} />
          {say(command.caseNumber, { number: one.number })}
          <span className="case-tags">
            {one.sos && <mark className={isCalling(one) ? 'case-sos' : 'case-tag'}>{say(command.sos)}</mark>}
            {one.urgency !== 'routine' && <mark className="case-tag">{say(urgencyWords[one.urgency])}</mark>}
            {one.supervision && <mark className="case-tag">{say(supervisionWords[one.supervision])}</mark>}
          </span>
        </h2>
        <p className="case-due">
          <b className={`light-ink-${light}`} data-testid="case-light" data-light={light}>
            {say(lightWords[light])} · {timeLeft(one, now)}
          </b>
          <span>
            {one.stoppedAt
              ? say(command.ended, { time: moment(one.stoppedAt) })
              : say(command.due, { time: moment(one.dueAt) })}
          </span>
          <small>
            {say(command.used, { used: length(one.usedMinutes), limit: length(one.limitMinutes) })}
          </small>
        </p>
      </header>
      <Steps state={one.state} />
      {one.pending && (
        <p className="case-pending">
          <b>{say(requestWords[one.pending.kind])}</b> {one.pending.reason}
          {one.pending.until && ` · ${say(command.untilDay, { time: moment(one.pending.until) })}`}
        </p>
      )}
      <CaseActions one={one} />
      <section className="card-part case-told">
        <h3>{say(command.told)}</h3>
        <p className="case-text">{one.text || say(command.nothingTold)}</p>
        {report?.attachments && (
          <PhotoStrip incident={one.id} attachments={report.attachments} onOpen={showPhoto} />
        )}
        {one.flags.length > 0 && (
          <p className="case-flags">{one.flags.map((flag) => say(reportFlagWords[flag])).join(' · ')}</p>
        )}
        <dl className="case-facts">
          <dt>{say(command.matter)}</dt>
          <dd>{one.matter ? matterName(one.matter) : say(reportFlagWords.unclassified)}</dd>
          <dt>{say(command.level)}</dt>
          <dd>{say(levelWords[one.level])}</dd>
          <dt>{say(command.holder)}</dt>
          <dd data-testid="case-holder">
            {one.holder ? say(unitWords(one.holder)) : say(command.noHolder)}
            {one.called.map(
              ({ id, name }) => ` + ${say(unitWords({ kind: 'department', name: name || id }))}`,
            )}
          </dd>
          <dt>{say(command.place)}</dt>
          <dd>
            {gridName(one)}
            {one.address && <small>{one.address}</small>}
          </dd>
          <dt>{say(command.beat)}</dt>
          <dd>{one.snapshot.beat?.name ?? say(command.noBeat)}</dd>
          {one.reporter && <Reporter one={one} />}
        </dl>
      </section>
      <section className="card-part">
        <h3>{say(command.crew)}</h3>
        {one.crew.length > 0 ? (
          <ul className="case-crew">
            {one.crew.map(({ person, name, role }) => (
              <li key={`${person} ${role}`}>
                <span className="case-crew-role">{say(command[role])}</span>
                <b>{name}</b>
              </li>
            ))}
          </ul>
        ) : (
          <Empty>{say(command.noCrew)}</Empty>
        )}
      </section>
      <Nearby one={one} />
      <NearCameras one={one} />
      <section className="card-part">
        <h3>{say(command.timeline)}</h3>
        <Timeline one={one} onPhoto={showPhoto} />
      </section>
      {photo && <PhotoViewer one={one} shown={photo} show={showPhoto} />}
    </section>
  )
}

const Steps = ({ state }: { state: CaseState }) => {
  const say = useSay()
  const done = STEPS_DONE[state]
  return (
    <ol className="case-steps" aria-label={say(command.steps)}>
      {STEPS.map((words, i) => (
        <li
          key={words.en}
          data-done={i < done || undefined}
          aria-current={i === done - 1 ? 'step' : undefined}
        >
          {say(words)}
        </li>
      ))}
      {['suspended', 'rejected', 'merged', 'void'].includes(state) && (
        <li className="case-aside">{say(caseStateWords[state])}</li>
      )}
    </ol>
  )
}

/** Masked until somebody who may asks for it, which is recorded. */
const Reporter = ({ one }: { one: CaseDetail }) => {
  const say = useSay()
  const mayAsk = useSession(({ session }) => isDesk(session))
  const [shown, setShown] = useState<{ of: string; name: string; phone: string } | null>(null)
  const { name, phone } = shown?.of === one.id ? shown : (one.reporter ?? { name: '', phone: '' })
  const show = async () => {
    const answer = await api.reporterOf(one.id)
    if (answer.ok) return setShown({ of: one.id, ...answer.value })
    const { words, fill } = caseProblem(answer.failure.code)
    notify('bad', words, fill)
  }
  return (
    <>
      <dt>{say(command.reporter)}</dt>
      <dd data-testid="case-reporter">
        {name} <span className="number">{phone}</span>
        {mayAsk && shown?.of !== one.id && (
          <Button tone="quiet" className="case-look" title={say(command.showReporterTip)} onClick={show}>
            {say(command.showReporter)}
          </Button>
        )}
      </dd>
    </>
  )
}

/** What may be the same case, and what else happens around. */
const Nearby = ({ one }: { one: CaseDetail }) => {
  const say = useSay()
  const open = useWorkspace((state) => state.open)
  const alike = new Set(one.duplicates.map(({ id }) => id))
  const others = one.neighbours.filter(({ id }) => !alike.has(id))
  const row = (
    near: Pick<CaseDetail['neighbours'][number], 'id' | 'number' | 'state' | 'excerpt' | 'distanceM'>,
  ) => (
    <li key={near.id}>
      <button type="button" className="case-near" onClick={() => open(near.id)}>
        <span>
          <b>{near.excerpt || near.number}</b>
          <small>
            {near.number} · {say(caseStateWords[near.state])}
          </small>
        </span>
        <span className="number">{say(command.apart, { metres: Math.round(near.distanceM) })}</span>
      </button>
    </li>
  )
  return (
    <>
      {one.duplicates.length > 0 && (
        <section className="card-part" data-testid="case-duplicates">
          <h3>{say(command.duplicates)}</h3>
          <ul>{one.duplicates.map(row)}</ul>
        </section>
      )}
      {others.length > 0 && (
        <section className="card-part">
          <h3>{say(command.neighbours)}</h3>
          <ul>{others.map(row)}</ul>
        </section>
      )}
    </>
  )
}
