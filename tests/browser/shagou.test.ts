import axe from 'axe-core'
import { expect, test } from 'vitest'
import { clickOnMap, ledger, screenshot, settled, worklist } from './console.ts'
import { gridloom } from './gridloom.ts'

const product = gridloom()

const yesterday = new Date(Date.now() + 8 * 3600_000 - 86_400_000).toISOString().slice(0, 10)

test('the judged case: 709 households, three buildings moved, signed, published, and yesterday still says 709', async () => {
  const planner = await product.visitor({ user: 'planner' })
  const { page } = planner

  // The atlas: the overloaded grid stands first.
  const first = page.getByTestId('worklist-row').first()
  expect(await first.getAttribute('data-households')).toBe('709')
  await page.getByTestId('start-here').click()
  await page.getByTestId('card-households').waitFor()
  expect(await page.getByTestId('card-households').textContent()).toContain('709')
  await expect.poll(() => page.getByTestId('building-row').count()).toBe(24)
  await screenshot(page, 'atlas')

  await page.getByTestId('start-plan').click()
  await page.getByTestId('plan-bar').waitFor()
  await screenshot(page, 'plan-before')

  await clickOnMap(page, 'building', '西坡5号楼')
  await clickOnMap(page, 'grid', '第六')
  await expect.poll(() => ledger(page)).toEqual(['006 332 → 416', '008 709 → 625'])

  await clickOnMap(page, 'building', '西坡6号楼')
  await page.keyboard.down('Shift')
  await clickOnMap(page, 'building', '西坡7号楼')
  await page.keyboard.up('Shift')
  await clickOnMap(page, 'grid', '第五')
  const done = ['005 301 → 458', '006 332 → 416', '008 709 → 468']
  await expect.poll(() => ledger(page)).toEqual(done)
  expect(await page.getByTestId('findings-count').getAttribute('data-errors')).toBe('0')
  await screenshot(page, 'plan-after')

  await page.keyboard.press('Control+z')
  await expect.poll(() => ledger(page)).toEqual(['006 332 → 416', '008 709 → 625'])
  await page.keyboard.press('Control+Shift+z')
  await expect.poll(() => ledger(page)).toEqual(done)

  // Nothing is lost when the page is loaded again in the middle of it.
  await expect.poll(() => page.getByTestId('saving').getAttribute('data-state')).toBe('saved')
  await page.reload()
  await page.getByTestId('plan-bar').waitFor()
  await expect.poll(() => ledger(page)).toEqual(done)

  // Nobody has said why yet: that is asked, and it is the last thing that is typed.
  await page.getByTestId('submit').click()
  await page.getByTestId('plan-reason').fill('第八网格 709 户，一名网格员照看不过来。')
  await screenshot(page, 'submit-reason')
  await page.getByTestId('submit-confirm').click()
  await page.getByTestId('sign').waitFor()
  await page.locator('.plan-title > button').click()
  expect(await page.getByTestId('plan-reason-read').textContent()).toContain('照看不过来')
  await page.keyboard.press('Escape')
  await page.getByTestId('sign').click()
  expect(await page.getByTestId('sign-for').textContent()).toContain('代社区、街道签署')
  await screenshot(page, 'sign')
  await page.getByTestId('sign-confirm').click()
  expect(await page.getByTestId('signature-covered').textContent()).toBe('社区、街道 由区级代签')
  expect(await page.getByTestId('plan-status').textContent()).toBe('可发布')
  await page.getByTestId('publish').click()
  await screenshot(page, 'publish')
  await page.getByTestId('publish-confirm').dblclick()
  await page.getByTestId('published').waitFor()
  await screenshot(page, 'published')

  // Somebody else, in a browser of their own, sees it too, and yesterday as it was.
  const other = await product.visitor()
  await other.page.getByTestId('worklist-row').first().waitFor()
  expect(Object.values(await worklist(other.page))).not.toContain(709)
  const answer = await fetch(`${product.url}/api/grids?within=140303005006&asOf=${yesterday}`)
  const grids = (await answer.json()) as { code: string; households: number }[]
  expect(grids.find(({ code }) => code.endsWith('008'))?.households).toBe(709)
  const now = await fetch(`${product.url}/api/grids?within=140303005006`)
  const today = (await now.json()) as { code: string; households: number }[]
  expect(today.map(({ households }) => households).reduce((a, b) => a + b)).toBe(
    grids.map(({ households }) => households).reduce((a, b) => a + b),
  )
  expect(today.find(({ code }) => code.endsWith('008'))?.households).toBe(468)

  await page.getByTestId('history-row').nth(1).getByRole('button', { name: '查看当时' }).click()
  await page.getByTestId('looking-back').waitFor()
  await settled(page)
  await expect
    .poll(async () => (await page.getByTestId('card-households').textContent()) ?? '')
    .toContain('709')
  await screenshot(page, 'yesterday')

  expect([...planner.troubles, ...other.troubles]).toEqual([])
})

test('a visitor may look, and gets no tools', async () => {
  const guest = await product.visitor({ user: 'viewer' })
  await guest.page.getByTestId('worklist-row').first().click()
  await guest.page.getByTestId('grid-card').waitFor()
  expect(await guest.page.getByTestId('start-plan').count()).toBe(0)
  expect(guest.troubles).toEqual([])
})

test('atlas and plan have no serious fault for a screen reader or a weak eye, by day and by night', async () => {
  const { page } = await product.visitor({ user: 'planner' })
  const faults = async (where: string) => {
    await settled(page)
    await page.evaluate(axe.source)
    const { violations } = await page.evaluate(() =>
      window.axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa'] }),
    )
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${where}: ${id} at ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`)
  }
  await page.getByTestId('worklist-row').nth(2).click()
  await page.getByTestId('grid-card').waitFor()
  const found = await faults('atlas')
  await page.getByTestId('theme').click()
  found.push(...(await faults('atlas at night')))
  await page.getByTestId('start-plan').click()
  await page.getByTestId('plan-bar').waitFor()
  found.push(...(await faults('plan at night')))
  await page.getByTestId('theme').click()
  found.push(...(await faults('plan')))
  await screenshot(page, 'plan-light')
  expect(found).toEqual([])
})

test('two tabs on one plan: the second is brought up to date, and its own change is kept', async () => {
  const { page, context, troubles } = await product.visitor({ user: 'planner' })
  await page.getByTestId('worklist-row').nth(1).click()
  await page.getByTestId('start-plan').click()
  await page.getByTestId('plan-bar').waitFor()
  const second = await context.newPage()
  await second.goto(page.url())
  await second.getByTestId('plan-bar').waitFor()

  const moved = async (tab: typeof page, row: number) => {
    await tab.getByTestId('building-row').nth(row).locator('input').click()
    await tab.getByTestId('target-row').first().click()
    await expect.poll(async () => (await ledger(tab)).length).toBeGreaterThan(0)
  }
  await moved(page, 0)
  await expect.poll(() => page.getByTestId('saving').getAttribute('data-state')).toBe('saved')
  await moved(second, 1)
  await expect.poll(() => second.getByTestId('saving').getAttribute('data-state')).toBe('saved')
  const both = await ledger(second)
  await page.reload()
  await page.getByTestId('plan-bar').waitFor()
  await expect.poll(() => ledger(page)).toEqual(both)
  expect(both.length).toBeGreaterThan(1)
  expect(troubles).toEqual([])
})

test('a killed server: what was done is kept and saved when it is back', async () => {
  const { page } = await product.visitor({ user: 'planner' })
  await page.getByTestId('worklist-row').first().click()
  await page.getByTestId('start-plan').click()
  await page.getByTestId('plan-bar').waitFor()
  await product.kill()

  await page.getByTestId('building-row').first().locator('input').click()
  await page.getByTestId('target-row').first().click()
  await expect.poll(async () => (await ledger(page)).length).toBe(2)
  const changed = await ledger(page)
  expect(await page.getByTestId('saving').getAttribute('data-state')).not.toBe('saved')
  await screenshot(page, 'unsaved')

  await product.restart()
  await expect
    .poll(() => page.getByTestId('saving').getAttribute('data-state'), { timeout: 30_000 })
    .toBe('saved')
  await page.reload()
  await page.getByTestId('plan-bar').waitFor()
  await expect.poll(() => ledger(page)).toEqual(changed)
})

test('a lasso that ends where it began selects; an area drawn past the edge of the community is cut back to it', async () => {
  const { page, troubles } = await product.visitor({ user: 'planner' })
  await page.getByTestId('worklist-row').nth(3).click()
  await page.getByTestId('start-plan').click()
  await page.getByTestId('plan-bar').waitFor()
  await settled(page)
  const canvas = await page.locator('.maplibregl-canvas').boundingBox()
  if (!canvas) throw new Error('no map')
  const [x, y] = [canvas.x + canvas.width / 2, canvas.y + canvas.height / 2]
  const loop = async (reach: number) => {
    await page.mouse.move(x + reach, y)
    await page.mouse.down()
    for (let step = 1; step <= 12; step++) {
      const angle = (step / 12) * 2 * Math.PI
      await page.mouse.move(x + reach * Math.cos(angle), y + reach * Math.sin(angle))
    }
    await page.mouse.up()
  }
  await page.keyboard.press('l')
  await loop(150)
  await page.getByTestId('target-row').first().waitFor()
  await page.keyboard.press('Escape')

  // Far beyond the community on every side: what lies inside it is meant, and that is everything.
  await page.keyboard.press('a')
  await loop(Math.min(canvas.width, canvas.height) / 2 - 20)
  await page.getByTestId('target-row').first().click()
  await expect
    .poll(async () => (await ledger(page)).length + (await page.getByTestId('notice').count()))
    .toBeGreaterThan(0)
  for (const notice of await page.getByTestId('notice').allTextContents())
    expect(notice).not.toContain('超出了本社区')
  expect(troubles).toEqual([])
})
