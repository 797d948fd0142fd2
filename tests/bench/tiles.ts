import { readFileSync } from 'node:fs'
import { Agent, get } from 'node:http'
import { world } from '../../data/generate.ts'
import type { World } from '../../data/world.ts'
import type { Database, Transaction } from '../../server/db/database.ts'
import { openDatabase } from '../../server/db/open.ts'
import { type TileAddress, tileAddress } from '../../server/db/tiles/address.ts'
import { SOURCES } from '../../server/db/tiles/layers.ts'
import { tile } from '../../server/db/tiles/tile.ts'
import { loadDemo } from '../../server/usecases/loadDemo.ts'
import { databaseOn, privateServer } from '../support/postgisServer.ts'
import { startedProduct } from '../support/product.ts'
import { TEMPLATE } from '../support/template.ts'
import { atMost, type Bench, type BenchRow } from './row.ts'

const ZOOMS = [13, 14, 15, 16]
const TILES_PER_ZOOM = 40
const WARM_ROUNDS = 30
/** Kernel ticks in a millisecond's place: /proc counts CPU in hundredths of a second. */
const MS_PER_TICK = 10

/**
 * Building tiles of 60,721 buildings on PostGIS: CPU of server and database per tile, cold, beside the query that
 * common tile servers run (ST_AsMVTGeom over the tile's envelope, uncached), and CPU of the server per warm tile.
 */
export const tiles: Bench = async () => {
  const server = await privateServer()
  const url = databaseOn(server.url, TEMPLATE)
  try {
    const made = world('yanliang', 1)
    const database = await openDatabase({ url, dataDir: '' })
    await loadDemo(database, () => made)
    await vacuumed(database)
    const addresses = tilesWithBuildings(made)
    const scope = made.areas.find(({ level }) => level === 'district')?.code ?? ''
    const actor = { user: 'bench', role: 'viewer', scope } as const
    const cpuPerTile = async (work: (tx: Transaction, address: TileAddress) => Promise<unknown>) => {
      const run = async () => {
        for (const address of addresses) await database.transaction(actor, (tx) => work(tx, address))
      }
      await run()
      const before = await cpuMs(database)
      for (let round = 0; round < 3; round++) await run()
      return ((await cpuMs(database)) - before) / (3 * addresses.length)
    }
    const textbookMs = await cpuPerTile(textbook)
    const coldMs = await cpuPerTile((tx, address) => tile(tx, 'buildings', address, 'postgis'))
    await database.close()
    const warmMs = await warm(url, addresses)
    const rows: BenchRow[] = [
      {
        measure: `building tiles z13–16, cold, CPU of server and database (${addresses.length} tiles)`,
        value: coldMs,
        unit: 'ms',
        comparison: `textbook ${textbookMs.toPrecision(3)} ms; ${Math.round((100 * coldMs) / textbookMs)} % of it, wanted ≤ 60 %`,
        met: coldMs <= 0.6 * textbookMs,
      },
      {
        measure: 'building tiles z13–16, warm, CPU of the server per request',
        value: warmMs,
        unit: 'ms',
        comparison: `textbook ${textbookMs.toPrecision(3)} ms; ${Math.round(textbookMs / warmMs)} × its rate, wanted ≥ 50 ×`,
        met: textbookMs / warmMs >= 50,
      },
    ]
    return [...rows, atMost('warm tile', warmMs, 0.5, 'ms')]
  } finally {
    server.stop()
  }
}

async function vacuumed(database: Database): Promise<void> {
  await database.transaction({ user: 'bench', role: 'system', scope: '' }, (tx) => tx.query('analyze'))
}

/** What the common tile servers run, with the same columns, index and filter as ours. */
async function textbook(tx: Transaction, { z, x, y }: TileAddress): Promise<unknown> {
  const columns = Object.entries(SOURCES.buildings?.properties ?? {}).map(
    ([name, sql]) => `${sql} as ${name}`,
  )
  return tx.query(
    `select st_asmvt(t, 'buildings', 4096, 'geometry') as tile from (
       select ${columns}, st_asmvtgeom(v.mercator, st_tileenvelope($1, $2, $3), 4096, 64, true) as geometry
         from building_versions v
        where v.mercator && st_tileenvelope($1, $2, $3, margin => 64.0 / 4096)
          and starts_with(v.community, $4) and v.valid_from <= now() and (v.valid_to is null or v.valid_to > now())
     ) t where geometry is not null`,
    [z, x, y, tx.actor.scope],
  )
}

/** Tiles of each zoom that hold buildings, spread over the district. */
function tilesWithBuildings(made: World): TileAddress[] {
  return ZOOMS.flatMap((z) => {
    const names = new Set(
      made.buildings.map(({ position: [x, y] }) => {
        const latitude = (y / 1e7) * (Math.PI / 180)
        const size = 2 ** z
        const column = Math.floor(((x / 1e7 + 180) / 360) * size)
        const row = Math.floor(((1 - Math.asinh(Math.tan(latitude)) / Math.PI) / 2) * size)
        return `${column}/${row}`
      }),
    )
    const all = [...names].sort()
    const step = Math.max(1, Math.floor(all.length / TILES_PER_ZOOM))
    return all
      .filter((_, i) => i % step === 0)
      .flatMap((name) => tileAddress(String(z), ...(name.split('/') as [string, string])) ?? [])
  })
}

/** CPU of this process and of the database's processes for us, in ms. */
async function cpuMs(database: Database): Promise<number> {
  const pids = await database.transaction({ user: 'bench', role: 'system', scope: '' }, (tx) =>
    tx.query(`select pid from pg_stat_activity where datname = current_database()`),
  )
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000 + pids.reduce((sum, { pid }) => sum + processMs(Number(pid)), 0)
}

function processMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK
}

/** The product itself on this database, asked for tiles that it made before. */
async function warm(url: string, addresses: readonly TileAddress[]): Promise<number> {
  const product = await startedProduct('', { DATABASE_URL: url })
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const round = async () => {
    for (const { z, x, y } of addresses)
      await fetched(`${product.url}/tiles/buildings/${z}/${x}/${y}.mvt`, agent)
  }
  try {
    for (let n = 0; n < 3; n++) await round()
    const before = processMs(product.pid)
    for (let n = 0; n < WARM_ROUNDS; n++) await round()
    return (processMs(product.pid) - before) / (WARM_ROUNDS * addresses.length)
  } finally {
    agent.destroy()
    await product.stop()
  }
}

const fetched = (url: string, agent: Agent): Promise<void> =>
  new Promise((resolve, reject) => {
    get(url, { agent, headers: { 'accept-encoding': 'gzip' } }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${url}: ${response.statusCode}`))
      response.resume().once('end', () => resolve())
    }).once('error', reject)
  })
