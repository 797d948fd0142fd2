import { type Action, CASE_STATES, type CaseState, type RequestKind } from './case.ts'

/** States that somebody still has to do something about. */
const OPEN_STATES = [
  'reported',
  'filed',
  'assigned',
  'handling',
  'suspended',
  'feedback',
] as const satisfies readonly CaseState[]
export const isOpen = (state: CaseState): boolean => (OPEN_STATES as readonly CaseState[]).includes(state)

/** States in which a case has exactly one holder. */
const HELD_STATES: readonly CaseState[] = ['assigned', 'handling', 'suspended', 'feedback']

/**
 * Who, seen from the case: `desk` is staff of the command center; `street_desk` the same at street or district;
 * `verifier` a desk that had no hand in handling it; `approver` a desk other than whoever asked;
 * `reporting_worker` the grid worker who reported it; `called` a unit that was whistled for.
 */
export type Who =
  | 'desk'
  | 'street_desk'
  | 'holder'
  | 'verifier'
  | 'approver'
  | 'reporting_worker'
  | 'called'
  | 'clock'
  | 'anyone'

/** What has to come with the act. */
export type Need = 'reason' | 'opinion' | 'photo' | 'holder' | 'called' | 'matter' | 'until' | 'into'

export interface Row {
  readonly from: readonly CaseState[]
  readonly action: Action
  readonly to: CaseState | 'same'
  readonly who: readonly Who[]
  readonly needs: readonly Need[]
  /** The kind of request that must be waiting. */
  readonly pending?: RequestKind
  /** Leaves what others are about to do as it was: it makes nobody's view stale, and is never stale itself. */
  readonly quiet?: true
}

/**
 * The whole life of a case. Who may do what, in which state, and where it leads: an act that no row allows is
 * refused. The desk may record for a holder without an account (`accept`, `feedback` …), and then may not verify.
 */
export const TABLE: readonly Row[] = [
  // The six steps.
  { from: ['reported'], action: 'file', to: 'filed', who: ['desk'], needs: ['matter'] },
  { from: ['filed'], action: 'assign', to: 'assigned', who: ['desk'], needs: ['holder'] },
  { from: ['assigned'], action: 'accept', to: 'handling', who: ['holder', 'desk'], needs: [] },
  {
    ...{ from: ['handling'], action: 'feedback', to: 'feedback' },
    ...{ who: ['holder', 'desk'], needs: ['opinion', 'photo'] },
  },
  { from: ['feedback'], action: 'close', to: 'closed', who: ['verifier'], needs: ['opinion'] },
  // Small things end where they began: the grid worker dealt with it and shows it.
  { from: ['reported'], action: 'selfHandle', to: 'closed', who: ['reporting_worker'], needs: ['photo'] },
  // Back, aside, and again.
  { from: ['reported'], action: 'reject', to: 'rejected', who: ['desk'], needs: ['reason'] },
  { from: ['filed'], action: 'file', to: 'filed', who: ['desk'], needs: ['matter'] },
  { from: ['assigned', 'handling'], action: 'return', to: 'filed', who: ['holder'], needs: ['reason'] },
  {
    ...{ from: ['assigned', 'handling'], action: 'reassign', to: 'assigned' },
    ...{ who: ['desk'], needs: ['holder', 'reason'] },
  },
  {
    ...{ from: ['filed', 'assigned', 'handling'], action: 'whistle', to: 'assigned' },
    ...{ who: ['street_desk'], needs: ['holder', 'called'] },
  },
  { from: HELD_STATES, action: 'arrive', to: 'same', who: ['called'], needs: [], quiet: true },
  { from: ['feedback'], action: 'rework', to: 'handling', who: ['verifier'], needs: ['reason'] },
  { from: OPEN_STATES, action: 'merge', to: 'merged', who: ['desk'], needs: ['into'] },
  { from: ['closed'], action: 'reopen', to: 'filed', who: ['desk'], needs: ['reason'] },
  { from: ['rejected'], action: 'reopen', to: 'reported', who: ['desk'], needs: ['reason'] },
  // Asked for by one, granted by another.
  {
    ...{ from: ['handling'], action: 'requestSuspension', to: 'same' },
    ...{ who: ['holder', 'desk'], needs: ['reason', 'until'] },
  },
  { from: ['handling'], action: 'requestExtension', to: 'same', who: ['holder', 'desk'], needs: ['reason'] },
  { from: OPEN_STATES, action: 'requestVoid', to: 'same', who: ['holder', 'desk'], needs: ['reason'] },
  {
    ...{ from: ['handling'], action: 'approve', to: 'suspended', pending: 'suspension' },
    ...{ who: ['approver'], needs: [] },
  },
  {
    ...{ from: ['handling'], action: 'approve', to: 'same', pending: 'extension' },
    ...{ who: ['approver'], needs: [] },
  },
  { from: OPEN_STATES, action: 'approve', to: 'void', pending: 'void', who: ['approver'], needs: [] },
  { from: OPEN_STATES, action: 'decline', to: 'same', who: ['approver'], needs: ['reason'] },
  { from: ['suspended'], action: 'resume', to: 'handling', who: ['holder', 'desk', 'clock'], needs: [] },
  // Anywhere on the way.
  { from: OPEN_STATES, action: 'urge', to: 'same', who: ['desk'], needs: [], quiet: true },
  { from: OPEN_STATES, action: 'supervise', to: 'same', who: ['desk'], needs: ['reason'] },
  {
    ...{ from: OPEN_STATES, action: 'escalate', to: 'same' },
    ...{ who: ['holder', 'desk', 'clock'], needs: ['reason'] },
  },
  { from: OPEN_STATES, action: 'acknowledge', to: 'same', who: ['desk', 'holder'], needs: [], quiet: true },
  { from: OPEN_STATES, action: 'ring', to: 'same', who: ['clock'], needs: [], quiet: true },
  { from: CASE_STATES, action: 'comment', to: 'same', who: ['anyone'], needs: ['opinion'], quiet: true },
]

/** Every action once, in the order of the table. */
export const ACTIONS: readonly Action[] = [...new Set(TABLE.map(({ action }) => action))]

/** The rows that begin in a state with an action. */
export const rowsFor = (action: Action, from: CaseState): readonly Row[] =>
  ROWS.get(`${action} ${from}`) ?? []
const ROWS = new Map<string, Row[]>()
for (const row of TABLE)
  for (const from of row.from) {
    const key = `${row.action} ${from}`
    ROWS.set(key, [...(ROWS.get(key) ?? []), row])
  }

/** Whether an action leaves what others are about to do as it was, in every row it has. */
export const isQuiet = (action: Action): boolean => QUIET.has(action)
const QUIET = new Set(TABLE.flatMap(({ action, quiet }) => (quiet ? [action] : [])))
