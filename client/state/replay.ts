import type { Command, Refusal } from '#core/plan/commands.ts'
import type { Desk } from '../editor/desk.ts'
import type { DraftView } from '../editor/draft.ts'
import type { Errand } from './outbox.ts'

/** An errand that is not done again; without a refusal, because it would take back or repeat another step now. */
type LostErrand =
  | { readonly kind: 'command'; readonly command: Command; readonly refusal: Refusal }
  | { readonly kind: 'undo' | 'redo' }

export interface Replay {
  /** What the draft looks like then; null where nothing was done that the desk can show. */
  readonly view: DraftView | null
  /** What still has to be sent. */
  readonly errands: readonly Errand[]
  readonly lost: readonly LostErrand[]
  /** What takes back or repeats a step from before the desk was opened: only the server can show that. */
  readonly unseen: readonly UnseenStep[]
}

/** An undo or redo that the desk cannot do: it knows no step from before it was opened. */
export type UnseenStep = 'undo' | 'redo'

/** What became of a step: done on the desk, known to the server alone, or nowhere. */
type Step = 'here' | 'there' | 'lost'

export interface ReplayAsked {
  /** The draft is as it was when the first of the errands was added: an undo still means what it meant. */
  readonly isSame: boolean
  /** The server refused this one, and the errands were added after it. */
  readonly refused?: Errand | null
}

/** Does errands again, in order, on a desk that was just opened. */
export async function replayed(
  desk: Pick<Desk, 'perform' | 'undo' | 'redo'>,
  errands: readonly Errand[],
  { isSame, refused }: ReplayAsked,
): Promise<Replay> {
  const again: Errand[] = []
  const lost: LostErrand[] = []
  let view: DraftView | null = null
  const unseen: UnseenStep[] = []
  const done: Step[] = refused?.kind === 'command' || refused?.kind === 'redo' ? ['lost'] : []
  let undone: Step[] = refused?.kind === 'undo' ? ['lost'] : []

  const perform = async (errand: Extract<Errand, { kind: 'command' }>): Promise<Step> => {
    const outcome = await desk.perform(errand.command)
    if (outcome.ok) view = outcome.view
    // What is already so needs no word: its answer was lost, not the change.
    else if (unseen.length === 0 && outcome.refusal.code === 'nothing_changes') return 'there'
    else if (unseen.length === 0) {
      lost.push({ kind: 'command', command: errand.command, refusal: outcome.refusal })
      return 'lost'
    }
    // Behind, it is for the server to refuse.
    again.push(errand)
    return outcome.ok ? 'here' : 'there'
  }
  const step = async (errand: Errand, kind: 'undo' | 'redo', from: Step[], to: Step[]) => {
    const which = from.pop() ?? 'there'
    to.push(which)
    // What was not kept needs no undoing.
    if (which === 'lost') return
    if (which === 'there' && !isSame) {
      lost.push({ kind })
      return
    }
    if (which === 'here') view = (await desk[kind]()) ?? view
    else unseen.push(kind)
    again.push(errand)
  }

  for (const errand of errands) {
    if (errand.kind === 'words') again.push(errand)
    else if (errand.kind === 'undo') await step(errand, errand.kind, done, undone)
    else if (errand.kind === 'redo') await step(errand, errand.kind, undone, done)
    else if (errand.kind === 'command') {
      done.push(await perform(errand))
      undone = []
    }
  }
  return { view, errands: again, lost, unseen }
}
