import { dataFolder, person, startedProduct } from '../support/product.ts'
import { atMost, type Bench, type BenchRow, median, quantile } from './row.ts'

const COMMUNITY = '140303005006'
const ROUNDS = 40

/** The embedded database: first start and restart, request to answer of commands, the district's worklist. */
export const api: Bench = async () => {
  const folder = dataFolder()
  const rows: BenchRow[] = []
  try {
    const first = performance.now()
    const fresh = await startedProduct(folder.path)
    rows.push(atMost('first start with the demo district', (performance.now() - first) / 1000, 30, 's'))
    await fresh.stop()
    const again = performance.now()
    const product = await startedProduct(folder.path)
    rows.push(atMost('restart', (performance.now() - again) / 1000, 10, 's'))
    try {
      rows.push(...(await commands(product.url)), ...(await worklist(product.url)))
    } finally {
      await product.stop()
    }
  } finally {
    folder.remove()
  }
  return rows
}

/** Moves one building to and fro between two grids of the judged case. */
async function commands(url: string): Promise<BenchRow[]> {
  const ask = person(url)
  await ask('POST', '/api/session', { user: 'planner', password: 'demo' })
  const { body: grids } = await ask('GET', `/api/grids?within=${COMMUNITY}`)
  const [eighth, sixth] = ['008', '006'].map((end) =>
    grids.find(({ code }: { code: string }) => code.endsWith(end)),
  )
  const { body: buildings } = await ask('GET', `/api/grids/${eighth.id}/buildings`)
  const fifth = buildings.find(({ name }: { name: string }) => name === '西坡5号楼')
  const { body: plan } = await ask('POST', '/api/plans', { name: 'bench', within: COMMUNITY })
  let { revision } = plan
  const times: number[] = []
  for (let n = 0; n < 2 * ROUNDS; n++) {
    const to = n % 2 === 0 ? sixth.id : eighth.id
    const command = { type: 'moveBuildings', buildings: [fifth.id], to }
    const answer = await ask('POST', `/api/plans/${plan.id}/commands`, {
      expectedRevision: revision,
      command,
    })
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
    revision = answer.body.revision
    times.push(answer.ms)
  }
  return [
    atMost('command, request → answer, median', median(times), 100, 'ms'),
    atMost('command, request → answer, 95th percentile', quantile(times, 0.95), 250, 'ms'),
  ]
}

async function worklist(url: string): Promise<BenchRow[]> {
  const ask = person(url)
  const times: number[] = []
  let size = 0
  for (let n = 0; n < ROUNDS; n++) {
    const answer = await ask('GET', '/api/grids')
    size = answer.body.length
    times.push(answer.ms)
  }
  return [
    atMost(`worklist of ${size} grids, first`, times[0] ?? Number.NaN, 300, 'ms'),
    atMost(`worklist of ${size} grids, median`, median(times), 300, 'ms'),
  ]
}
