import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { ledger, screenshot, type Visitor } from './console.ts'
import { gridloom, planBegun } from './gridloom.ts'

const product = gridloom()
let planner: Visitor
let page: Page
beforeAll(async () => {
  planner = await product.visitor({ user: 'planner' })
  page = planner.page
  await planBegun(page)
})

const moves = () => page.getByTestId('proposed-move')
const overload = async () => {
  const rows = await ledger(page)
  return Number(rows.find((row) => row.startsWith('008'))?.split(' → ')[1] ?? 709)
}

test('an overloaded community: the way that moves fewest is found, proved, and taken in part', async () => {
  await page.getByTestId('rebalance').click()
  await page.getByTestId('rebalance-panel').waitFor()
  await screenshot(page, 'rebalance-form')
  await page.getByTestId('rebalance-start').click()
  await expect.poll(() => page.getByTestId('rebalance-outcome').getAttribute('data-state')).toBe('done')
  await expect.poll(() => page.getByTestId('rebalance-proof').getAttribute('data-optimal')).toBe('true')
  expect(await page.getByTestId('rebalance-moved').textContent()).toContain('209 户')
  const count = await moves().count()
  expect(count).toBeGreaterThanOrEqual(3)
  // The ledger looks ahead to all of it.
  await expect
    .poll(() => page.locator('[data-testid=ledger-row][data-outlook]').count())
    .toBeGreaterThanOrEqual(2)
  await screenshot(page, 'rebalance-proposal')

  // All but the last.
  await moves().last().getByRole('checkbox').uncheck()
  await page.getByTestId('take-moves').click()
  await expect.poll(() => page.locator('[data-testid=proposed-move][data-taken]').count()).toBe(count - 1)
  const after = await overload()
  expect(after).toBeGreaterThan(500)
  await screenshot(page, 'rebalance-taken')
  await page.keyboard.press('Control+z')
  await expect.poll(overload).toBeGreaterThan(after)
  // The plan is no longer what the proposal was made for: another is made by itself.
  await page.getByTestId('rebalance-stale').waitFor()
  await page.getByTestId('rebalance-stale').waitFor({ state: 'detached' })
  await expect.poll(() => page.getByTestId('rebalance-outcome').getAttribute('data-state')).toBe('done')
  expect(await page.locator('[data-testid=proposed-move][data-taken]').count()).toBe(0)
  await page.getByTestId('take-moves').click()
  await expect.poll(overload).toBe(500)
  expect(planner.troubles).toEqual([])
})

test('only a grid and those beside it take part, where that is wished', async () => {
  await page.getByTestId('scope-around').check()
  const asked = page.waitForRequest(
    (request) => request.method() === 'POST' && request.url().endsWith('/rebalance'),
  )
  await page.getByTestId('rebalance-start').click()
  const { grids } = (await asked).postDataJSON()
  expect(grids.length).toBeGreaterThan(1)
  expect(grids.length).toBeLessThan(9)
  await expect.poll(() => page.getByTestId('rebalance-outcome').getAttribute('data-state')).toBe('done')
  await page.getByTestId('scope-all').check()
})

test('preferences stand side by side, and a whole community is brought into the band', async () => {
  await page.getByTestId('goal-band').check()
  await page.getByTestId('rebalance-start').click()
  await expect
    .poll(() => page.getByTestId('rebalance-outcome').getAttribute('data-state'), { timeout: 40_000 })
    .toBe('done')
  for (const preference of ['compact', 'aligned']) {
    await page.getByTestId(`prefer-${preference}`).check()
    await expect
      .poll(() => page.getByTestId('rebalance-outcome').getAttribute('data-state'), { timeout: 40_000 })
      .toBe('done')
  }
  await page.getByTestId('rebalance-beside').waitFor()
  await screenshot(page, 'rebalance-beside')
})

test('a grid more or less is offered with what it comes to', async () => {
  await page.getByTestId('rebalance-panel').getByText('更多要求').click()
  await page.getByTestId('allow-structure').check()
  await page.getByTestId('rebalance-high').fill('400')
  await page.getByTestId('prefer-fewest').check()
  await page.getByTestId('rebalance-start').click()
  await expect
    .poll(() => page.getByTestId('rebalance-outcome').getAttribute('data-state'), { timeout: 60_000 })
    .toBe('done')
  await screenshot(page, 'rebalance-alternatives')
  const grids = () => page.getByTestId('ledger-row').count()
  const before = await grids()
  await page.getByTestId('take-alternative').first().click()
  await expect.poll(grids).not.toBe(before)
  await expect.poll(() => page.getByTestId('saving').getAttribute('data-state')).toBe('saved')
  await screenshot(page, 'rebalance-alternative-taken')
})

test('what was taken is signed and published like every plan', async () => {
  await page.getByTestId('rebalance').click()
  await page.getByTestId('submit').click()
  await page.getByTestId('submit-confirm').click()
  await page.getByTestId('sign').click()
  await page.getByTestId('sign-confirm').click()
  await page.getByTestId('publish').click()
  await page.getByTestId('publish-confirm').click()
  await page.getByTestId('published').waitFor()
  await expect
    .poll(() => page.getByTestId('worklist-row').first().getAttribute('data-households'))
    .not.toBe('709')
  expect(planner.troubles).toEqual([])
})
