import { expect, test } from 'vitest'
import { person } from '../support/product.ts'
import { ledger, screenshot, settled } from './console.ts'
import { gridloom } from './gridloom.ts'

const product = gridloom()

const SHAGOU = '140303005006'

/** Plans made through the API: each moves one building of 第八网格. */
async function plansMade() {
  const ask = person(product.url)
  const said = async (method: string, path: string, body?: unknown) => {
    const answer = await ask(method, path, body)
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  await said('POST', '/api/session', { user: 'planner', password: 'demo' })
  const grids: { id: string; name: string }[] = await said('GET', `/api/grids?within=${SHAGOU}`)
  const drafted = async (name: string, building: string, to: string): Promise<string> => {
    const { id } = await said('POST', '/api/plans', { name, reason: '户数过多', within: SHAGOU })
    const found: { id: string; name: string }[] = await said(
      'GET',
      `/api/buildings?name=${encodeURIComponent(building)}&within=${SHAGOU}`,
    )
    const buildings = found.filter((one) => one.name === building).map((one) => one.id)
    const command = { type: 'moveBuildings', buildings, to: grids.find((grid) => grid.name === to)?.id }
    await said('POST', `/api/plans/${id}/commands`, { expectedRevision: 0, command })
    return id
  }
  const published = async (id: string, effectiveOn?: string) => {
    for (const step of ['submit', 'sign']) await said('POST', `/api/plans/${id}/${step}`)
    await said('POST', `/api/plans/${id}/publish`, effectiveOn ? { effectiveOn } : {})
  }
  return { drafted, published, said }
}

test('what a reviewer pins on the map stands before the planner at once, and what is settled goes', async () => {
  const { drafted, said } = await plansMade()
  const id = await drafted('沙沟调整', '西坡5号楼', '第六网格')
  await said('POST', `/api/plans/${id}/submit`)
  const planner = await product.visitor({ user: 'planner', path: `#/plan/${id}` })
  const reviewer = await product.visitor({ user: 'liaison', path: `#/plan/${id}` })
  const { page } = reviewer
  await page.getByTestId('comments-button').click()
  await page.getByTestId('comment-text').fill('这段边界应沿育才街。')
  await page.getByTestId('comment-place').click()
  const map = await page.getByTestId('map').boundingBox()
  await page.mouse.click((map?.x ?? 0) + 220, (map?.y ?? 0) + 340)
  await page.getByTestId('comment-send').click()
  await page.getByTestId('comment').waitFor()

  const pin = planner.page.getByTestId('pin')
  await pin.waitFor()
  expect(await pin.textContent()).toBe('1')
  await pin.focus()
  await planner.page.keyboard.press('Enter')
  const comment = planner.page.getByTestId('comment')
  expect(await comment.getAttribute('data-selected')).toBe('true')
  expect(await comment.textContent()).toContain('这段边界应沿育才街。')
  await screenshot(planner.page, 'comments')
  await planner.page.getByTestId('resolve').click()
  await page.locator('.comment-settled').waitFor()
  await page.getByTestId('comment').getByRole('button').first().click()
  await expect.poll(() => page.getByTestId('pin').count()).toBe(0)
  expect([...planner.troubles, ...reviewer.troubles]).toEqual([])
  await said('POST', `/api/plans/${id}/withdraw`)
  await said('POST', `/api/plans/${id}/withdraw`)
})

test('the time line leads from the first map to one that is still to come; a building tells where it was', async () => {
  const { drafted, published } = await plansMade()
  await published(await drafted('沙沟调整一', '西坡5号楼', '第六网格'))
  await published(await drafted('沙沟调整二', '西坡6号楼', '第五网格'), '2099-01-05')
  const { page, troubles } = await product.visitor({ user: 'planner' })
  await page.fill('.worklist-filter input', '第八网格')
  await page.getByTestId('worklist-row').filter({ hasText: '沙沟' }).click()
  const line = page.getByRole('slider')
  await line.waitFor()
  expect(await line.inputValue()).toBe('1')
  const shown = async (key: string, households: number) => {
    await line.focus()
    await page.keyboard.press(key)
    const card = page.getByTestId('card-households')
    await expect.poll(() => card.getAttribute('data-households')).toBe(String(households))
  }
  await shown('ArrowLeft', 709)
  await page.getByTestId('looking-back').waitFor()
  const row = page.getByTestId('worklist-row').filter({ hasText: '沙沟' })
  expect(await row.getAttribute('data-households')).toBe('709')
  await page.getByRole('button', { name: '西坡5号楼' }).click()
  const stays = page.getByTestId('building-stay')
  await stays.first().waitFor()
  expect(await stays.allTextContents()).toEqual([
    expect.stringMatching(/第六网格.*沙沟调整一.*户数过多/s),
    expect.stringMatching(/第八网格.*初始导入/s),
  ])
  await screenshot(page, 'time-line')
  await shown('End', 546)
  expect(await line.getAttribute('aria-valuetext')).toContain('2099-01-05 起，尚未生效')
  await shown('ArrowLeft', 625)
  await expect.poll(() => page.getByTestId('looking-back').count()).toBe(0)

  // What is in force now can be had back over what is to come.
  await page.locator('[data-testid=history-row][aria-current]').getByTestId('restore').click()
  await page.getByTestId('plan-bar').waitFor()
  await expect.poll(() => ledger(page)).toEqual(['005 380 → 301', '008 546 → 625'])
  expect(troubles).toEqual([])
})

test('three plans lie over one map, each with its look, and a column opens its plan', async () => {
  const { drafted } = await plansMade()
  for (const [name, building, to] of [
    ['甲案', '西坡9号楼', '第六网格'],
    ['乙案', '西坡1号楼', '第七网格'],
    ['丙案', '西坡8号楼', '第五网格'],
  ] as const)
    await drafted(name, building, to)
  const { page, troubles } = await product.visitor({ user: 'planner' })
  await page.fill('.worklist-filter input', '第八网格')
  await page.getByTestId('worklist-row').filter({ hasText: '沙沟' }).click()
  await page.getByRole('button', { name: '方案', exact: true }).click()
  for (const name of ['甲案', '乙案', '丙案']) await page.getByLabel(`叠加显示 ${name}`).check()
  await page.keyboard.press('Escape')
  await page.getByTestId('variant-figures').click()
  await expect.poll(() => page.getByTestId('variant-open').count()).toBe(3)
  await settled(page)
  const looks = await page.evaluate(() =>
    window.gridloomMap
      .querySourceFeatures('variants')
      .filter(({ geometry }) => geometry.coordinates.length > 0)
      .map(({ properties }) => (properties as { look?: number }).look),
  )
  expect([...new Set(looks)].sort()).toEqual([0, 1, 2])
  await screenshot(page, 'side-by-side')
  await page.getByTestId('variant-open').filter({ hasText: '乙案' }).click()
  await page.getByTestId('plan-bar').waitFor()
  expect(await page.getByTestId('plan-bar').getAttribute('aria-label')).toBe('乙案')
  await expect.poll(() => page.getByTestId('variant-open').count()).toBe(2)

  await page.getByTestId('papers').click()
  const [printed] = await Promise.all([page.waitForEvent('popup'), page.getByTestId('paper').first().click()])
  await printed.getByText('网格调整方案', { exact: true }).waitFor()
  expect(await printed.locator('svg[role=img] text').filter({ hasText: '第八' }).count()).toBe(2)
  expect(troubles).toEqual([])
})
