import { Worker } from 'node:worker_threads'
import type { AreaSheet } from './areaSheet.ts'
import type { PrintedBrief } from './briefTables.ts'
import type { ChangeNotice, NoticeMap } from './changeNotice.ts'
import type { GridCard } from './gridCard.ts'
import type { PrintedJointReport } from './jointTables.ts'

/** What can be printed, and on what: a PDF, or a page to print from the browser. */
export type Paper = { readonly medium: 'pdf' | 'html' } & (
  | { readonly kind: 'notice'; readonly notice: ChangeNotice; readonly maps: readonly NoticeMap[] }
  | { readonly kind: 'map'; readonly sheet: AreaSheet }
  | { readonly kind: 'brief'; readonly brief: PrintedBrief }
  | { readonly kind: 'card'; readonly card: GridCard }
  | { readonly kind: 'joint'; readonly report: PrintedJointReport }
)

const DEADLINE_MS = 60_000
const MEMORY_MB = 512
/** Whoever came ninth would wait for minutes, and each waiting paper holds its maps in memory. */
const MOST_WAITING = 8

/**
 * Prints in a thread of its own, one paper after the other: drawing a page takes longer than anybody else's request
 * should wait, and the fonts are large, so the thread and its memory go when the paper is done.
 */
export class Press {
  #last: Promise<unknown> = Promise.resolve()
  #waiting = 0

  /** Null where too many are waiting already. @throws if the paper cannot be drawn, or not in a minute. */
  async print(paper: Paper): Promise<Uint8Array | null> {
    if (this.#waiting > MOST_WAITING) return null
    this.#waiting += 1
    const printed = this.#last.then(() => drawnInThread(paper)).finally(() => (this.#waiting -= 1))
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
