import type { CommandAnswer, PlanSummary } from '#contract/plan.ts'
import type { Command } from '#core/plan/commands.ts'
import { type Answer, type Failure, isPassing } from '../api/request.ts'

/** Something done on this page that the server has yet to do. */
export type Errand =
  | { readonly id: string; readonly kind: 'command'; readonly command: Command }
  | { readonly id: string; readonly kind: 'undo' | 'redo' }
  | { readonly id: string; readonly kind: 'words'; readonly words: Wording }

/** What a draft is called, or why it is made. */
export type Wording = Partial<Pick<PlanSummary, 'name' | 'reason'>>

/** What every errand is answered with. */
export type Saved = Pick<CommandAnswer, 'revision' | 'balance' | 'canUndo' | 'canRedo'>

export type Saving = 'saved' | 'saving' | 'retrying' | 'signedOut'

export interface OutboxPorts {
  post(errand: Errand, expectedRevision: number): Promise<Answer<Saved>>
  /** Keeps what is not saved where a reload finds it, with the revision that the first of it is for. */
  keep(errands: readonly Errand[], revision: number): void
  wait(ms: number): Promise<void>
  tell(saving: Saving, waiting: number): void
  /** True where this page came to the same result as the server. */
  saved(answer: Saved, isLast: boolean): boolean
  /**
   * The server said no to `errand` or is at another revision (or, without a failure, the two came apart):
   * loads what is true there and does what is left again on top of it. Answers what of it still has to be
   * sent, and the revision to send it at.
   */
  rebase(
    failure: Failure | null,
    errand: Errand | null,
    rest: readonly Errand[],
  ): Promise<{ revision: number; errands: readonly Errand[] }>
}

export interface Outbox {
  add(errand: Errand): void
  /** Sends on after a pause: signed in again, or the network is back. */
  resume(): void
  /** Takes over what is true on the server now, unless something is on its way anyway. */
  freshen(): void
  /** Resolves when nothing waits; false if it stopped before, signed out. */
  emptied(): Promise<boolean>
  close(): void
}

const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 15_000

/** Sends errands one after the other, in order, each at the revision that the one before it made. */
export const outbox = (ports: OutboxPorts, revision: number, waiting: readonly Errand[]): Outbox => {
  let errands = [...waiting]
  let isClosed = false
  let isHalted = false
  let running: Promise<void> | null = null
  /** Ends the present wait early. */
  let wake = () => {}

  const set = (next: readonly Errand[]) => {
    errands = [...next]
    ports.keep(errands, revision)
  }

  const rebase = async (failure: Failure | null, errand: Errand | null) => {
    const rest = errands
    const rebased = await ports.rebase(failure, errand, rest)
    if (isClosed) return
    revision = rebased.revision
    // What was added meanwhile was done on top of the rebased draft.
    set([...rebased.errands, ...errands.filter((added) => !rest.includes(added))])
  }

  const sendAll = async () => {
    let waitMs = FIRST_WAIT_MS
    while (errands.length > 0 && !isClosed) {
      const head = errands[0]!
      if (waitMs === FIRST_WAIT_MS) ports.tell('saving', errands.length)
      const answer = await ports.post(head, revision)
      if (isClosed) return
      if (answer.ok) {
        waitMs = FIRST_WAIT_MS
        revision = answer.value.revision
        set(errands.slice(1))
        if (!ports.saved(answer.value, errands.length === 0)) await rebase(null, null)
      } else if (isPassing(answer.failure)) {
        ports.tell('retrying', errands.length)
        await Promise.race([ports.wait(waitMs), new Promise<void>((resolve) => (wake = resolve))])
        waitMs = Math.min(LONGEST_WAIT_MS, waitMs * 2)
      } else if (answer.failure.status === 401) {
        isHalted = true
        ports.tell('signedOut', errands.length)
        return
      } else {
        set(errands.slice(1))
        await rebase(answer.failure, head)
      }
    }
    ports.tell('saved', 0)
  }

  const run = (work: () => Promise<void> = sendAll) => {
    if (running || isHalted || isClosed) return
    running = work().finally(() => {
      running = null
      // Something may have been added after the loop looked last.
      if (errands.length > 0) run()
    })
  }
  if (errands.length > 0) run()

  return {
    add(errand) {
      set([...errands, errand])
      run()
    },
    resume() {
      isHalted = false
      wake()
      run()
    },
    freshen: () => run(() => rebase(null, null)),
    async emptied() {
      while (running) await running
      return errands.length === 0
    },
    close() {
      isClosed = true
      wake()
    },
  }
}
