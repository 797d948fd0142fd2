import { Worker } from 'node:worker_threads'
import type { AreaSheet } from './areaSheet.ts'
import type { ChangeNotice, NoticeMap } from './changeNotice.ts'

/** What can be printed. */
export type Paper =
  | { readonly kind: 'notice'; readonly notice: ChangeNotice; readonly maps: readonly NoticeMap[] }
  | { readonly kind: 'map'; readonly sheet: AreaSheet }

const DEADLINE_MS = 60_000
const MEMORY_MB = 512

/**
 * Prints PDFs in a thread of their own, one after the other: drawing a page takes longer than anybody else's
 * request should wait, and the fonts are large, so the thread and its memory go when the paper is done.
 */
export class Press {
  #last: Promise<unknown> = Promise.resolve()

  /** @throws if the paper cannot be drawn, or not in a minute. */
  print(paper: Paper): Promise<Uint8Array> {
    const printed = this.#last.then(() => drawnInThread(paper))
    this.#last = printed.catch(() => undefined)
    return printed
  }
}

function drawnInThread(paper: Paper): Promise<Uint8Array> {
  const worker = new Worker(new URL('./thread.mjs', import.meta.url), {
    workerData: paper,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  })
  const deadline = setTimeout(() => worker.terminate(), DEADLINE_MS)
  return new Promise<Uint8Array>((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error(`the ${paper.kind} was not printed in time`)))
  }).finally(() => {
    clearTimeout(deadline)
    return worker.terminate()
  })
}
