import type { ShiftBrief } from '#contract/shift.ts'
import { useSay } from '../state/preferences.ts'
import { lengthWords } from '../words/caseWords.ts'
import { counted } from '../words/days.ts'
import { shift, timeWords } from '../words/shift.ts'

const ROWS = ['toAccept', 'toClose', 'toAnswer'] as const
const MINUTE_MS = 60_000

/** How long it took: the middle, and what nine in ten did not exceed. */
export const BriefTimes = ({ times }: { times: ShiftBrief['times'] }) => {
  const say = useSay()
  const length = (ms: number | null) => {
    if (ms === null) return '–'
    if (ms < 2 * MINUTE_MS) return say(shift.seconds, { n: Math.round(ms / 1000) })
    const { words, fill } = lengthWords(ms)
    return say(words, fill)
  }
  return (
    <section aria-label={say(shift.times)}>
      <h3>
        {say(shift.times)} <small>{say(shift.timesNote)}</small>
      </h3>
      <table className="brief-table" data-testid="brief-times">
        <thead>
          <tr>
            <td />
            <th scope="col">{say(shift.count)}</th>
            <th scope="col">{say(shift.median)}</th>
            <th scope="col">{say(shift.p90)}</th>
          </tr>
        </thead>
        <tbody>
          {ROWS.map((name) => (
            <tr key={name}>
              <th scope="row">{say(timeWords[name])}</th>
              <td className="number">{counted(times[name].count)}</td>
              <td className="number">{length(times[name].medianMs)}</td>
              <td className="number">{length(times[name].p90Ms)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
