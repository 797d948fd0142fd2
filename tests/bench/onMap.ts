import { setTimeout as after } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { launchedChromium } from '../browser/chromium.ts'
import { settled, visitor } from '../browser/console.ts'
import { databaseOn, privateServer } from '../support/postgisServer.ts'
import { dataFolder, person, startedProduct } from '../support/product.ts'
import { TEMPLATE } from '../support/template.ts'
import { atMost, type BenchRow, quantile } from './row.ts'

const OPEN_CASES = 500
const RATE_PER_SECOND = 5
const MEASURED_S = 40
/** For what is still on its way. */
const REST_MS = 3000
const LIMIT_MS = 2000
/** Where the map is looked at, near enough for every case to stand for itself, and how far about it cases come in. */
const MIDDLE: readonly [number, number] = [113.5162, 37.8815]
const ZOOM = 15
const ABOUT = 0.006

/** From before the commit of a report to the frame in which somebody else's map has drawn it, in a real browser. */
export async function onMap(): Promise<BenchRow[]> {
  const [folder, server] = [dataFolder(), await privateServer()]
  try {
    const url = databaseOn(server.url, TEMPLATE)
    return [
      ...(await drawn('PostgreSQL', folder.path, { DATABASE_URL: url })),
      ...(await drawn('embedded', folder.path, {})),
    ]
  } finally {
    server.stop()
    folder.remove()
  }
}

async function drawn(name: string, folder: string, environment: Record<string, string>): Promise<BenchRow[]> {
  const product = await startedProduct(folder, environment)
  const browser = await launchedChromium()
  try {
    const ask = person(product.url)
    await ask('POST', '/api/session', { user: 'duty2', password: 'demo' })
    const report = () => reported(ask)
    const { body } = await ask('GET', '/api/incidents?state=open&limit=1')
    const open = Object.values(body.counts as Record<string, number>).reduce((a, b) => a + b, 0)
    for (let n = open; n < OPEN_CASES; n++) await report()

    const { page } = await visitor(browser, product.url, { user: 'commander' })
    await page.getByTestId('workspace-command').click()
    await page.getByTestId('case-row').first().waitFor()
    // First it goes home by itself.
    await page.waitForFunction(() => window.gridloomMap.querySourceFeatures('cases').length > 0)
    await settled(page)
    await page.evaluate(([center, zoom]) => window.gridloomMap.jumpTo({ center, zoom }), [
      [...MIDDLE] as [number, number],
      ZOOM,
    ] as const)
    await settled(page)
    await watched(page)

    const underWay: ReturnType<typeof report>[] = []
    const start = performance.now()
    for (let n = 0; n < RATE_PER_SECOND * MEASURED_S; n++) {
      await after(Math.max(0, start + (1000 * n) / RATE_PER_SECOND - performance.now()))
      underWay.push(report())
    }
    const cases = await Promise.all(underWay)
    await after(REST_MS)
    const seenAt = await page.evaluate(() => window.seenAt)
    const latencies = cases.map(({ id, at }) => (seenAt[id] ?? Number.POSITIVE_INFINITY) - at)
    const measure = `${name}, ${OPEN_CASES} open cases, ${RATE_PER_SECOND} reports a second, commit → on another's map`
    return [
      atMost(`${measure}, median`, quantile(latencies, 0.5), LIMIT_MS, 'ms'),
      atMost(`${measure}, 95th percentile`, quantile(latencies, 0.95), LIMIT_MS, 'ms'),
      atMost(`${measure}, 99th percentile`, quantile(latencies, 0.99), LIMIT_MS, 'ms'),
      atMost(
        `${measure}, never seen`,
        latencies.filter((ms) => ms === Number.POSITIVE_INFINITY).length,
        0,
        'cases',
      ),
    ]
  } finally {
    await browser.close()
    await product.stop()
  }
}

/** A case somewhere on the map that is looked at, and when the database took it, just before its commit. */
async function reported(ask: ReturnType<typeof person>): Promise<{ id: string; at: number }> {
  const somewhere = (middle: number) => middle + ABOUT * (Math.random() - 0.5)
  const answer = await ask('POST', '/api/incidents', {
    ...{ channel: 'hotline_12345', text: '楼道里堆满了纸箱', matter: '0202' },
    position: [somewhere(MIDDLE[0]), somewhere(MIDDLE[1])],
  })
  if (answer.status !== 201) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`)
  return { id: answer.body.id, at: Date.parse(answer.body.reportedAt) }
}

/** Keeps in the page when each case was first drawn. */
const watched = (page: Page): Promise<void> =>
  page.evaluate(() => {
    window.seenAt = {}
    const map = window.gridloomMap
    map.on('render', () => {
      const now = Date.now()
      for (const { properties } of map.queryRenderedFeatures({ layers: ['cases'] }))
        window.seenAt[String((properties as { id?: unknown }).id)] ??= now
    })
  })

declare global {
  interface Window {
    /** By id, in milliseconds since 1970. */
    seenAt: Record<string, number>
  }
}
