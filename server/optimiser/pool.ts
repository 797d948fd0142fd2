import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Report } from '#core/rebalance/report.ts'
import type { Order, Task, Told } from './task.ts'

/** To try on the ground what the search has found. A thread that was asked to stop and is not at its end by then is ended. */
const GRACE_MS = 1000
/** Longer than the largest community takes before its proof, many times over. */
const DEADLINE_MS = 120_000
/** A thread that nobody needs gives its memory back. */
const IDLE_MS = 300_000
const MEMORY_MB = 1024

interface Thread {
  readonly worker: Worker
  leaving: NodeJS.Timeout | undefined
}

/**
 * Threads that rebalance communities, one task at a time each: as many as there are cores, less the one that answers
 * requests. Started when they are first needed, kept warm, and replaced when they fail.
 */
export class Pool {
  readonly #size: number
  #idle: Thread[] = []
  readonly #busy = new Set<Thread>()

  constructor(size = Math.max(1, availableParallelism() - 1)) {
    this.#size = size
  }

  get hasRoom(): boolean {
    return this.#busy.size < this.#size
  }

  /**
   * Runs a task while there is room. Every better report is handed to `hear`, the best at last. Aborted, it comes to
   * its end within a second, with the best so far or, if the thread had to be ended, with what was heard.
   * @throws if the thread fails, or does not come to an end in time.
   */
  async run(task: Task, signal: AbortSignal, hear: (report: Report) => void): Promise<void> {
    const thread = this.#idle.pop() ?? this.#started()
    clearTimeout(thread.leaving)
    this.#busy.add(thread)
    const stop = new Int32Array(new SharedArrayBuffer(4))
    const deadline = setTimeout(() => thread.worker.terminate(), DEADLINE_MS + task.seconds * 1000)
    let grace: NodeJS.Timeout | undefined
    const onAbort = () => {
      Atomics.store(stop, 0, 1)
      grace = setTimeout(() => thread.worker.terminate(), GRACE_MS)
    }
    signal.addEventListener('abort', onAbort, { once: true })
    try {
      const isSpent = await answered(thread.worker, { task, stop }, hear)
      if (isSpent) thread.worker.terminate()
      else this.#rest(thread)
    } catch (error) {
      thread.worker.terminate()
      if (!signal.aborted) throw error
    } finally {
      clearTimeout(deadline)
      clearTimeout(grace)
      signal.removeEventListener('abort', onAbort)
      this.#busy.delete(thread)
    }
  }

  /** Ends all threads; what they were at fails. */
  async close(): Promise<void> {
    await Promise.all([...this.#idle.splice(0), ...this.#busy].map(({ worker }) => worker.terminate()))
  }

  #started(): Thread {
    const worker = new Worker(new URL('./thread.mjs', import.meta.url), {
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    })
    worker.unref()
    const thread: Thread = { worker, leaving: undefined }
    // Whoever runs a task hears of it; one that dies at rest is only not used again.
    worker.on('error', () => {})
    worker.on('exit', () => {
      this.#idle = this.#idle.filter((one) => one !== thread)
    })
    return thread
  }

  #rest(thread: Thread): void {
    this.#idle.push(thread)
    thread.leaving = setTimeout(() => thread.worker.terminate(), IDLE_MS).unref()
  }
}

/** Whether the thread is spent, once it has told its last answer. @throws if it fails or ends before that. */
async function answered(worker: Worker, order: Order, hear: (report: Report) => void): Promise<boolean> {
  const ears = new AbortController()
  try {
    return await new Promise((resolve, reject) => {
      const on = <T>(event: string, listener: (value: T) => void) => {
        worker.on(event, listener)
        ears.signal.addEventListener('abort', () => worker.off(event, listener))
      }
      on('message', (told: Told) => {
        if (told.kind === 'failed') return reject(new Error(told.complaint))
        hear(told.report)
        if (told.kind === 'last') resolve(told.isSpent)
      })
      on('error', reject)
      on('exit', () => reject(new Error('the thread of the optimiser ended')))
      worker.postMessage(order)
    })
  } finally {
    ears.abort()
  }
}
