import { readFileSync } from 'node:fs'
import { extractText } from 'unpdf'
import { expect, test } from 'vitest'
import { ledger, screenshot, settled, type Visitor } from './console.ts'
import { gridloom } from './gridloom.ts'
import { beyond, handOn } from './hand.ts'

const product = gridloom()

/** For a test that goes through a day's work in four browsers. */
const A_MORNING = 300_000
const DAY_MS = 86_400_000
/** The Monday after today, in the district's time zone. */
function nextMonday(): string {
  const today = new Date(Date.now() + 8 * 3600_000)
  return new Date(today.getTime() + ((8 - today.getUTCDay()) % 7 || 7) * DAY_MS).toISOString().slice(0, 10)
}

const saved = ({ page }: Visitor) =>
  expect.poll(() => page.getByTestId('saving').getAttribute('data-state')).toBe('saved')

/** Somebody opens the plan and signs it. */
async function signedBy(user: string, plan: string, count: number): Promise<string[]> {
  const { page, context, troubles } = await product.visitor({ user })
  await page.goto(plan)
  await page.getByTestId('sign').click()
  await page.getByTestId('sign-confirm').click()
  await expect.poll(() => page.getByTestId('signature').count()).toBe(count)
  // Who has signed waits for the others; publishing is the district's.
  expect(await page.getByTestId('sign').count()).toBe(0)
  expect(await page.getByTestId('publish').count()).toBe(0)
  await page.getByTestId('awaited').waitFor()
  await screenshot(page, `signed-${user}`)
  const signatures = await page.getByTestId('signature').allTextContents()
  expect(troubles).toEqual([])
  await context.close()
  return signatures
}

test(
  'a planner follows a road, splits 709, carves out a school, compares; three levels sign and publish; it is printed',
  async () => {
    const planner = await product.visitor({ user: 'planner' })
    const { page } = planner
    const hand = handOn(page)
    await page.getByTestId('start-here').click()
    await page.getByTestId('start-plan').click()
    await page.getByTestId('plan-bar').waitFor()
    const plan = page.url()
    const inBox = await hand.boxAround('西坡')

    // The new boundary of the second and the fifth grid is a lane: the pointer sticks to its centre line.
    await settled(page)
    const lane = await hand.road('和平后巷')
    await hand.lookAt(lane[Math.floor(lane.length / 2)]!, 16.6)
    await page.keyboard.press('r')
    await hand.click(beyond(lane[1]!, lane[0]!))
    const snaps: string[] = []
    for (const stop of lane) {
      await hand.click(stop, 4)
      snaps.push(...(await page.getByTestId('snap').allTextContents()))
    }
    expect(snaps.filter((snap) => snap.includes('道路中线')).length).toBeGreaterThan(1)
    await hand.moveTo(beyond(lane.at(-2)!, lane.at(-1)!))
    await expect.poll(hand.hint).toContain('2 栋换边')
    await screenshot(page, 'surveyor-road')
    await hand.click(beyond(lane.at(-2)!, lane.at(-1)!))
    await page.keyboard.press('Enter')
    await expect.poll(() => ledger(page)).toEqual(['002 234 → 373', '005 301 → 162'])

    // The grid of 709 becomes two of at least 300.
    await hand.lookAt(inBox(0.5, 0.5), 16.6)
    await page.keyboard.press('s')
    await hand.click(inBox(0.6, -0.05))
    await hand.click(inBox(0.3, 1.1))
    await page.getByTestId('new-name').fill('西坡网格')
    await page.getByTestId('make').click()
    await expect.poll(async () => (await ledger(page)).length).toBe(4)
    const halves = async () =>
      (await ledger(page)).filter((row) => /^(008|010) /.test(row)).map((row) => Number(row.split(' → ')[1]))
    expect((await halves()).reduce((sum, households) => sum + households)).toBe(709)
    expect(Math.min(...(await halves()))).toBeGreaterThanOrEqual(300)
    await screenshot(page, 'surveyor-split')

    // A school becomes an exclusive grid.
    await page.keyboard.press('e')
    const yard = [inBox(0.62, 0.66), inBox(0.74, 0.7), inBox(0.72, 0.8), inBox(0.6, 0.76)]
    for (const corner of yard) await hand.click(corner)
    await hand.click(yard[0]!)
    await page.getByTestId('make').click()
    await page.getByTestId('new-name').waitFor({ state: 'detached' })
    await expect.poll(() => ledger(page)).toContainEqual(expect.stringMatching(/^801 0 → /))
    await page.keyboard.press('Escape')
    const parts = await halves()
    expect(Math.min(...parts)).toBeGreaterThanOrEqual(300)
    await saved(planner)
    expect(await page.getByTestId('findings-count').getAttribute('data-errors')).toBe('0')

    await page.getByTestId('compare').click()
    await expect
      .poll(() => page.getByTestId('compared-moved').textContent(), { timeout: 10_000 })
      .toContain('换网格')
    await screenshot(page, 'surveyor-compare')
    await page.keyboard.press('Escape')

    // Community, street and district; from next Monday.
    await page.getByTestId('submit').click()
    await page.getByTestId('submit-confirm').click()
    await page.getByTestId('signature-missing').first().waitFor()
    expect(await signedBy('shagou', plan, 1)).toEqual([expect.stringContaining('沙沟社区')])
    expect(await signedBy('shaping', plan, 2)).toContainEqual(expect.stringContaining('沙坪街道'))
    await page.getByTestId('publish').click()
    const monday = nextMonday()
    await page.locator(`.calendar [data-day="${monday}"]`).click()
    await screenshot(page, 'surveyor-publish')
    await page.getByTestId('publish-confirm').click()
    await page.getByTestId('published').waitFor()
    expect(await page.getByTestId('published').textContent()).toContain(monday)
    await screenshot(page, 'surveyor-published')
    const households = async (asOf: string) => {
      const answer = await fetch(`${product.url}/api/grids?within=140303005006${asOf}`)
      return ((await answer.json()) as { households: number }[]).map((grid) => grid.households).sort()
    }
    expect(await households('')).toContain(709)
    expect(await households(`&asOf=${monday}`)).toEqual(expect.arrayContaining(parts))
    expect(await households(`&asOf=${monday}`)).not.toContain(709)

    // The notice on paper: names are text, in the file and on the page.
    await page.goto(plan)
    await page.getByTestId('plan-bar').waitFor()
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page
        .getByTestId('papers')
        .click()
        .then(() => page.getByTestId('paper').nth(1).click()),
    ])
    const { text } = await extractText(new Uint8Array(readFileSync(await file.path())), { mergePages: true })
    for (const said of ['西坡网格', '第八网格', '沙沟社区', '演示数据']) expect(text).toContain(said)
    expect(file.suggestedFilename()).toMatch(/\.pdf$/)
    // The menu is still open.
    const [notice] = await Promise.all([
      page.context().waitForEvent('page'),
      page.getByTestId('paper').first().click(),
    ])
    await expect.poll(() => notice.locator('body').textContent()).toContain('西坡网格')
    await notice.screenshot({
      path: new URL('../../.screenshots/surveyor-notice.png', import.meta.url).pathname,
    })
    expect(planner.troubles).toEqual([])
  },
  A_MORNING,
)

test(
  'what cannot be done is refused in words, and what should be looked at is flagged',
  async () => {
    const planner = await product.visitor({ user: 'planner' })
    const { page } = planner
    const hand = handOn(page)
    await page.getByTestId('worklist-row').first().click()
    await page.getByTestId('start-plan').click()
    await page.getByTestId('plan-bar').waitFor()
    const inBox = await hand.boxAround('西坡')
    await hand.lookAt(inBox(0.5, 0.5), 16)
    const stroke = async (...places: (readonly [number, number])[]) => {
      for (const place of places) await hand.click(inBox(...place))
    }
    const refused = async (words: string, name: string, ahead = words) => {
      await expect.poll(hand.hint).toContain(ahead)
      await page.keyboard.press('Enter')
      await expect
        .poll(() => page.getByTestId('notice').allTextContents())
        .toContainEqual(expect.stringContaining(words))
      await screenshot(page, name)
      await page.keyboard.press('Escape')
      await page.keyboard.press('Escape')
      expect(await ledger(page)).toEqual([])
    }

    await page.keyboard.press('r')
    await stroke([0.2, 0.3], [0.6, 0.5], [0.6, 0.3], [0.2, 0.5])
    await refused('自相交', 'refused-crossing')
    // Under way a line may still reach the boundary; ended here, it does not.
    await page.keyboard.press('s')
    await stroke([0.3, 0.4], [0.6, 0.5])
    await refused('没有穿过该网格', 'refused-split', '')
    await page.keyboard.press('r')
    await stroke([0.3, 0.4], [0.6, 0.5])
    await refused('越过要改的边界', 'refused-reshape', '')

    await page.keyboard.press('e')
    await stroke([-0.3, 0.8], [-0.15, 0.8], [-0.15, 0.95], [-0.3, 0.95])
    await refused('超出了本社区', 'refused-region')

    // A school from edge to edge cuts the grid in two: done, and an error until it is mended.
    await page.keyboard.press('e')
    await stroke([-0.4, 0.45], [1.4, 0.45], [1.4, 0.55], [-0.4, 0.55], [-0.4, 0.45])
    await page.keyboard.press('Enter')
    await expect.poll(() => page.getByTestId('findings-count').getAttribute('data-errors')).not.toBe('0')
    await screenshot(page, 'flagged-two-parts')
    expect(await page.getByTestId('submit').isDisabled()).toBe(true)
    expect(planner.troubles).toEqual([])
  },
  A_MORNING,
)
