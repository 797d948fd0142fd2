import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { GridAlignment, Mends } from '../../server/contract/alignment.ts'
import { person } from '../support/product.ts'
import { screenshot, settled, type Visitor } from './console.ts'
import { gridloom } from './gridloom.ts'

const product = gridloom()
let liaison: Visitor
let planner: Visitor
/** Grids in two beats that can be mended from either side. */
let mendable: GridAlignment[]

beforeAll(async () => {
  liaison = await product.visitor({ user: 'liaison' })
  planner = await product.visitor({ user: 'planner' })
  const ask = person(product.url)
  await ask('POST', '/api/session', { user: 'liaison', password: 'demo' })
  const { body: grids } = await ask('GET', '/api/alignment')
  const parted = (grids as GridAlignment[]).filter(({ mismatch }) => mismatch === 'two_beats')
  const both = async ({ id }: GridAlignment) => {
    const { options } = (await ask('GET', `/api/alignment/mends?grid=${id}`)).body as Mends
    return options.every(({ possible }) => possible)
  }
  mendable = []
  for (const grid of parted) if (await both(grid)) mendable.push(grid)
  await liaison.page.getByTestId('workspace-liaison').click()
  await liaison.page.getByTestId('mismatch-row').first().waitFor()
})

const countOf = (page: Page, filter: string) =>
  page.getByTestId(`mismatch-${filter}`).getAttribute('data-count')
const opened = async (page: Page, grid: GridAlignment) => {
  await page.locator(`[data-testid=mismatch-row][data-grid-code="${grid.code}"]`).click()
  await page.locator(`[data-testid=grid-beats][data-grid-code="${grid.code}"]`).waitFor()
}
const signed = async ({ page }: Visitor) => {
  await page.getByTestId('sign').click()
  await page.getByTestId('sign-confirm').click()
}
const submitted = async ({ page }: Visitor) => {
  // Why it is made it says by itself.
  await page.getByTestId('submit').click()
  await page.getByTestId('sign').waitFor()
}
const published = async ({ page }: Visitor) => {
  await page.getByTestId('publish').click()
  await page.getByTestId('publish-confirm').click()
  await page.getByTestId('published').waitFor()
}
/** As on a grey print. */
const greyed = async (page: Page, name: string) => {
  await page.evaluate(() => document.documentElement.style.setProperty('filter', 'grayscale(1)'))
  await screenshot(page, `${name}-grey`)
  await page.evaluate(() => document.documentElement.style.removeProperty('filter'))
}

test('every planted mismatch is in the list and on the map, and no other', async () => {
  const { page } = liaison
  for (const [filter, count] of [
    ['wrong', '27'],
    ['two_beats', '15'],
    ['other_station', '6'],
    ['no_beat', '6'],
  ] as const)
    expect(await countOf(page, filter)).toBe(count)
  await settled(page)
  await expect
    .poll(() =>
      page.evaluate(async () => (await window.gridloomMap.getSource('pieces').getData()).features.length),
    )
    .toBe(27)
  await screenshot(page, 'mismatches')
  await greyed(page, 'mismatches')
})

test('a grid in two beats is mended from the side of the grids: both sign, it is published, and it is gone', async () => {
  const { page } = liaison
  const [grid] = mendable
  if (!grid) throw new Error('no mismatch can be mended from either side')
  await opened(page, grid)
  for (const side of ['grids', 'beats'] as const)
    await page.locator(`[data-testid=mend-${side}][data-possible=true]`).waitFor()
  await screenshot(page, 'mends')
  await greyed(page, 'mends')

  await page.getByTestId('mend-start-grids').click()
  await page.locator('[data-testid=plan-kind][data-kind=joint]').waitFor()
  await expect.poll(() => page.getByTestId('submit').isEnabled()).toBe(true)
  await page.getByTestId('swipe-toggle').click()
  await page.locator('.swipe-handle').focus()
  await page.keyboard.press('ArrowLeft')
  expect(await page.getByTestId('swipe').getAttribute('data-share')).toBe('0.45')
  await screenshot(page, 'before-and-after')
  await page.getByTestId('swipe-toggle').click()
  await submitted(liaison)
  await signed(liaison)
  // The police alone are not enough.
  await page.getByTestId('awaited').waitFor()
  expect(await page.getByTestId('publish').count()).toBe(0)

  await planner.page.goto(page.url())
  await planner.page.reload()
  await signed(planner)
  await screenshot(planner.page, 'both-signed')
  await published(planner)

  await page.getByTestId('workspace-liaison').click()
  await expect.poll(() => countOf(page, 'wrong')).toBe('26')
  await page.evaluate((id) => {
    location.hash = `#/liaison/grid/${id}`
  }, grid.id)
  await expect.poll(() => page.getByTestId('grid-beats').getAttribute('data-class')).toBe('full')
  await screenshot(page, 'mended')
})

test('the beats’ own edge is moved by the police alone; a planner can only look', async () => {
  const { page } = liaison
  const grid = mendable[1]
  if (!grid) throw new Error('expected two grids that can be mended from either side')
  await opened(page, grid)
  await page.getByTestId('mend-start-beats').click()
  await page.locator('[data-testid=plan-kind][data-kind=beats]').waitFor()
  await expect.poll(() => page.getByTestId('submit').isEnabled()).toBe(true)
  await screenshot(page, 'beat-plan')

  await planner.page.goto(page.url())
  await planner.page.reload()
  await planner.page.getByTestId('plan-bar').waitFor()
  expect(await planner.page.getByTestId('tool-select').count()).toBe(0)
  expect(await planner.page.getByTestId('submit').count()).toBe(0)

  await submitted(liaison)
  await signed(liaison)
  await published(liaison)
  await page.getByTestId('workspace-liaison').click()
  await expect.poll(() => countOf(page, 'wrong')).toBe('25')
})

test('the matrix leads to the map', async () => {
  const { page } = liaison
  await page.getByTestId('liaison-matrix').click()
  expect(await page.getByTestId('matrix-count').getAttribute('data-count')).toBe('25')
  await screenshot(page, 'matrix')
  await page.locator('.matrix').focus()
  await page.keyboard.press('ArrowDown')
  const code = await page.locator('.matrix-row[aria-selected=true]').getAttribute('data-grid-code')
  await page.keyboard.press('Enter')
  await page.locator(`[data-testid=grid-beats][data-grid-code="${code}"]`).waitFor()
  expect(await page.getByTestId('matrix-count').count()).toBe(0)
})

test('a planner fills an empty post; a liaison cannot', async () => {
  const { page } = planner
  await page.getByTestId('workspace-liaison').click()
  await page.getByTestId('liaison-crews').click()
  await page.locator('[data-testid=crews][data-status=ready]').waitFor()
  const empty = Number(await page.getByTestId('crew-role_empty').getAttribute('data-count'))
  await page.getByTestId('crew-role_empty').click()
  await page.locator('[data-testid=crew-row][data-faults*=role_empty]').first().click()
  await page.getByTestId('appoint-worker').click()
  await page.locator('[data-testid=appoint-form] [name=name]').fill('演示人员')
  await page.locator('[data-testid=appoint-form] [name=telephone]').fill('10000099999')
  await screenshot(page, 'appoint')
  await page.getByTestId('crew-confirm').click()
  await expect
    .poll(async () => Number(await page.getByTestId('crew-role_empty').getAttribute('data-count')))
    .toBe(empty - 1)

  await liaison.page.getByTestId('liaison-crews').click()
  await liaison.page.getByTestId('crew-all').click()
  await liaison.page.getByTestId('crew-row').first().click()
  await liaison.page.getByTestId('crew-card').waitFor()
  expect(await liaison.page.getByTestId('appoint-worker').count()).toBe(0)
})

test('a 110 matter comes back as a case, without what must stay with the police', async () => {
  const { page } = liaison
  await page.getByTestId('liaison-exchange').click()
  await page.getByTestId('return-open').click()
  await page.locator('[name=externalId]').fill('110-2026-1')
  await page.getByTestId('field-matter').selectOption({ index: 1 })
  await page.locator('[name=text]').fill('楼道堆物，嫌疑人已离开')
  await page.locator('[name=address]').fill('沙沟社区西坡5号楼')
  await page.getByTestId('return-send').click()
  await expect.poll(() => page.getByTestId('return-problem').textContent()).toContain('嫌疑人')
  await page.locator('[name=text]').fill('楼道堆物')
  await page.getByTestId('return-send').click()
  await page.getByTestId('return-form').waitFor({ state: 'detached' })
  await screenshot(page, 'exchange')

  await page.getByTestId('liaison-report').click()
  await page.getByTestId('joint-final').waitFor()
  await screenshot(page, 'joint-report')
  expect(liaison.troubles).toEqual([])
  expect(planner.troubles).toEqual([])
})
