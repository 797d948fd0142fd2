import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Page } from 'playwright-core'

const SHOTS = fileURLToPath(new URL('../../.screenshots/', import.meta.url))
mkdirSync(SHOTS, { recursive: true })

/** One person at the console: a browser of their own, with what went wrong in it. */
export interface Visitor {
  readonly page: Page
  readonly context: BrowserContext
  /** Errors of the page and of its console, and answers of 5xx. */
  readonly troubles: readonly string[]
}

export async function visitor(
  browser: Browser,
  url: string,
  { user, ...options }: { user?: string; viewport?: { width: number; height: number } } = {},
): Promise<Visitor> {
  const context = await browser.newContext({
    locale: 'zh-CN',
    viewport: { width: 1366, height: 768 },
    ...options,
  })
  const page = await context.newPage()
  const troubles: string[] = []
  page.on('pageerror', (error) => troubles.push(String(error)))
  page.on('console', (message) => {
    // The browser reports every answer of 4xx; those are asserted by name. WebGL in software is slow and says so.
    const expected = /GPU stall|Failed to load resource: the server responded with a status of 4/
    if (message.type() === 'error' && !expected.test(message.text())) troubles.push(message.text())
  })
  page.on('response', (response) => {
    if (response.status() >= 500) troubles.push(`${response.status()} ${response.url()}`)
  })
  await page.goto(url)
  await page.getByTestId('worklist-row').first().waitFor()
  if (user) await signIn(page, user)
  await settled(page)
  return { page, context, troubles }
}

async function signIn(page: Page, user: string): Promise<void> {
  await page.getByTestId('ask-sign-in').click()
  await page.fill('[name=user]', user)
  await page.fill('[name=password]', 'demo')
  await page.click('.sign-in-card button[type=submit]')
  await page.getByTestId('ask-sign-in').waitFor({ state: 'detached' })
}

/** Waits until the map has drawn what it has and stands still. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const map = window.gridloomMap
    return map?.loaded() && !map.isMoving()
  })
}

export async function screenshot(page: Page, name: string): Promise<void> {
  await settled(page)
  await page.screenshot({ path: `${SHOTS}${name}.png` })
}

/** Clicks the middle of a grid's label or of a building, as drawn in the plan. */
export async function clickOnMap(page: Page, kind: 'grid' | 'building', name: string): Promise<void> {
  const place = await placeOnMap(page, kind, name)
  await page.mouse.move(place.x, place.y, { steps: 4 })
  await page.mouse.click(place.x, place.y)
}

async function placeOnMap(
  page: Page,
  kind: 'grid' | 'building',
  name: string,
): Promise<{ x: number; y: number }> {
  await settled(page)
  return page.evaluate(
    ([source, wanted]) => {
      const map = window.gridloomMap
      const feature = map.querySourceFeatures(source).find(({ properties }) => properties.name === wanted)
      if (!feature) throw new Error(`${wanted} is not on the map`)
      const points = feature.geometry.coordinates.flat(4) as number[]
      const of = (axis: number) => points.filter((_, i) => i % 2 === axis)
      const middle = (values: number[]) => (Math.min(...values) + Math.max(...values)) / 2
      const { x, y } = map.project([middle(of(0)), middle(of(1))])
      const canvas = map.getCanvas().getBoundingClientRect()
      return { x: x + canvas.x, y: y + canvas.y }
    },
    [kind === 'grid' ? 'draft-labels' : 'draft-buildings', name] as const,
  )
}

/** Households by grid name, as the worklist shows them. */
export async function worklist(page: Page): Promise<Record<string, number>> {
  const rows = await page.$$eval('[data-testid=worklist-row]', (elements) =>
    elements.map(
      (element) => [element.textContent ?? '', (element as HTMLElement).dataset.households] as const,
    ),
  )
  return Object.fromEntries(
    rows.map(([text, households]) => [/第.+?网格/.exec(text)?.[0] ?? text, Number(households)]),
  )
}

/** The ledger's changed grids: `008 709 → 468`. */
export async function ledger(page: Page): Promise<string[]> {
  const rows = await page.$$eval('[data-testid=ledger-row]', (elements) =>
    elements.map((element) => {
      const { gridCode, before, households } = (element as HTMLElement).dataset
      return `${gridCode?.slice(-3)} ${before} → ${households}`
    }),
  )
  return rows.sort()
}

declare global {
  interface Window {
    axe: {
      run(
        options: unknown,
      ): Promise<{ violations: { id: string; impact?: string; nodes: { html: string }[] }[] }>
    }
    gridloomMap: {
      loaded(): boolean
      isMoving(): boolean
      on(event: 'render', heard: () => void): void
      project(at: [number, number]): { x: number; y: number }
      getCanvas(): HTMLCanvasElement
      queryRenderedFeatures(options: { layers: string[] }): { properties: { name?: string } }[]
      jumpTo(view: { center: [number, number]; zoom: number }): void
      /** Of a source of GeoJSON. */
      getSource(source: string): { getData(): Promise<{ features: unknown[] }> }
      querySourceFeatures(
        source: string,
        options?: { sourceLayer: string },
      ): { properties: { name?: string }; geometry: { coordinates: unknown[] } }[]
    }
  }
}
