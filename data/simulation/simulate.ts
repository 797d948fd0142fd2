import { CaseSummary } from '../../server/contract/incident.ts'
import { random } from '../random.ts'
import { Account } from './account.ts'
import { atHour, dateIn } from './arrivals.ts'
import { type Crew, worked } from './crew.ts'
import type { Order } from './order.ts'
import { plan } from './plan.ts'
import { readTown } from './readTown.ts'
import { Tally } from './tally.ts'
import { Tasks } from './tasks.ts'
import { Turns } from './turns.ts'

const SENDERS = 16
const ACTING_AT_ONCE = 8
const TOLD_EVERY_MS = 1000
const SEEDS = 1_000_000
/** What is later than this was held up: the plan goes on from there, and makes up for nothing. */
const LATE_MS = 1000

export interface Playing {
  /** Stops it; what is under way is answered first. */
  readonly signal: AbortSignal
  say(line: string): void
  /** How much faster than it is time goes by: for reports, and for those who act. */
  readonly pace?: number
}

/**
 * Plays the demo's day on a server, over its public API: reports come in and crews bring them to their end, until it
 * is stopped or the time is over. Answers with why it did not: nobody can sign in, or the data is not a demo's.
 * @throws where the server does not show the district.
 */
export async function simulate(order: Order, { signal, say, pace = 1 }: Playing): Promise<string | null> {
  const tasks = new Tasks(signal)
  const tally = new Tally()
  const line = { to: order.to, tally, signal: tasks.stopped }
  const desks = order.users.map((user) => new Account(line, user, order.password))
  let complaint: string | null = null
  const play = async () => {
    complaint =
      (await complaintAbout(desks, order)) ?? (await begun(order, desks, { tasks, tally, say, pace }))
  }
  const telling = setInterval(() => say(tally.line()), TOLD_EVERY_MS)
  try {
    tasks.begin(play())
    await tasks.ended()
  } finally {
    clearInterval(telling)
  }
  if (complaint === null) for (const text of tally.summary()) say(text)
  return complaint
}

async function complaintAbout(
  desks: readonly Account[],
  { to, users, isSure }: Order,
): Promise<string | null> {
  for (const [n, desk] of desks.entries()) {
    const answer = await desk.signIn()
    if (!answer.ok) return `${users[n]} cannot sign in at ${to.origin}: ${answer.code}`
    if (!answer.value.demo && !isSure)
      return `${to.origin} is not in demo mode: what is reported there stays for good; --yes plays nevertheless`
  }
  return null
}

interface Stage extends Required<Pick<Playing, 'say' | 'pace'>> {
  readonly tasks: Tasks
  readonly tally: Tally
}

/** Begins what is played, once the district has been read; answers with why it does not. */
async function begun(
  order: Order,
  desks: readonly Account[],
  { tasks, tally, say, pace }: Stage,
): Promise<string | null> {
  const [reporter] = desks as [Account]
  const { perSecond } = order
  const now = Date.now()
  const seed = order.seed ?? now % SEEDS
  const town = await readTown(reporter, random(seed, 'town'))
  if (town.houses.length === 0)
    return `${order.to.origin} has no building yet in which something could happen`
  const clock = order.hour === null ? now : atHour(order.hour, now, town.timeZone)
  const run = `sim-${seed}-${now.toString(36)}`
  const { hour } = dateIn(town.timeZone)(clock)
  say(
    `${town.houses.length} buildings; from ${hour}:00 in ${town.timeZone}; seed ${seed}, external ids ${run}-…`,
  )

  const crew: Crew = {
    ...{ desks, tally, source: random(seed, 'crew'), turns: new Turns(ACTING_AT_ONCE, tasks.stopped) },
    rest: (ms) => tasks.rest(ms / pace),
  }
  const arrivals = plan(town, { seed, run, perSecond, clock }, order.burst)
  let start = performance.now()
  /** Takes one report after the other, waits until it is due, and sends it. */
  const send = async () => {
    for (const { afterMs, report, matter } of arrivals) {
      const after = afterMs / pace
      await tasks.rest(Math.max(0, start + after - performance.now()))
      start = Math.max(start, performance.now() - after - LATE_MS)
      const answer = await reporter.ask(CaseSummary, '/api/incidents', { json: report })
      if (answer.ok) {
        tally.reported(answer.status === 201)
        tasks.begin(worked(answer.value.id, matter, crew))
      } else tally.refused(answer.code)
    }
  }
  for (let n = 0; n < SENDERS; n++) tasks.begin(send())
  if (order.forSeconds !== null) tasks.stopAfter(order.forSeconds * 1000)
  return null
}
