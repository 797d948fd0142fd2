import { launchedChromium } from '../browser/chromium.ts'
import { visitor } from '../browser/console.ts'
import { dataFolder, startedProduct } from '../support/product.ts'
import { atMost, type Bench, median, quantile } from './row.ts'

const LIMIT_MS = 1000
const WARM_UP = 4
const ROUNDS = 40

/** Two browsers on one plan: from one person's click to the numbers on the other's screen. */
export const together: Bench = async () => {
  const folder = dataFolder()
  const product = await startedProduct(folder.path)
  const browser = await launchedChromium()
  try {
    const [first, second] = [
      (await visitor(browser, product.url, { user: 'planner' })).page,
      (await visitor(browser, product.url, { user: 'shagou' })).page,
    ]
    await first.getByTestId('worklist-row').first().click()
    await first.getByTestId('start-plan').click()
    await first.getByTestId('plan-bar').waitFor()
    await second.goto(first.url())
    await second.getByTestId('plan-bar').waitFor()
    await first.getByTestId('building-row').first().locator('input').click()

    const times: number[] = []
    for (let round = 0; round < WARM_UP + ROUNDS; round++) {
      // A step and its undo in turn.
      const isStep = round % 2 === 0
      if (isStep && round > 0) await first.getByTestId('building-row').first().locator('input').click()
      const button = isStep ? first.getByTestId('target-row').first() : first.getByTestId('undo')
      await button.waitFor()
      const shown = second.evaluate(ledgerChange)
      // Both pages read the clock of this machine.
      const clicked = await button.evaluate((element: HTMLElement) => {
        const now = Date.now()
        element.click()
        return now
      })
      const ms = (await shown) - clicked
      if (round >= WARM_UP) times.push(ms)
      await first.waitForSelector('[data-testid=saving][data-state=saved]')
    }
    return [
      atMost('a step on the other’s screen, median', median(times), LIMIT_MS, 'ms'),
      atMost(
        `a step on the other’s screen, 95th percentile of ${ROUNDS}`,
        quantile(times, 0.95),
        LIMIT_MS,
        'ms',
      ),
    ]
  } finally {
    await browser.close()
    await product.stop()
    folder.remove()
  }
}

/** Runs in the page: when its ledger next has more or fewer rows, in ms since 1970. */
const ledgerChange = () =>
  new Promise<number>((resolve) => {
    const row = '[data-testid=ledger-row]'
    const before = document.querySelectorAll(row).length
    const observer = new MutationObserver(() => {
      if (document.querySelectorAll(row).length === before) return
      observer.disconnect()
      resolve(Date.now())
    })
    observer.observe(document.body, { subtree: true, childList: true })
  })
