import { expect, test } from 'vitest'
import { person } from '../support/product.ts'
import { clickOnMap, ledger, screenshot } from './console.ts'
import { gridloom, planBegun } from './gridloom.ts'

const product = gridloom()

const SHAGOU = '140303005006'

/** A colleague who works through the API. */
async function colleague() {
  const ask = person(product.url)
  await ask('POST', '/api/session', { user: 'planner', password: 'demo' })
  const said = async (method: string, path: string, body?: unknown) => {
    const answer = await ask(method, path, body)
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  const grids: { id: string; name: string }[] = await said('GET', `/api/grids?within=${SHAGOU}`)
  const gridNamed = (name: string) => grids.find((grid) => grid.name === name)?.id ?? ''
  const buildingNamed = async (name: string): Promise<string> =>
    (await said('GET', `/api/buildings?name=${encodeURIComponent(name)}&within=${SHAGOU}`))[0].id
  const moved = async (plan: string, building: string, to: string) => {
    const { revision } = await said('GET', `/api/plans/${plan}`)
    const command = { type: 'moveBuildings', buildings: [await buildingNamed(building)], to: gridNamed(to) }
    await said('POST', `/api/plans/${plan}/commands`, { expectedRevision: revision, command })
  }
  const published = async (building: string, to: string, effectiveOn?: string) => {
    const { id } = await said('POST', '/api/plans', { name: '另一方案', within: SHAGOU })
    await moved(id, building, to)
    for (const step of ['submit', 'sign']) await said('POST', `/api/plans/${id}/${step}`)
    await said('POST', `/api/plans/${id}/publish`, effectiveOn ? { effectiveOn } : {})
  }
  return { moved, published }
}

test('what is published under an open plan is said at once; the plan goes on over the newest grids', async () => {
  const { page, troubles } = await product.visitor({ user: 'planner' })
  await planBegun(page)
  await clickOnMap(page, 'building', '西坡5号楼')
  await clickOnMap(page, 'grid', '第六')
  await clickOnMap(page, 'building', '西坡6号楼')
  await clickOnMap(page, 'grid', '第五')
  await expect.poll(() => ledger(page)).toEqual(['005 301 → 380', '006 332 → 416', '008 709 → 546'])

  const { moved, published } = await colleague()
  const plan = page.url().split('/').at(-1) ?? ''
  await expect.poll(() => page.getByTestId('saving').getAttribute('data-state')).toBe('saved')
  await moved(plan, '西坡7号楼', '第五网格')
  await expect.poll(() => ledger(page)).toContain('008 709 → 468')
  await expect.poll(() => page.getByTestId('notice').allTextContents()).toEqual(['另一处刚刚修改了方案。'])

  await published('西坡6号楼', '第五网格')
  await page.getByTestId('base-moved').waitFor()
  expect(await page.getByTestId('submit').isDisabled()).toBe(true)
  await screenshot(page, 'base-moved')
  await page.getByTestId('rebase').click()
  await page.getByTestId('rebased').waitFor()
  const told = (await page.getByTestId('rebased').textContent()) ?? ''
  expect(told).toContain('保留 2 步，1 步未能保留')
  expect(told).toContain('移动楼栋（西坡6号楼 → 第五网格）')
  await expect.poll(() => ledger(page)).toEqual(['005 380 → 458', '006 332 → 416', '008 630 → 468'])
  await screenshot(page, 'rebased')

  await page.getByTestId('submit').click()
  await page.getByTestId('submit-confirm').click()
  await page.getByTestId('sign').click()
  await page.getByTestId('sign-confirm').click()
  await page.getByTestId('publish').click()
  await page.getByTestId('publish-confirm').click()
  await page.getByTestId('published').waitFor()

  // What was imported can be had back, as another plan.
  await page.getByTestId('worklist-row').first().waitFor()
  await page.getByTestId('restore').last().click()
  await page.getByTestId('plan-bar').waitFor()
  await expect.poll(() => ledger(page)).toEqual(['005 458 → 301', '006 416 → 332', '008 468 → 709'])
  await screenshot(page, 'restored')
  expect(troubles).toEqual([])
})
