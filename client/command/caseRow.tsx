import type { CaseSummary } from '#contract/incident.ts'
import { isCalling, lightOf } from '../state/lights.ts'
import { useSay } from '../state/preferences.ts'
import { lengthWords, unitWords } from '../words/caseWords.ts'
import { command } from '../words/command.ts'
import { caseStateWords, categoryWords, channelWords, lightWords } from '../words/incident.ts'
import type { Words } from '../words/words.ts'
import { LightMark } from './lightMark.tsx'
import { useGridName, useMoment } from './useNames.ts'

/** How much time a case has left, or is over it; how long it took is told by its course. */
export const useTimeLeft = (): ((one: CaseSummary, now: number) => string) => {
  const say = useSay()
  return (one, now) => {
    if (one.stoppedAt !== null) return say(caseStateWords[one.state])
    if (lightOf(one, now) === 'grey') return say(command.paused)
    const left = Date.parse(one.dueAt) - now
    const { words, fill } = lengthWords(Math.abs(left))
    return say(left < 0 ? command.over : command.left, { time: say(words, fill) })
  }
}

/** A case in the queue: its light, what and where, how long, how far, with whom. */
export const CaseRow = ({ one, now }: { one: CaseSummary; now: number }) => {
  const say = useSay()
  const timeLeft = useTimeLeft()
  const gridName = useGridName()
  const moment = useMoment()
  const light = lightOf(one, now)
  const what: Words = categoryWords[one.category]
  return (
    <>
      <LightMark light={light} label={say(lightWords[light])} />
      <span className="case-row-main">
        <b>
          {isCalling(one) && <mark className="case-sos">{say(command.sos)}</mark>}
          {one.excerpt || say(what)}
        </b>
        <small>
          {say(what)} · {gridName(one)}
          {one.flags.includes('time_in_future') && ` · ${say(command.wrongTime)}`}
        </small>
        <small>
          {say(channelWords[one.channel])}
          {one.holder && ` · ${say(unitWords(one.holder))}`}
        </small>
      </span>
      <span className="case-row-side">
        <b className={`number case-left light-ink-${light}`}>
          {one.stoppedAt ? moment(one.stoppedAt) : timeLeft(one, now)}
        </b>
        <small>{say(caseStateWords[one.state])}</small>
      </span>
    </>
  )
}
