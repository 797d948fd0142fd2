import type { FlowTold } from '#contract/exchange.ts'
import { useSay } from '../state/preferences.ts'
import { lengthWords } from '../words/caseWords.ts'
import { counted } from '../words/days.ts'
import { exchange } from '../words/exchange.ts'
import type { Words } from '../words/words.ts'

const COUNTS = ['handed', 'answered', 'closed', 'waiting', 'open'] as const
const TIMES = ['toAnswer', 'toClose'] as const

/** What went one way: how much, and how long it took; what is too little to be told says so. */
export const FlowFigures = ({ name, flow }: { name: Words; flow: FlowTold }) => {
  const say = useSay()
  const spoken = (ms: number | null) => {
    if (ms === null) return '—'
    const { words, fill } = lengthWords(ms)
    return say(words, fill)
  }
  return (
    <section className="flow" aria-label={say(name)} data-testid="flow">
      <h3>{say(name)}</h3>
      <dl>
        {COUNTS.map((count) => (
          <div key={count}>
            <dt>{say(exchange[count])}</dt>
            <dd className="number" title={flow[count] === null ? say(exchange.fewerTip) : undefined}>
              {flow[count] === null ? say(exchange.fewer) : counted(flow[count])}
            </dd>
          </div>
        ))}
        {TIMES.map((time) => {
          const spread = flow[time]
          return (
            <div key={time}>
              <dt>{say(exchange[time])}</dt>
              <dd className="flow-time">
                {spread && spread.count > 0
                  ? say(exchange.spread, { median: spoken(spread.medianMs), p90: spoken(spread.p90Ms) })
                  : '—'}
              </dd>
            </div>
          )
        })}
      </dl>
    </section>
  )
}
