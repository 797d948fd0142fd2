import { createServer } from 'vite'
import type { PlanDocument } from '#contract/plan.ts'
import { type Position, toDegrees } from '#core/geometry/lattice.ts'
import { gridsOf } from '#core/plan/change.ts'
import type { Command } from '#core/plan/commands.ts'
import type { Plan } from '#core/plan/plan.ts'
import type { workerDesk } from '../../client/editor/desk.ts'
import { launchedChromium } from '../browser/chromium.ts'
import { documentOf } from '../support/document.ts'
import { freePort } from '../support/freePort.ts'
import { town } from '../support/town.ts'
import { atMost, type Bench, type BenchRow, quantile } from './row.ts'

const LIMIT_MS = 50
const WARM_UP = 20
const KINDS = ['reshapeBoundary', 'splitGrid', 'carveExclusiveGrid', 'moveVertex'] as const
type Kind = (typeof KINDS)[number]

/** Previews of the boundary tools as the page asks for them: from a browser's main thread to its worker and back. */
export const preview: Bench = async () => {
  const plan = town(1, 12, 140)
  const port = await freePort()
  const server = await createServer({
    configFile: new URL('../../vite.config.ts', import.meta.url).pathname,
    server: { port, host: '127.0.0.1', hmr: false },
    logLevel: 'error',
  })
  await server.listen()
  const browser = await launchedChromium()
  try {
    const page = await browser.newPage()
    await page.route('**/blank', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }),
    )
    await page.goto(`http://127.0.0.1:${port}/blank`)
    const rows: BenchRow[] = []
    for (const kind of KINDS) {
      const { times, done } = await page.evaluate(timed, [documentOf(plan), strokes(plan, kind)] as const)
      const settled = times.slice(WARM_UP)
      rows.push(
        atMost(
          `preview of ${kind}, 95th percentile (12 grids, ${done} of ${times.length} accepted)`,
          quantile(settled, 0.95),
          LIMIT_MS,
          'ms',
        ),
      )
    }
    return rows
  } finally {
    await browser.close()
    await server.close()
  }
}

/** Runs in the page: opens the plan in the worker and asks one preview after the other. */
async function timed([document, commands]: readonly [PlanDocument, readonly Command[]]) {
  const path = '/editor/desk.ts'
  const module = (await import(path)) as { workerDesk: typeof workerDesk }
  const desk = module.workerDesk()
  await desk.open(document)
  const times: number[] = []
  let done = 0
  for (const command of commands) {
    const start = performance.now()
    const { ok } = await desk.outlook([command])
    times.push(performance.now() - start)
    if (ok) done++
  }
  desk.close()
  return { times, done }
}

/** A pointer that goes over every grid in turn, as one tool would ask about it. */
function strokes(plan: Plan, kind: Kind): Command[] {
  return gridsOf(plan).flatMap(({ id, shape }) => {
    const ring = (shape[0]?.[0] ?? []).map(toDegrees)
    const [west, east] = [Math.min(...ring.map(([x]) => x)), Math.max(...ring.map(([x]) => x))]
    const [south, north] = [Math.min(...ring.map(([, y]) => y)), Math.max(...ring.map(([, y]) => y))]
    const place: Place = (x, y) => [west + x * (east - west), south + y * (north - south)]
    return Array.from({ length: 15 }, (_, n) => commandOf(kind, id, place, ring[(n * 7) % ring.length]!, n))
  })
}

type Place = (x: number, y: number) => Position

function commandOf(kind: Kind, grid: string, place: Place, vertex: Position, n: number): Command {
  const along = 0.3 + n * 0.025
  const newGrid = { id: crypto.randomUUID() }
  const line = (...coordinates: Position[]) => ({ type: 'LineString', coordinates }) as const
  switch (kind) {
    case 'reshapeBoundary':
      return { type: kind, line: line(place(along, -0.1), place(along + 0.05, 0.5), place(along, 1.1)) }
    case 'splitGrid':
      return { type: kind, grid, newGrid, line: line(place(-0.1, along), place(1.1, along)) }
    case 'carveExclusiveGrid': {
      const corner = place(along, along)
      const ring = [corner, place(along + 0.2, along), place(along + 0.1, along + 0.2), corner]
      return { type: kind, newGrid, region: { type: 'Polygon', coordinates: [ring] } }
    }
    case 'moveVertex':
      return { type: kind, from: vertex, to: [vertex[0] + 2e-6 * n, vertex[1] + 1e-6] }
  }
}
