import { existsSync } from 'node:fs'
import { cp, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as passed } from 'node:timers/promises'
import { inject } from 'vitest'
import { startedProduct } from '../support/product.ts'

const LOOKED_EVERY_MS = 200

/** Fills a folder with the demo district: loaded once in a run, by whichever file asks first, and copied. */
export async function fillWithDemo(folder: string): Promise<void> {
  const shared = (name: string) => join(inject('runFolder'), name)
  const [turn, demo, ready] = [shared('turn'), shared('demo'), shared('ready')]
  while (!existsSync(ready)) {
    const isMine = await mkdir(turn).then(
      () => true,
      () => false,
    )
    if (!isMine) await passed(LOOKED_EVERY_MS)
    else
      try {
        const product = await startedProduct(demo)
        await product.stop()
        await writeFile(ready, '')
      } catch (error) {
        // The next file may try, and say what is wrong itself.
        await rm(demo, { recursive: true, force: true })
        await rm(turn, { recursive: true })
        throw error
      }
  }
  await cp(demo, folder, { recursive: true })
}
