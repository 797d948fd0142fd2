import { setTimeout as after } from 'node:timers/promises'
import type { RebalanceJob } from '../../server/contract/rebalance.ts'
import { dataFolder, person, startedProduct } from '../support/product.ts'
import { atMost, type Bench, type BenchRow, median, quantile } from './row.ts'

const DISTRICT = '140303'
const POLLED_MS = 100
const REST_MS = 5000
const OUTSIDE = 1e-6

/** A rebalance of the whole demo district through the API, and what others notice of it meanwhile. */
export const rebalanceApi: Bench = async () => {
  const folder = dataFolder()
  const product = await startedProduct(folder.path)
  try {
    return [
      ...(await atRest(product.url)),
      ...(await district(product.url, 'overload')),
      ...(await district(product.url, 'band')),
      ...(await cancelling(product.url)),
    ]
  } finally {
    await product.stop()
    folder.remove()
  }
}

async function planner(url: string) {
  const ask = person(url)
  await ask('POST', '/api/session', { user: 'planner', password: 'demo' })
  const { body: plan } = await ask('POST', '/api/plans', { name: 'bench', within: DISTRICT })
  return { ask, plan: plan.id as string }
}

/** The list that is read meanwhile, with nothing else to do: what it is compared with, and warm from then on. */
async function atRest(url: string): Promise<BenchRow[]> {
  const lists = listing(url)
  await after(REST_MS)
  const times = await lists.stop()
  return [
    atMost(`at rest: list of grids, 99th percentile of ${times.length}`, quantile(times, 0.99), 200, 'ms'),
  ]
}

async function district(url: string, goal: RebalanceJob['goal']): Promise<BenchRow[]> {
  const { ask, plan } = await planner(url)
  const begun = performance.now()
  const started = await ask('POST', `/api/plans/${plan}/rebalance`, { goal, seconds: 0 })
  const lists = listing(url)
  /** When each community was first in its band, in s. */
  const insideAt = new Map<string, number>()
  let job: RebalanceJob
  do {
    await after(POLLED_MS)
    job = (await ask('GET', `/api/jobs/${started.body.id}`)).body
    for (const { community, proposal } of job.communities)
      if (proposal && proposal.outsideAfter < OUTSIDE && !insideAt.has(community))
        insideAt.set(community, (performance.now() - begun) / 1000)
  } while (job.state === 'running')
  const times = await lists.stop()
  const { total, elapsedSeconds } = job.progress
  const possible = job.communities.filter(({ proposal }) => (proposal?.leastOutside ?? 1) < OUTSIDE).length
  return [
    atMost(
      `${goal}: ${insideAt.size} of ${total} communities inside the band (${possible} by the bound), the last`,
      Math.max(...insideAt.values()),
      10,
      's',
    ),
    atMost(`${goal}: every search at its end`, elapsedSeconds, 60, 's'),
    atMost(`${goal}: list of grids meanwhile, median of ${times.length}`, median(times), 200, 'ms'),
    atMost(`${goal}: list of grids meanwhile, 99th percentile`, quantile(times, 0.99), 200, 'ms'),
  ]
}

/** Somebody else who reads the list of grids again and again. */
function listing(url: string) {
  const ask = person(url)
  const times: number[] = []
  let isOver = false
  const over = (async () => {
    while (!isOver) {
      times.push((await ask('GET', '/api/grids')).ms)
      await after(50)
    }
  })()
  return {
    async stop() {
      isOver = true
      await over
      return times
    },
  }
}

const CANCELLED = 10

/** Cancelling while the search or the solver is at work, from the request to the answer. */
async function cancelling(url: string): Promise<BenchRow[]> {
  const { ask, plan } = await planner(url)
  const times: number[] = []
  for (let n = 0; n < CANCELLED; n++) {
    const { body } = await ask('POST', `/api/plans/${plan}/rebalance`, { goal: 'band', seconds: 60 })
    await after(250 * (n + 1))
    times.push((await ask('DELETE', `/api/jobs/${body.id}`)).ms)
  }
  return [atMost(`cancelled, request → best so far, slowest of ${CANCELLED}`, Math.max(...times), 300, 'ms')]
}
