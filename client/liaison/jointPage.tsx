import { useState } from 'react'
import type { AlignmentFigures, ChangedMismatch, JointReport } from '#contract/jointReport.ts'
import * as api from '../api/exchangeEndpoints.ts'
import { useAtlas } from '../state/atlas.ts'
import { useSay } from '../state/preferences.ts'
import { useSession } from '../state/session.ts'
import { useAnswer } from '../state/useAnswer.ts'
import { useWorkspace } from '../state/workspace.ts'
import { Failed } from '../ui/failed.tsx'
import { Icon } from '../ui/icons.tsx'
import { PaperMenu } from '../ui/paperMenu.tsx'
import { Empty, IconButton, Skeleton } from '../ui/parts.tsx'
import { crewFaultWords, postRoleWords } from '../words/crew.ts'
import { counted, dayIn, percent } from '../words/days.ts'
import { directionWords, exchange, joint } from '../words/exchange.ts'
import { liaison, mismatchWords, warningWords } from '../words/liaison.ts'
import { review } from '../words/review.ts'
import type { Words } from '../words/words.ts'
import { FlowFigures } from './flowFigures.tsx'

/** 警网联席月报: what both sides look at once a month, and hand out. */
export const JointPage = () => {
  const say = useSay()
  const within = useAtlas((state) => state.within)
  const showPage = useWorkspace((state) => state.showPage)
  const timeZone = useSession(({ settings }) => settings?.timeZone ?? 'Asia/Shanghai')
  const today = dayIn(new Date(), timeZone).slice(0, 7)
  const [month, setMonth] = useState(today)
  const answer = useAnswer(`${month} ${within}`, () => api.jointReport(month, within))
  return (
    <section className="liaison-page joint" aria-label={say(joint.title)} data-testid="joint">
      <header className="matrix-bar">
        <h2>{say(joint.title)}</h2>
        <input
          className="field"
          type="month"
          aria-label={say(joint.month)}
          max={today}
          value={month}
          data-testid="joint-month"
          onChange={({ target }) => target.value && setMonth(target.value)}
        />
        <PaperMenu
          label={say(review.papers)}
          papers={[
            { kind: 'page', words: joint.print, path: api.jointPaper('html', month, within) },
            { kind: 'file', words: joint.pdf, path: api.jointPaper('pdf', month, within) },
            { kind: 'file', words: joint.sheet, path: api.jointPaper('xlsx', month, within) },
          ]}
        />
        {answer.status === 'ready' && (
          <span className="panel-count" data-testid="joint-final" data-final={answer.value.final}>
            {say(answer.value.final ? joint.final : joint.running)}
          </span>
        )}
        <span className="bar-gap" />
        <IconButton label={say(liaison.backToMap)} className="tip-left" onClick={() => showPage(null)}>
          <Icon name="close" />
        </IconButton>
      </header>
      {answer.status === 'loading' && <Skeleton lines={14} label={say(joint.loading)} />}
      {answer.status === 'failed' && <Failed failure={answer.failure} onRetry={answer.retry} />}
      {answer.status === 'ready' && <Report report={answer.value} />}
    </section>
  )
}

const Report = ({ report }: { report: JointReport }) => {
  const say = useSay()
  const { alignment, changes, crews, toPolice, toGrids, stations } = report
  return (
    <div className="joint-body">
      <section>
        <h3>{say(joint.alignment)}</h3>
        <AlignmentTable after={alignment} before={changes?.before ?? null} />
      </section>
      {changes && (
        <div className="joint-pair">
          <Changes name={joint.opened} grids={changes.opened} of="after" />
          <Changes name={joint.closed} grids={changes.closed} of="before" />
        </div>
      )}
      <section>
        <h3>{say(joint.flows)}</h3>
        <FlowFigures name={directionWords.to_police} flow={toPolice} />
        <FlowFigures name={directionWords.to_grids} flow={toGrids} />
        <p className="card-note">{say(joint.flowsNote)}</p>
      </section>
      <section>
        <h3>{say(joint.crews)}</h3>
        <p>
          {say(joint.gridsWithGaps)} <b className="number">{counted(crews.gridsWithGaps)}</b> ·{' '}
          {say(joint.beatsWithoutOfficer)} <b className="number">{counted(crews.beatsWithoutOfficer)}</b>
        </p>
        <ul className="people-list joint-list">
          {crews.faults.map(({ place, areaName, name, role, fault, since }) => (
            <li key={`${place} ${role} ${fault}`}>
              <b>
                {areaName} {name}
              </b>
              <span>
                {say(postRoleWords[role])} {say(crewFaultWords[fault])} {since}
              </span>
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h3>{say(joint.stations)}</h3>
        <table className="share-table">
          <thead>
            <tr>
              <th scope="col">{say(liaison.beats)}</th>
              <th scope="col" className="number">
                {say(liaison.officersHead)}
              </th>
              <th scope="col" className="number">
                {say(liaison.gridsHead)}
              </th>
              <th scope="col" className="number">
                {say(joint.aligned)}
              </th>
              <th scope="col" className="number">
                {say(joint.gridsWithGaps)}
              </th>
              <th scope="col" className="number">
                {say(directionWords.to_police)}
              </th>
              <th scope="col" className="number">
                {say(directionWords.to_grids)}
              </th>
            </tr>
          </thead>
          <tbody>
            {stations.flatMap(({ station, beats, ...part }) => [
              <PartRow key={station} part={part} isStation />,
              ...beats.map(({ beat, ...one }) => <PartRow key={beat} part={one} />),
            ])}
          </tbody>
        </table>
      </section>
    </div>
  )
}

const ROWS: readonly (readonly [Words, (figures: AlignmentFigures) => string])[] = [
  [liaison.gridsHead, ({ grids }) => counted(grids)],
  [joint.aligned, ({ aligned }) => counted(aligned)],
  [joint.shareAligned, ({ shareAligned }) => (shareAligned === null ? '—' : percent(shareAligned))],
  [mismatchWords.two_beats, ({ mismatches }) => counted(mismatches.two_beats)],
  [mismatchWords.other_station, ({ mismatches }) => counted(mismatches.other_station)],
  [mismatchWords.no_beat, ({ mismatches }) => counted(mismatches.no_beat)],
]

const AlignmentTable = ({ after, before }: { after: AlignmentFigures; before: AlignmentFigures | null }) => {
  const say = useSay()
  return (
    <table className="share-table">
      <thead>
        <tr>
          <th scope="col" />
          {ROWS.map(([name]) => (
            <th key={name.en} scope="col" className="number">
              {say(name)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {[...(before ? [[joint.before, before] as const] : []), [joint.after, after] as const].map(
          ([name, figures]) => (
            <tr key={name.en}>
              <th scope="row">{say(name)}</th>
              {ROWS.map(([column, told]) => (
                <td key={column.en} className="number">
                  {told(figures)}
                </td>
              ))}
            </tr>
          ),
        )}
      </tbody>
    </table>
  )
}

interface ChangesProps {
  readonly name: Words
  readonly grids: readonly ChangedMismatch[]
  readonly of: 'before' | 'after'
}
const Changes = ({ name, grids, of }: ChangesProps) => {
  const say = useSay()
  return (
    <section>
      <h3>
        {say(name)} <span className="number">{counted(grids.length)}</span>
      </h3>
      {grids.length === 0 && <Empty>{say(joint.noChange)}</Empty>}
      <ul className="people-list joint-list">
        {grids.map((grid) => {
          const mismatch = grid[of]
          return (
            <li key={grid.grid}>
              <b>
                {grid.communityName} {grid.name}
              </b>
              <span>{mismatch && say(mismatchWords[mismatch])}</span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

type Part = Omit<JointReport['stations'][number], 'station' | 'beats'>

const PartRow = ({ part, isStation = false }: { part: Part; isStation?: boolean }) => {
  const say = useSay()
  const told = (count: number | null) => (count === null ? say(exchange.fewer) : counted(count))
  return (
    <tr className={isStation ? 'joint-station' : undefined}>
      <th scope="row">
        {isStation ? <b>{part.name}</b> : part.name}
        {part.warnings.length > 0 && (
          <small className="load-warning">
            ▲ {part.warnings.map((one) => say(warningWords[one])).join('；')}
          </small>
        )}
      </th>
      <td className="number">{counted(part.officers)}</td>
      <td className="number">{counted(part.grids)}</td>
      <td className="number">{counted(part.aligned)}</td>
      <td className="number">{counted(part.gridsWithGaps)}</td>
      <td className="number">{told(part.toPolice.handed)}</td>
      <td className="number">{told(part.toGrids.handed)}</td>
    </tr>
  )
}
