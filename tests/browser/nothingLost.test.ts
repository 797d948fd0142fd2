import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { ledger, screenshot } from './console.ts'
import { gridloom } from './gridloom.ts'

const product = gridloom()

/** A plan that somebody just began, at the grid of 709. */
async function begun(user: string) {
  const planner = await product.visitor({ user })
  await planner.page.getByTestId('worklist-row').first().click()
  await planner.page.getByTestId('start-plan').click()
  await planner.page.getByTestId('plan-bar').waitFor()
  return planner
}
/** Sends the first building of the list to the first grid that is offered. */
async function moveOne(page: Page): Promise<string[]> {
  const before = await ledger(page)
  await page.getByTestId('building-row').first().locator('input').click()
  await page.getByTestId('target-row').first().click()
  await expect.poll(() => ledger(page)).not.toEqual(before)
  return ledger(page)
}
const saving = (page: Page) => page.getByTestId('saving').getAttribute('data-state')
const isSaved = (page: Page) => expect.poll(() => saving(page), { timeout: 30_000 }).toBe('saved')

test('two on one plan: what one does is on the other’s screen, both ways', async () => {
  const first = await begun('planner')
  const second = await product.visitor({ user: 'shagou' })
  await second.page.goto(first.page.url())
  await second.page.getByTestId('plan-bar').waitFor()

  const one = await moveOne(first.page)
  await expect.poll(() => ledger(second.page)).toEqual(one)
  expect(await second.page.getByTestId('notice').allTextContents()).toEqual(['另一处刚刚修改了方案。'])
  await screenshot(second.page, 'together')

  await second.page.getByTestId('worklist-row').first().click()
  const two = await moveOne(second.page)
  await expect.poll(() => ledger(first.page)).toEqual(two)
  expect([...first.troubles, ...second.troubles]).toEqual([])
  await first.context.close()
  await second.context.close()
})

test('a lost network: what is done goes on, and is saved when the network is back', async () => {
  const { page, context } = await begun('planner')
  await context.setOffline(true)
  const one = await moveOne(page)
  await page.getByTestId('worklist-row').first().click()
  const both = await moveOne(page)
  expect(await saving(page)).not.toBe('saved')
  await screenshot(page, 'offline')
  await context.setOffline(false)
  await isSaved(page)
  await page.reload()
  await page.getByTestId('plan-bar').waitFor()
  await expect.poll(() => ledger(page)).toEqual(both)

  // An undo of what the page has not done itself is counted until it can be sent, and seen.
  await context.setOffline(true)
  await page.getByTestId('undo').click()
  await expect.poll(() => page.getByTestId('saving').textContent()).toContain('1 步撤销待发送')
  await context.setOffline(false)
  await isSaved(page)
  await expect.poll(() => ledger(page)).toEqual(one)
  await context.close()
})

test('a tab closed before its change was sent: whoever opens the plan in that browser again has it', async () => {
  const { page, context } = await begun('planner')
  await context.setOffline(true)
  const changed = await moveOne(page)
  const plan = page.url()
  await page.close()
  await context.setOffline(false)

  const again = await context.newPage()
  await again.goto(plan)
  await again.getByTestId('plan-bar').waitFor()
  await expect.poll(() => ledger(again)).toEqual(changed)
  await isSaved(again)

  // And so has everybody else.
  const other = await product.visitor({ user: 'shagou' })
  await other.page.goto(plan)
  await other.page.getByTestId('plan-bar').waitFor()
  await expect.poll(() => ledger(other.page)).toEqual(changed)
  expect(other.troubles).toEqual([])
  await context.close()
  await other.context.close()
})

test('a killed server and a closed tab at once: the change waits in the browser until both are back', async () => {
  const { page, context } = await begun('planner')
  await product.kill()
  const changed = await moveOne(page)
  expect(await saving(page)).not.toBe('saved')
  const plan = page.url()
  await page.close()

  await product.restart()
  const again = await context.newPage()
  await again.goto(plan)
  await again.getByTestId('plan-bar').waitFor()
  await expect.poll(() => ledger(again)).toEqual(changed)
  await isSaved(again)
  await context.close()
})
