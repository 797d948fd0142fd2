import { expect, test } from 'vitest'
import { screenshot } from './console.ts'
import { gridloom } from './gridloom.ts'

const product = gridloom()

test('a plan of a street, in which every grid says of which community it is; and a second one of a community', async () => {
  const { page, troubles } = await product.visitor({ user: 'planner' })
  await page.getByTestId('start-here').click()
  const begun = async (area: string) => {
    await page.getByRole('button', { name: '方案', exact: true }).click()
    await page.locator(`[data-testid=new-plan][data-area="${area}"]`).click()
    await page.getByTestId('plan-bar').waitFor()
    return page.locator('.plan-title').textContent()
  }
  expect(await begun('140303005')).toContain('沙坪街道')
  await expect.poll(() => page.getByTestId('worklist-row').first().textContent()).toContain('沙沟')
  expect(await page.getByTestId('draft-card').textContent()).toContain('沙沟')
  await screenshot(page, 'street-plan')
  const labelled = await page.evaluate(() =>
    window.gridloomMap
      .queryRenderedFeatures({ layers: ['draft-community-label'] })
      .map(({ properties }) => properties.name),
  )
  expect(labelled).toContain('沙沟社区')
  expect(labelled).not.toContain('龙泉社区')
  await page.getByTestId('building-row').first().locator('input').click()
  const targets = page.getByTestId('target-row')
  await targets.first().waitFor()
  for (const target of await targets.allTextContents()) expect(target).toContain('沙沟社区')
  await targets.first().click()
  await expect.poll(() => page.getByTestId('finding').first().textContent()).toMatch(/^沙沟社区 第.网格/)
  await page.getByRole('button', { name: '返回总览' }).click()
  const first = await begun('140303005006')
  await page.getByRole('button', { name: '返回总览' }).click()
  const second = await begun('140303005006')
  expect(second).toContain('(2)')
  expect(second).not.toBe(first)
  expect(troubles).toEqual([])
})
