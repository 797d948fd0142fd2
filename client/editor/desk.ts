import type { PlanDocument } from '#contract/plan.ts'
import type { Command } from '#core/plan/commands.ts'
import type { DraftView, Layer, Outcome, Outlook } from './draft.ts'
import type { FromWorker, Questions, ToWorker } from './messages.ts'
import { sameBeats } from './sameBeats.ts'

/** The open draft, kept and decided in a worker so that the page never waits for geometry. */
export interface Desk {
  open(document: PlanDocument): Promise<DraftView>
  /** Shows that layer from now on. */
  show(layer: Layer): Promise<DraftView>
  perform(command: Command): Promise<Outcome>
  undo(): Promise<DraftView | null>
  redo(): Promise<DraftView | null>
  /** What commands would do, one after the other. */
  outlook(commands: readonly Command[]): Promise<Outlook>
  close(): void
}

/** Starts the worker; the first answer waits until the geometry library has loaded. */
export const workerDesk = (): Desk => {
  const worker = new Worker(new URL('./plan.worker.ts', import.meta.url), { type: 'module', name: 'plan' })
  const waiting = new Map<number, { resolve: (answer: never) => void; reject: (error: Error) => void }>()
  let number = 0

  const ready = new Promise<void>((resolve, reject) => {
    worker.addEventListener('error', (event) => {
      const error = new Error(event.message || 'the plan worker could not start')
      reject(error)
      for (const { reject } of waiting.values()) reject(error)
      waiting.clear()
    })
    worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
      if ('ready' in data) return resolve()
      const asked = waiting.get(data.number)
      waiting.delete(data.number)
      if ('error' in data) asked?.reject(new Error(data.error))
      else asked?.resolve(data.answer as never)
    })
  })

  const ask = async <K extends keyof Questions>(kind: K, content: Questions[K]['ask']) => {
    await ready
    return new Promise<Questions[K]['answer']>((resolve, reject) => {
      waiting.set(++number, { resolve, reject })
      worker.postMessage({ number, kind, ask: content } as ToWorker)
    })
  }

  const same = sameBeats()
  const sameOrNone = (view: DraftView | null) => view && same(view)
  return {
    open: async (document) => same(await ask('open', document)),
    show: async (layer) => same(await ask('show', layer)),
    perform: async (command) => {
      const outcome = await ask('perform', command)
      return outcome.ok ? { ...outcome, view: same(outcome.view) } : outcome
    },
    undo: async () => sameOrNone(await ask('undo', null)),
    redo: async () => sameOrNone(await ask('redo', null)),
    outlook: (commands) => ask('outlook', commands),
    close: () => worker.terminate(),
  }
}
