import type { PlanComparison } from '#contract/compare.ts'
import type { PlanSummary } from '#contract/plan.ts'
import type { BalanceRow } from '#core/plan/balance.ts'
import type { Command } from '#core/plan/commands.ts'
import type { Failure } from '../api/request.ts'
import type { DraftView, Layer, Outlook } from '../editor/draft.ts'
import { type Gesture, idle, type Picked, type Pointer, type Tool } from '../editor/gesture.ts'
import type { Saving, Wording } from './outbox.ts'
import type { Act, Rebased } from './planRequests.ts'
import type { UnseenStep } from './replay.ts'

/** The plan that is open, what the person has in hand, and all that they can do with it. */
export interface Planning {
  readonly status: 'closed' | 'opening' | 'open' | 'failed'
  readonly failure: Failure | null
  readonly id: string | null
  readonly summary: PlanSummary | null
  readonly view: DraftView | null
  readonly gesture: Gesture
  /** The building under the pointer, on the map or in the list. */
  readonly pointed: string | null
  /** What a click on the target, the end of a line or a considered command would do. */
  readonly outlook: { readonly target: string | null; readonly result: Outlook } | null
  readonly considered: readonly Command[] | null
  /** A comparison that is open, for the map to show. */
  readonly compared: PlanComparison | null
  readonly saving: Saving
  /** What this page can take back without asking; the server may know of more. */
  readonly canUndo: boolean
  readonly canRedo: boolean
  /** Undone or redone beyond what this page knows: to be seen once the server has done it. */
  readonly unseen: readonly UnseenStep[]
  readonly acting: Act | 'rebase' | null
  /** What came of putting the plan on the newest grids, until it is dismissed. */
  readonly rebased: Rebased | null
  /** What was just published from this page. */
  readonly published: { readonly summary: PlanSummary; readonly balance: readonly BalanceRow[] } | null
  open(id: string): Promise<void>
  close(): void
  /** Redraws that layer from now on. */
  showLayer(layer: Layer): Promise<void>
  perform(command: Command): Promise<boolean>
  point(pointer: Pointer): void
  pointAt(building: string | null): void
  pick(picked: Picked): void
  takeTool(tool: Tool): void
  /** Looks ahead to sending what is picked there; null ends it. */
  aim(target: string | null): void
  /** Looks ahead to commands that a panel offers; null ends it. */
  consider(commands: readonly Command[] | null): void
  /** What a command would do, without a look at it on the map; null where that cannot be told. */
  outlookOf(command: Command): Promise<Outlook | null>
  setCompared(compared: PlanComparison | null): void
  /** Names the grid that the line in hand would make. */
  nameNew(name: string): void
  /** True where the key belongs to the tool in hand. */
  press(key: string): boolean
  /** Lets go of what is picked, drawn or held. */
  drop(): void
  /** Calls the draft something else, or says why it is made. */
  word(words: Wording): void
  undo(): Promise<void>
  redo(): Promise<void>
  act(act: Act, effectiveOn?: string): Promise<boolean>
  /** Does the plan's steps again over what is published now. */
  rebase(): Promise<void>
  resume(): void
  /** Waits until everything is saved; false where that is in vain. */
  settled(): Promise<boolean>
  /** Looks whether the plan was changed elsewhere, and brings what is new. */
  freshen(): Promise<void>
  dismissPublished(): void
  dismissRebased(): void
}

/** Without a plan. */
export const closed = {
  status: 'closed',
  failure: null,
  id: null,
  summary: null,
  view: null,
  gesture: idle('select'),
  pointed: null,
  outlook: null,
  considered: null,
  compared: null,
  saving: 'saved',
  canUndo: false,
  canRedo: false,
  unseen: [],
  acting: null,
  rebased: null,
} as const
