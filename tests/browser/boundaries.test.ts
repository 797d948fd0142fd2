import type { Page } from 'playwright-core'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { ledger, screenshot, settled, type Visitor } from './console.ts'
import { gridloom, planBegun } from './gridloom.ts'
import { beyond, type Hand, handOn } from './hand.ts'

const product = gridloom()
let planner: Visitor
let page: Page
beforeAll(async () => {
  planner = await product.visitor({ user: 'planner' })
  page = planner.page
  await planBegun(page)
})
/** Every gesture is one step: one undo leaves the plan as it was. */
afterEach(async () => {
  await page.keyboard.press('Escape')
  if ((await ledger(page)).length > 0) await page.keyboard.press('Control+z')
  await expect.poll(() => ledger(page)).toEqual([])
  expect(planner.troubles).toEqual([])
})

/** Places in the box around the houses of 第八网格, whose names begin with 西坡. */
let inBox: Awaited<ReturnType<Hand['boxAround']>>
let hand: Hand
beforeAll(async () => {
  hand = handOn(page)
  inBox = await hand.boxAround('西坡')
  await hand.lookAt(inBox(0.5, 0.5), 16.6)
})

test('reshape follows a road: the pointer sticks to its centre line, and the map says what would change', async () => {
  // As far as it runs past the grid.
  const [[east], [, south]] = [inBox(1.1, 0), inBox(0, 1)]
  const lane = (await hand.road('柳沟二巷')).filter(([lng, lat]) => lng < east && lat > south)
  await page.keyboard.press('r')
  expect(await hand.hint()).toContain('逐点点击')
  const stops = [
    beyond(lane[1]!, lane[0]!),
    ...lane.filter((_, i) => i % 4 === 2),
    beyond(lane.at(-2)!, lane.at(-1)!),
  ]
  for (const stop of stops.slice(0, -1)) await hand.click(stop, 4)
  await hand.moveTo(stops[2]!, 4)
  await expect.poll(() => page.getByTestId('snap').textContent()).toContain('道路中线')
  await hand.moveTo(stops.at(-1)!)
  await expect.poll(hand.hint).toBe('第五 301 → 542 · 第八 709 → 468 · 3 栋换边')
  await screenshot(page, 'reshape-preview')
  await hand.click(stops.at(-1)!)
  await page.keyboard.press('Enter')
  await expect.poll(() => ledger(page)).toEqual(['005 301 → 542', '008 709 → 468'])
  await screenshot(page, 'reshape')

  await page.getByTestId('compare').click()
  await expect
    .poll(() => page.getByTestId('compared-moved').textContent(), { timeout: 10_000 })
    .toContain('2 个网格有改动，3 栋 241 户换网格')
  await screenshot(page, 'compare')
  await page.keyboard.press('Escape')
})

test('split: the grid of 709 becomes two of at least 300, the new one named while it is drawn', async () => {
  await page.keyboard.press('s')
  await hand.click(inBox(0.6, -0.05))
  await hand.moveTo(inBox(0.3, 1.1))
  await expect.poll(hand.hint).toContain('第十')
  expect(await page.getByTestId('new-name').getAttribute('placeholder')).toBe('第十网格')
  await screenshot(page, 'split-preview')
  await hand.click(inBox(0.3, 1.1))
  await page.getByTestId('new-name').fill('西坡网格')
  await page.getByTestId('make').click()
  await expect.poll(async () => (await ledger(page)).length).toBe(2)
  const after = (await ledger(page)).map((row) => Number(row.split(' → ')[1]))
  expect(after.reduce((sum, households) => sum + households)).toBe(709)
  expect(Math.min(...after)).toBeGreaterThanOrEqual(300)
  expect(await page.getByTestId('worklist-row').allTextContents()).toContainEqual(
    expect.stringContaining('西坡网格'),
  )
  await screenshot(page, 'split')
})

test('carve: a school drawn around becomes an exclusive grid, with the name that is offered', async () => {
  await page.keyboard.press('e')
  const yard = [inBox(0.31, 0.63), inBox(0.42, 0.7), inBox(0.4, 0.78), inBox(0.28, 0.72)]
  for (const corner of yard) await hand.click(corner)
  await hand.moveTo(yard[0]!)
  await expect.poll(hand.hint).toContain('专属一')
  await screenshot(page, 'carve-preview')
  await hand.click(yard[0]!)
  await page.getByTestId('make').click()
  await expect.poll(() => ledger(page)).toContainEqual(expect.stringMatching(/^801 0 → /))
  await screenshot(page, 'carve')
})

test('vertices: a drag and a nudge by keys are one step each', async () => {
  await page.getByTestId('worklist-row').first().click()
  await page.keyboard.press('n')
  await settled(page)
  await hand.lookAt(inBox(0, 0.35), 17.5)
  await page.keyboard.press('.')
  await expect.poll(hand.hint).toContain('方向键移动 1 米')
  await page.keyboard.press(']')
  await expect.poll(hand.hint).toContain('方向键移动 2 米')
  await screenshot(page, 'vertices')
  const vertices = await page.evaluate(() =>
    window.gridloomMap
      .querySourceFeatures('pen')
      .filter(({ properties }) => (properties as { kind?: string }).kind === 'vertex')
      .map(({ geometry }) => geometry.coordinates as unknown as [number, number]),
  )
  const [west] = vertices.sort(
    (a, b) =>
      Math.hypot(a[0] - inBox(0, 0.35)[0], a[1] - inBox(0, 0.35)[1]) -
      Math.hypot(b[0] - inBox(0, 0.35)[0], b[1] - inBox(0, 0.35)[1]),
  )
  await hand.moveTo(west!)
  await page.mouse.down()
  await hand.moveTo(west!, 25)
  await expect.poll(hand.hint).toContain('户数不变')
  await screenshot(page, 'vertex-drag')
  await page.mouse.up()
  await expect.poll(() => ledger(page)).toEqual(['007 211 → 211', '008 709 → 709'])
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Control+z')
  await expect.poll(() => ledger(page)).toEqual(['007 211 → 211', '008 709 → 709'])
  await page.keyboard.press('Control+z')
  await expect.poll(() => ledger(page)).toEqual([])
  await hand.lookAt(inBox(0.5, 0.5), 16.6)
})

test('straighten shows what a tolerance would do, and moves no building', async () => {
  await page.getByTestId('straighten').click()
  await page.getByTestId('tolerance').fill('10')
  await settled(page)
  await screenshot(page, 'straighten-preview')
  await page.getByTestId('straighten-apply').click()
  await expect.poll(async () => (await ledger(page)).length).toBeGreaterThan(1)
  for (const row of await ledger(page)) expect(row).toMatch(/ (\d+) → \1$/)
})

test('what cannot be done says what to do, stays in hand, and Esc lets go of it', async () => {
  await page.keyboard.press('r')
  for (const [east, south] of [
    [0.2, 0.3],
    [0.6, 0.5],
    [0.6, 0.3],
    [0.2, 0.5],
  ] as const)
    await hand.click(inBox(east, south))
  await expect.poll(hand.hint).toContain('自相交')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.getByTestId('notice').first().textContent()).toContain('自相交')
  expect(await hand.hint()).toContain('自相交')
  await page.keyboard.press('Backspace')
  await hand.moveTo(inBox(0.7, 0.4))
  await expect.poll(hand.hint).toContain('画回旧边界')
  await page.keyboard.press('Enter')
  await expect.poll(hand.hint).toContain('越过要改的边界')
  await screenshot(page, 'line-refused')
  await page.keyboard.press('Escape')
  await expect.poll(hand.hint).toContain('逐点点击')
  await page.keyboard.press('Escape')
  await expect.poll(() => page.getByTestId('tool-select').getAttribute('aria-pressed')).toBe('true')
})
