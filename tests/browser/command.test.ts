import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { exif } from '../support/photos.ts'
import { person } from '../support/product.ts'
import { screenshot } from './console.ts'
import { gridloom } from './gridloom.ts'

const product = gridloom()
const SOON_MS = 5_000
/** In a grid of 合新村. */
const AT: readonly [number, number] = [113.5035, 37.9]

/** A channel that reports through the API. */
async function channel() {
  const ask = person(product.url)
  await ask('POST', '/api/session', { user: 'commander', password: 'demo' })
  return async (body: object): Promise<{ id: string; number: string }> => {
    const answer = await ask('POST', '/api/incidents', { channel: 'hotline_12345', position: AT, ...body })
    if (answer.status !== 201) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body
  }
}

async function atDesk(user: string) {
  const visitor = await product.visitor({ user })
  await visitor.page.getByTestId('workspace-command').click()
  // Of hundreds the soonest due stand first: what has just come in stands first by the newest.
  await visitor.page.getByTestId('order-newest').click()
  await visitor.page.getByTestId('case-row').first().waitFor()
  return visitor
}

const WHERE = 'GPS N37.9 E113.5'
const NO_PHOTO = { name: 'note.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('a note') }
/** A photo as a phone makes it that was held upright: lying, with a note to turn it, and of where it was taken. */
async function photographed(page: Page, width: number, height: number) {
  const drawn = await page.evaluate(
    async ([w, h]) => {
      const canvas = new OffscreenCanvas(w, h)
      const paper = canvas.getContext('2d')!
      paper.fillStyle = '#7a8f6a'
      paper.fillRect(0, 0, w, h)
      paper.fillStyle = '#c9a227'
      paper.fillRect(w / 10, h / 10, w / 4, h / 4)
      const bytes = await (await canvas.convertToBlob({ type: 'image/jpeg' })).arrayBuffer()
      return [...new Uint8Array(bytes)]
    },
    [width, height] as const,
  )
  const buffer = Buffer.from([...drawn.slice(0, 2), ...exif(6, WHERE), ...drawn.slice(2)])
  return { name: `${width}.jpg`, mimeType: 'image/jpeg', buffer }
}
const sizes = (images: Element[]) =>
  (images as HTMLImageElement[]).map(({ naturalWidth, naturalHeight }) => [naturalWidth, naturalHeight])

/** Lets a file fall on the field for photos. */
async function drop(page: Page, { name, mimeType, buffer }: Awaited<ReturnType<typeof photographed>>) {
  const dataTransfer = await page.evaluateHandle(
    ([bytes, fileName, type]) => {
      const held = new DataTransfer()
      held.items.add(new File([Uint8Array.from(bytes)], fileName, { type }))
      return held
    },
    [[...buffer], name, mimeType] as const,
  )
  await page.locator('.photo-field').dispatchEvent('drop', { dataTransfer })
}

const row = (page: Page, number: string) => page.locator(`[data-testid=case-row][data-number="${number}"]`)
const card = (page: Page, state: string) =>
  page.locator(`[data-testid=case-card][data-state="${state}"]`).waitFor()

/** An action of the open case, with its inputs filled in. */
async function act(page: Page, action: string, fill: () => Promise<unknown> = async () => {}) {
  await page.getByTestId(`act-${action}`).first().click()
  await page.getByTestId('action-form').waitFor()
  await fill()
  await page.getByTestId('act-confirm').click()
}
const write = (page: Page, field: string, text: string) => page.getByTestId(`field-${field}`).fill(text)

test('a case comes to both desks by itself and goes the six steps; another person closes it', async () => {
  const report = await channel()
  const [first, second] = [await atDesk('commander'), await atDesk('duty2')]
  const { number } = await report({ text: '西坡5号楼东侧污水外溢', category: '04' })
  for (const { page } of [first, second]) await row(page, number).waitFor({ timeout: SOON_MS })
  // It stands on the map with the light of the list.
  for (const { page } of [first, second]) {
    await row(page, number).click()
    await card(page, 'reported')
    const light = await row(page, number).getAttribute('data-light')
    expect(await page.getByTestId('case-light').getAttribute('data-light')).toBe(light)
    await expect.poll(() => drawnLights(page)).toContain(light)
  }
  await screenshot(first.page, 'command-reported')

  // By keys: file, assign.
  await first.page.locator('.virtual-list').focus()
  await first.page.keyboard.press('f')
  await first.page.getByTestId('field-matter').selectOption('0403')
  await first.page.getByTestId('act-confirm').click()
  await card(first.page, 'filed')
  await first.page.locator('.virtual-list').focus()
  await first.page.keyboard.press('a')
  await expect.poll(() => first.page.getByTestId('field-holder').inputValue()).not.toBe('')
  await first.page.getByTestId('act-confirm').click()
  await card(first.page, 'assigned')
  await act(first.page, 'accept')
  await card(first.page, 'handling')
  // What is missing is said, and nothing is sent without it.
  await act(first.page, 'feedback', () => write(first.page, 'opinion', '已疏通并冲洗路面'))
  await first.page.getByRole('alert').getByText('请附上现场照片').waitFor()
  // One line breaks, and is tried again; a file that is no photo says so and is taken out.
  let isBroken = true
  await first.page.route('**/api/attachments', (route) => (isBroken ? route.abort() : route.continue()))
  const photos = [await photographed(first.page, 3000, 2000), await photographed(first.page, 40, 20)]
  await first.page.getByTestId('field-photo').setInputFiles([...photos, NO_PHOTO])
  await first.page.locator('[data-stage=failed]').nth(2).waitFor()
  await first.page.getByTestId('act-confirm').click()
  await first.page.getByRole('alert').getByText('有照片没有传上').waitFor()
  isBroken = false
  // The others are tried again by themselves.
  await first.page.getByTestId('photo-retry').first().click()
  await first.page.locator('[data-stage=taken]').nth(1).waitFor()
  await first.page.getByRole('alert').getByText('这不是 JPEG、PNG 或 WebP 照片').waitFor()
  await screenshot(first.page, 'command-photos')
  await first.page.locator('[data-stage=failed]').getByTestId('photo-remove').click()
  await first.page.getByTestId('act-confirm').click()
  await card(first.page, 'feedback')
  // Whoever handled it is not offered to verify it.
  expect(await first.page.getByTestId('act-close').count()).toBe(0)
  await screenshot(first.page, 'command-feedback')

  // The other desk followed all of it without asking, and sees the photos: made smaller, upright, and of no place.
  await card(second.page, 'feedback')
  const thumbnails = second.page.getByTestId('case-photo')
  await expect
    .poll(() => thumbnails.locator('img').evaluateAll(sizes))
    .toEqual([
      [1707, 2560],
      [20, 40],
    ])
  await thumbnails.first().click()
  await second.page.getByTestId('photo-viewer').getByText('照片 1/2').waitFor()
  await screenshot(second.page, 'command-photo')
  await second.page.keyboard.press('ArrowRight')
  await second.page.getByTestId('photo-viewer').getByText('照片 2/2').waitFor()
  const kept = await second.page.request.get(
    await second.page
      .getByTestId('photo-viewer')
      .locator('img')
      .evaluate((img: HTMLImageElement) => img.src),
  )
  expect((await kept.body()).toString('latin1')).not.toContain(WHERE)
  await second.page.keyboard.press('Escape')
  await second.page.getByTestId('photo-viewer').waitFor({ state: 'detached' })
  await act(second.page, 'close', () => write(second.page, 'opinion', '电话回访，反映人满意'))
  await card(second.page, 'closed')
  await row(first.page, number).waitFor({ state: 'detached', timeout: SOON_MS })
  const steps = await second.page.$$eval('[data-testid=case-timeline] > li', (all) =>
    all.map((one) => (one as HTMLElement).dataset.action),
  )
  expect(steps.reverse()).toEqual(['report', 'file', 'assign', 'accept', 'feedback', 'close'])
  await screenshot(second.page, 'command-closed')

  // The shift ends: its brief lists what was closed, the desk is handed over, and the other person signs for it.
  await first.page.keyboard.press('b')
  const closed = first.page.getByTestId('brief-closed')
  const count = await closed.getAttribute('data-value')
  await closed.click()
  await first.page.locator('.queue-foot').getByText(`${count} 件`).waitFor()
  await row(first.page, number).waitFor()
  await first.page.keyboard.press('h')
  await first.page.getByTestId('handover-note').fill('两件超期待催办')
  await screenshot(first.page, 'command-handover')
  await first.page.getByTestId('handover-give').click()
  await first.page.getByTestId('handover').getByText('等另一人签字').waitFor()
  await second.page.getByTestId('notice').getByText('指挥员 · 演示已交班').waitFor({ timeout: SOON_MS })
  await second.page.keyboard.press('h')
  await second.page.getByTestId('handover-take').click()
  await first.page.getByTestId('handover').getByText('值班长 · 演示').waitFor({ timeout: SOON_MS })
  await second.page.keyboard.press('Escape')
  await second.page.getByTestId('shift-page').waitFor({ state: 'detached' })
  // The line that broke is the browser's to report.
  const troubles = [...first.troubles, ...second.troubles]
  expect(troubles.filter((one) => !one.endsWith('net::ERR_FAILED'))).toEqual([])
})

test('two act at once: the second is told who was first, and keeps what was typed', async () => {
  const report = await channel()
  const [first, second] = [await atDesk('commander'), await atDesk('duty2')]
  const { number } = await report({ text: '路灯不亮' })
  for (const { page } of [first, second]) {
    await row(page, number).click()
    await card(page, 'reported')
  }
  // The second does not hear of what the first does meanwhile.
  await second.page.route('**/api/live*', (route) => route.abort())
  await second.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await second.page.getByTestId('act-file').click()
  await second.page.getByTestId('field-matter').selectOption('0505')
  await write(second.page, 'note', '已电话核实')
  await act(first.page, 'file', () => first.page.getByTestId('field-matter').selectOption('0505'))
  await card(first.page, 'filed')
  await second.page.getByTestId('act-confirm').click()
  const told = second.page.getByTestId('case-refused')
  await told.waitFor()
  expect(await told.textContent()).toContain('指挥员 · 演示已先一步处理（立案）')
  await card(second.page, 'filed')
  expect(await second.page.getByTestId('field-note').inputValue()).toBe('已电话核实')
  await screenshot(second.page, 'command-second')

  // Whoever hears of it is told while they write.
  await first.page.getByTestId('act-assign').click()
  await second.page.getByTestId('act-assign').click()
  await expect.poll(() => second.page.getByTestId('field-holder').inputValue()).not.toBe('')
  await second.page.getByTestId('act-confirm').click()
  await card(second.page, 'assigned')
  await first.page.getByTestId('case-refused').getByText('值班长 · 演示已先一步处理（指派）').waitFor()
})

test('a call for help stands above everything until it is answered; the wall shows it', async () => {
  const report = await channel()
  const { page, troubles } = await atDesk('commander')
  await report({ channel: 'wristband', source: 'band', externalId: 'b-1', text: '' })
  await page.getByTestId('sos-bar').waitFor({ timeout: SOON_MS })
  await page.getByTestId('show-wall').click()
  await page.locator('[data-testid=wall-case][data-calling]').waitFor()
  await screenshot(page, 'command-wall')
  // A minute of the past goes by in a second.
  await page.getByTestId('playback-play').click()
  const moment = () => page.getByTestId('playback-moment').textContent()
  const before = await moment()
  await expect.poll(moment).not.toBe(before)
  await page.getByTestId('playback-live').click()
  await page.getByTestId('leave-wall').click()
  await page.getByTestId('sos-bar').click()
  await page.getByTestId('act-acknowledge').click()
  await page.getByTestId('sos-bar').waitFor({ state: 'detached' })
  expect(troubles).toEqual([])
})

test('a report is taken with a place picked on the map; figures, counts and list agree', async () => {
  const { page, troubles } = await atDesk('commander')
  const number = async (id: string, name: string) => Number(await page.getByTestId(id).getAttribute(name))
  const before = await number('kpi-open', 'data-value')
  await page.getByTestId('take-report').click()
  await page.getByTestId('report-send').click()
  await page.getByTestId('report-refused').getByText('请写明发生了什么').waitFor()
  await page.getByTestId('report-text').fill('楼道堆物')
  await drop(page, await photographed(page, 40, 20))
  await page.locator('[data-stage=taken]').waitFor()
  await page.getByTestId('report-pick').click()
  const box = (await page.getByTestId('map').boundingBox())!
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
  await expect.poll(() => page.getByTestId('report-place').textContent()).toContain('网格')
  await page.getByTestId('report-send').click()
  await card(page, 'reported')
  await expect
    .poll(() => page.getByTestId('case-photo').locator('img').evaluateAll(sizes))
    .toContainEqual([20, 40])
  await expect.poll(() => number('kpi-open', 'data-value')).toBe(before + 1)
  await expect.poll(() => number('open-count', 'data-count')).toBe(before + 1)
  await page.getByTestId('kpi-open').click()
  await expect
    .poll(() => page.locator('.queue-foot').textContent())
    .toContain(`${await number('kpi-open', 'data-value')} 件`)
  for (const view of ['heatmap', 'hexagons', 'rates']) {
    await page.getByTestId(`heat-${view}`).click()
    await expect.poll(() => number('heat-total', 'data-count')).toBeGreaterThan(0)
    await screenshot(page, `command-${view}`)
  }
  expect(troubles).toEqual([])
})

test('the catalogue of matters is changed with a reason, and read by everybody', async () => {
  const { page, troubles } = await atDesk('admin')
  await page.getByTestId('show-matters').click()
  await page.getByTestId('matter-search').fill('楼道堆物')
  await page.getByTestId('matter-row').click()
  await page.getByTestId('matter-limit').selectOption('hard')
  await page.getByTestId('matter-reason').fill('需要动员清理')
  // Somebody else changes it meanwhile: both changes are there when it is saved again.
  const other = person(product.url)
  await other('POST', '/api/session', { user: 'admin', password: 'demo' })
  await other('PATCH', '/api/matters/0202', { expectedVersion: 1, department: 'fire', reason: '消防负责' })
  await page.getByTestId('matter-save').click()
  await page.getByTestId('matter-refused').getByText('admin刚刚改过这一项').waitFor()
  expect(await page.getByTestId('matter-limit').inputValue()).toBe('hard')
  await expect.poll(() => page.getByTestId('matter-department').inputValue()).toBe('fire')
  await page.getByTestId('matter-save').click()
  await page.getByTestId('matter-history').getByText('默认时限：一般 → 疑难').waitFor()
  await page.getByTestId('matter-to-retired').click()
  await page.getByTestId('matter-admission-reason').fill('归物业')
  await page.getByTestId('matter-admit').click()
  await page.locator('[data-testid=matter-row][data-admission=retired]').waitFor()
  const { page: desk } = await atDesk('commander')
  await desk.getByTestId('take-report').click()
  await desk.locator('[data-testid=field-matter] option[value="0201"]').waitFor({ state: 'attached' })
  expect(await desk.locator('[data-testid=field-matter] option[value="0202"]').count()).toBe(0)
  await desk.getByTestId('show-matters').click()
  await desk.getByTestId('matter-search').fill('0202')
  await desk.getByTestId('matter-row').click()
  await desk.getByTestId('matter-history').getByText('归物业').waitFor()
  expect(await desk.getByTestId('matter-to-admitted').count()).toBe(0)
  expect(troubles).toEqual([])
})

test('a viewer looks and is offered nothing; a planner has no command center', async () => {
  const report = await channel()
  const { number } = await report({ text: '广告牌松动', reporter: { name: '王小明', phone: '13812345678' } })
  const { page } = await atDesk('viewer')
  await row(page, number).click()
  await card(page, 'reported')
  expect(await page.locator('.case-buttons').count()).toBe(0)
  expect(await page.getByTestId('take-report').count()).toBe(0)
  expect(await page.getByTestId('case-reporter').textContent()).toBe('王* 138****5678')
  const planner = await product.visitor({ user: 'planner' })
  expect(await planner.page.getByTestId('workspace-command').count()).toBe(0)
})

/** The lights of the cases that the map draws. */
const drawnLights = (page: Page): Promise<unknown[]> =>
  page.evaluate(() =>
    window.gridloomMap
      .queryRenderedFeatures({ layers: ['cases'] })
      .map(({ properties }) => (properties as { light?: string }).light),
  )
