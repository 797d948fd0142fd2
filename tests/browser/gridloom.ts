import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { dataFolder, type Product, startedProduct } from '../support/product.ts'
import { launchedChromium } from './chromium.ts'
import { type Visitor, visitor } from './console.ts'
import { fillWithDemo } from './demoFolder.ts'

export interface Gridloom {
  /** Where the product runs; the same after it was killed and started again. */
  readonly url: string
  /** Somebody with a browser of their own: not signed in, or as `user`. */
  visitor(options?: Parameters<typeof visitor>[2] & { path?: string }): Promise<Visitor>
  /** Ends the product without a word to it. */
  kill(): Promise<void>
  restart(): Promise<void>
}

/** The product with the demo district and a browser, there for the tests of one file and gone after them. */
export function gridloom(): Gridloom {
  const folder = dataFolder()
  let product: Product
  let browser: Browser
  beforeAll(async () => {
    await fillWithDemo(folder.path)
    product = await startedProduct(folder.path)
    browser = await launchedChromium()
  })
  afterAll(async () => {
    await browser?.close()
    await product?.stop()
    folder.remove()
  })
  return {
    get url() {
      return product.url
    },
    visitor: ({ path = '', ...options } = {}) => visitor(browser, product.url + path, options),
    kill: () => product.stop('SIGKILL'),
    async restart() {
      product = await startedProduct(folder.path, { PORT: new URL(product.url).port })
    },
  }
}

/** Begins a plan for the community whose grid has 709 households. */
export async function planBegun(page: Page): Promise<void> {
  await page.getByTestId('start-here').click()
  await page.getByTestId('start-plan').click()
  await page.getByTestId('plan-bar').waitFor()
}
