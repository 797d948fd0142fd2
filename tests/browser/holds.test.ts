import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { clickOnMap, ledger, screenshot, settled, type Visitor } from './console.ts'
import { gridloom, planBegun } from './gridloom.ts'

const product = gridloom()
let planner: Visitor
let page: Page
beforeAll(async () => {
  planner = await product.visitor({ user: 'planner' })
  page = planner.page
  await planBegun(page)
})

const notice = () => page.locator('.notice').last().textContent()
const row = (name: string) => page.locator(`[data-testid=building-row][data-building="${name}"]`)
const locks = () =>
  page.evaluate(async () => (await window.gridloomMap.getSource('locks').getData()).features.length)
const sendTo = (code: string) =>
  page.locator(`[data-testid=target-row][data-grid-code="140303005006${code}"]`).click()

test('a locked building stays, and the page says so before and after the click', async () => {
  await clickOnMap(page, 'building', '西坡5号楼')
  await page.getByTestId('lock-buildings').click()
  await expect.poll(() => row('西坡5号楼').textContent()).toContain('已锁定')
  await sendTo('006')
  await expect.poll(notice).toContain('已锁定在原网格')
  expect(await ledger(page)).toEqual([])
  await screenshot(page, 'locked-building')
  await page.getByTestId('lock-buildings').click()
  await sendTo('006')
  await expect.poll(() => ledger(page)).toEqual(['006 332 → 416', '008 709 → 625'])
  await page.keyboard.press('Control+z')
  await expect.poll(() => ledger(page)).toEqual([])
})

test('buildings that are kept together are picked and moved together', async () => {
  await page.keyboard.press('Escape')
  await row('西坡6号楼').getByRole('checkbox').check()
  await row('西坡7号楼').getByRole('checkbox').check()
  await page.getByTestId('glue').click()
  await expect.poll(() => row('西坡7号楼').textContent()).toContain('院1')
  await page.keyboard.press('Escape')
  await clickOnMap(page, 'building', '西坡7号楼')
  await expect.poll(() => page.locator('.targets h3').textContent()).toContain('157')
  await screenshot(page, 'compound')
  await sendTo('005')
  await expect.poll(() => ledger(page)).toEqual(['005 301 → 458', '008 709 → 552'])
  await page.keyboard.press('Control+z')
  await expect.poll(() => ledger(page)).toEqual([])
})

test('picked buildings become a grid of their own, by one click and with the next number', async () => {
  await page.keyboard.press('Escape')
  await row('西坡6号楼').getByRole('checkbox').check()
  await row('西坡7号楼').getByRole('checkbox').check()
  await screenshot(page, 'split-off-grid')
  await page.getByTestId('split-off-grid').click()
  await expect.poll(() => ledger(page)).toEqual(['008 709 → 552', '010 0 → 157'])
  await page.keyboard.press('Control+z')
  await expect.poll(() => ledger(page)).toEqual([])
})

test('a locked stretch of boundary stays where it is', async () => {
  await page.keyboard.press('Escape')
  await page.keyboard.press('k')
  await page.keyboard.press('.')
  await settled(page)
  await screenshot(page, 'pin-stretch')
  // All of the eighth grid's boundary, stretch by stretch, until nothing is left to lock.
  const steps = 12
  for (let i = 0; i < steps; i++) {
    await page.keyboard.press('.')
    const hint = await page.getByTestId('tool-hint').textContent()
    if (!hint?.includes('点击锁定')) continue
    const before = await locks()
    await page.keyboard.press('Enter')
    // Until it is drawn the page still offers the same stretch.
    await expect.poll(locks).toBe(before + 1)
  }
  await settled(page)
  await screenshot(page, 'locked-boundary')
  expect(await page.locator('.notice').filter({ hasText: '无需改动' }).count()).toBe(0)
  await page.keyboard.press('v')
  await clickOnMap(page, 'building', '西坡7号楼')
  await sendTo('005')
  await expect.poll(notice).toContain('已锁定的边界')
  expect(await ledger(page)).toEqual([])
  expect(planner.troubles).toEqual([])
})

test('what is held is still held when the page comes back', async () => {
  await page.reload()
  await page.getByTestId('plan-bar').waitFor()
  await expect.poll(() => row('西坡7号楼').textContent()).toContain('院1')
  await settled(page)
  await screenshot(page, 'held-again')
  await expect
    .poll(() => page.evaluate(() => window.gridloomMap.querySourceFeatures('locks').length), {
      timeout: 10_000,
    })
    .toBeGreaterThan(0)
})
