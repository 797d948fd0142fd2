import { world } from '../../data/generate.ts'
import { incidents as casesOf, writtenPeriod } from '../../data/incidents.ts'
import type { Settings } from '../../server/contract/settings.ts'
import { SYSTEM } from '../../server/db/database.ts'
import { openDatabase } from '../../server/db/open.ts'
import { loadDemo } from '../../server/usecases/loadDemo.ts'
import { databaseOn, privateServer } from '../support/postgisServer.ts'
import { type Answer, dataFolder, person, startedProduct } from '../support/product.ts'
import { TEMPLATE } from '../support/template.ts'
import { featuresIn, tilesOver } from '../support/tiles.ts'
import { atMost, type Bench, type BenchRow, quantile } from './row.ts'

/** The questions of the desk as the console asks them. */
const QUEUE = '/api/incidents?state=open&order=due&limit=200'
const DAY_MS = 86_400_000
const UNTIL = Date.parse('2026-11-01T00:00:00+08:00')
const heatOf = (days: number) =>
  `/api/incidents/heat?from=${new Date(UNTIL - days * DAY_MS).toISOString()}&to=${new Date(UNTIL).toISOString()}&z=13`
const REPEATED = 40
/** Up to this zoom a tile holds counts. */
const BINS_TO_ZOOM = 15
const BINS_PER_TILE = 64 * 64

/**
 * What the desk asks first after a start, and again, and what the map loads: of half a million cases in three years, and
 * of as many as an embedded database is ever meant to hold.
 */
export const incidents: Bench = async () => {
  const rows: BenchRow[] = []
  const folder = dataFolder()
  const server = await privateServer()
  try {
    const url = databaseOn(server.url, TEMPLATE)
    await filled({ url, dataDir: '' }, 500_000)
    const started = () => {
      server.restart()
      return startedProduct(folder.path, { DATABASE_URL: url })
    }
    rows.push(...(await asked('PostgreSQL, 500,000 cases', started)))
  } finally {
    server.stop()
  }
  try {
    await filled({ dataDir: folder.path }, 100_000)
    rows.push(...(await asked('embedded, 100,000 cases', () => startedProduct(folder.path))))
  } finally {
    folder.remove()
  }
  return rows
}

const made = () => world('yanliang', 1)

/** Loads the larger district with so many cases in three years. */
async function filled(where: Parameters<typeof openDatabase>[0], total: number): Promise<void> {
  const database = await openDatabase(where)
  await loadDemo(database, made, (district) =>
    casesOf(district, district.seed, { ...writtenPeriod(district), total }),
  )
  // Either does it by itself within ten minutes; the embedded one only outside of transactions.
  if (database.kind === 'postgres') await database.session((query) => query('vacuum (analyze) incidents'))
  else await database.transaction(SYSTEM, (tx) => tx.query('analyze'))
  await database.close()
}

/** Every first question goes to a product, and a database, that has just been started. */
async function asked(name: string, started: () => ReturnType<typeof startedProduct>): Promise<BenchRow[]> {
  const firstAnswer = async <T>(
    work: (url: string, read: (path: string) => Promise<Answer>) => Promise<T>,
  ) => {
    const product = await started()
    try {
      const ask = person(product.url)
      await ask('POST', '/api/session', { user: 'commander', password: 'demo' })
      return await work(product.url, async (path) => {
        const answer = await ask('GET', path)
        if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
        return answer
      })
    } finally {
      await product.stop()
    }
  }
  const heat = (days: number) =>
    firstAnswer(async (_, read) => {
      const { ms, body } = await read(heatOf(days))
      return { ms, kB: JSON.stringify(body).length / 1000 }
    })
  const [month, year, all] = [await heat(30), await heat(365), await heat(1100)]
  const queue = await firstAnswer(async (url, read) => {
    const first = await read(QUEUE)
    const times: number[] = []
    for (let n = 0; n < REPEATED; n++) times.push((await read(QUEUE)).ms)
    return { first: first.ms, times, tiles: await fullestTiles(url) }
  })
  const { points, features, kB } = queue.tiles
  return [
    atMost(`${name}: first heat after a start, 30 days`, month.ms, 1000, 'ms'),
    atMost(`${name}: the same, a year, which is the most that the screen asks`, year.ms, 1000, 'ms'),
    atMost(`${name}: the same, three years`, all.ms, 1000, 'ms'),
    atMost(`${name}: heat of three years, before compression`, all.kB, 300, 'kB'),
    atMost(`${name}: open cases with counts, first after a start`, queue.first, 200, 'ms'),
    atMost(`${name}: open cases with counts, 95th percentile`, quantile(queue.times, 0.95), 200, 'ms'),
    atMost(`${name}: single cases in tiles up to zoom ${BINS_TO_ZOOM}`, points, 0, 'cases'),
    atMost(`${name}: features of the fullest of those tiles`, features, BINS_PER_TILE, 'bins'),
    atMost(`${name}: bytes of the largest of them, before compression`, kB, 300, 'kB'),
  ]
}

/** Of all tiles of cases over the district, from the zoom that shows it whole to the last that counts. */
async function fullestTiles(url: string): Promise<{ points: number; features: number; kB: number }> {
  const { district } = (await (await fetch(`${url}/api/settings`)).json()) as Settings
  let [points, features, kB] = [0, 0, 0]
  for (let zoom = 10; zoom <= BINS_TO_ZOOM; zoom++)
    for (const { z, x, y } of tilesOver(zoom, district?.bbox ?? [])) {
      const answer = await fetch(`${url}/tiles/incidents/${z}/${x}/${y}.mvt`)
      const bytes = new Uint8Array(await answer.arrayBuffer())
      const all = [...featuresIn(bytes, 'incidents').values()]
      points += all.filter(({ properties }) => properties.count === undefined).length
      features = Math.max(features, all.length)
      kB = Math.max(kB, bytes.length / 1000)
    }
  return { points, features, kB }
}
