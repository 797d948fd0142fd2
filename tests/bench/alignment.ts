import { draftAlignment } from '#core/beat/draft.ts'
import { applyChange, beatsOf, buildingsByGrid, gridsOf } from '#core/plan/change.ts'
import { decide } from '#core/plan/decide.ts'
import type { Plan } from '#core/plan/plan.ts'
import { world } from '../../data/generate.ts'
import { incidents, writtenPeriod } from '../../data/incidents.ts'
import type { Scale } from '../../data/world.ts'
import { type Database, SYSTEM } from '../../server/db/database.ts'
import { openDatabase } from '../../server/db/open.ts'
import { addOverlaysOf } from '../../server/db/overlays.ts'
import { alignment } from '../../server/usecases/alignment.ts'
import { loadDemo } from '../../server/usecases/loadDemo.ts'
import { communityPlan } from '../support/community.ts'
import { patrolledAnyhow } from '../support/patrols.ts'
import { databaseOn, privateServer } from '../support/postgisServer.ts'
import { dataFolder } from '../support/product.ts'
import { TEMPLATE } from '../support/template.ts'
import { town } from '../support/town.ts'
import { atMost, type Bench, type BenchRow, median, quantile } from './row.ts'

const REPEATED = 10
/** As many grids as a plan of a street redraws. */
const REDRAWN = 20
const COLD_MS = 5000
const WARM_MS = 2000
const PUBLISHED_MS = 200
const DRAFT_MS = 200
const now = { timeZone: 'Asia/Shanghai' }

/** Grids in beats from a district that was just loaded, again, and what a publication adds. */
export const alignments: Bench = async () => {
  const rows: BenchRow[] = []
  const folder = dataFolder()
  try {
    rows.push(...(await asked('embedded', { dataDir: folder.path }, 'kuangqu')))
  } finally {
    folder.remove()
  }
  const demo = world('kuangqu', 1)
  rows.push(...drafts('a community', patrolledAnyhow(town(1, 12, 140), 1)))
  rows.push(...drafts('a street', { ...communityPlan(demo, '140303005'), kind: 'joint' }))
  const server = await privateServer()
  try {
    rows.push(
      ...(await asked('PostgreSQL', { url: databaseOn(server.url, TEMPLATE), dataDir: '' }, 'jincheng')),
    )
  } finally {
    server.stop()
  }
  return rows
}

async function asked(
  name: string,
  where: Parameters<typeof openDatabase>[0],
  scale: Scale,
): Promise<BenchRow[]> {
  const database = await openDatabase(where)
  try {
    const made = world(scale, 1)
    await loadDemo(
      database,
      () => made,
      // A year of cases of a city takes longer to make than everything that is measured here.
      (district) => (scale === 'kuangqu' ? incidents(district, district.seed, writtenPeriod(district)) : []),
    )
    // The server does so by itself.
    await database.transaction(SYSTEM, (tx) => tx.query('analyze'))
    const ask = () => timed(() => alignment(database, SYSTEM, undefined, now))
    const cold = await ask()
    const warm: number[] = []
    for (let n = 0; n < REPEATED; n++) warm.push(await ask())
    const size = `${made.grids.length} × ${made.beats.length}`
    return [
      atMost(`${name}: alignment of ${size}, nothing known before`, cold, COLD_MS, 'ms'),
      atMost(`${name}: the same again, median`, median(warm), WARM_MS, 'ms'),
      atMost(
        `${name}: what a publication of ${REDRAWN} grids adds`,
        await republished(database),
        PUBLISHED_MS,
        'ms',
      ),
    ]
  } finally {
    await database.close()
  }
}

/** New versions of some grids, and then what they share with the beats. */
async function republished(database: Database): Promise<number> {
  const number = await database.transaction(SYSTEM, async (tx) => {
    const [row] = await tx.query(
      `insert into publications (kind, published_by, effective_from, layers) values ('plan', 'bench', now(), '{}')
       returning number::int`,
    )
    await tx.query(
      `with ended as (
         update grid_versions set valid_to = now(), superseded_by = $1
          where grid in (select id from grids order by id limit $2) returning *)
       insert into grid_versions (grid, version, valid_from, publication, code, name, type, community, micro_grids,
              households, buildings, places, shape)
       select grid, version + 1, now(), $1, code, name, type, community, micro_grids, households, buildings, places,
              shape
         from ended`,
      [row?.number, REDRAWN],
    )
    return Number(row?.number)
  })
  return timed(() => database.transaction(SYSTEM, (tx) => addOverlaysOf(tx, number)))
}

/** What a planner and a liaison wait for after each command of a draft, besides the command itself. */
function drafts(name: string, started: Plan): BenchRow[] {
  const begun = performance.now()
  draftAlignment(started)
  const first = performance.now() - begun
  const grids = gridsOf(started)
  const residents = buildingsByGrid(started)
  const [moved, given]: [number[], number[]] = [[], []]
  for (let n = 0; moved.length < REPEATED || given.length < REPEATED; n++) {
    const [from, to] = [grids[n % grids.length], grids[(n * 7 + 1) % grids.length]]
    const building = residents.get(from?.id ?? '')?.[0]
    const beat = beatsOf(started)[n % started.base.beats.size]
    if (!from || !to || !building || !beat) continue
    for (const [times, command] of [
      [moved, { type: 'moveBuildings', buildings: [building.id], to: to.id }],
      [given, { layer: 'beats', type: 'assignGrids', grids: [from.id], to: beat.id }],
    ] as const) {
      const decision = decide(started, command)
      if (!decision.ok) continue
      const after = applyChange(started, decision.change)
      const asked = performance.now()
      draftAlignment(after)
      times.push(performance.now() - asked)
    }
  }
  const size = `${grids.length} grids, ${started.base.beats.size} beats`
  return [
    atMost(`draft of ${name} (${size}): alignment when it is opened`, first, DRAFT_MS * 5, 'ms'),
    atMost(`draft of ${name}: alignment after a building moved, median`, median(moved), DRAFT_MS, 'ms'),
    atMost(`draft of ${name}: alignment after a grid changed beat, median`, median(given), DRAFT_MS, 'ms'),
    atMost(`draft of ${name}: nine times of ten`, quantile([...moved, ...given], 0.9), DRAFT_MS, 'ms'),
  ]
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}
