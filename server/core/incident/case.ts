import type { Instant } from './calendar.ts'
import type { CaseMatter, Category, LimitKind, Matter, Urgency } from './matters.ts'
import type { Level } from './triage.ts'

export type Uuid = string

/** 上报, 案卷建立, 任务指派, 调查落实, 处理反馈, 结案归档; 挂账; and three other ends: 不予受理, 并案, 作废. */
export const CASE_STATES = [
  'reported',
  'filed',
  'assigned',
  'handling',
  'suspended',
  'feedback',
  'closed',
  'rejected',
  'merged',
  'void',
] as const
export type CaseState = (typeof CASE_STATES)[number]

/** Who can hold a case. */
export const HOLDER_KINDS = ['grid_worker', 'community', 'street', 'department', 'police'] as const
export type HolderKind = (typeof HOLDER_KINDS)[number]

/** Whoever does something with a case: the desk (综治中心), whoever may hold it, and the clock of the product. */
export type ActorRole = 'commander' | HolderKind | 'clock'

export interface Actor {
  readonly person: string
  readonly name: string
  readonly role: ActorRole
  /** The community, street, department or station that this person acts for; null for a grid worker. */
  readonly unit: string | null
  /** How far this person's desk reaches; of others, the level they work at. */
  readonly level: Level
}

/** A grid worker by person, everyone else by unit. */
export interface Holder {
  readonly kind: HolderKind
  readonly id: string
  readonly name: string
}

/** A unit that was whistled for beside the master holder, and when it reported in. */
interface CalledUnit {
  readonly id: string
  readonly name: string
  readonly arrivedAt: Instant | null
}

interface Attachment {
  readonly id: Uuid
  readonly kind: 'photo' | 'video' | 'sound' | 'document'
}

/** What any act may carry along. */
interface Said {
  readonly opinion?: string | undefined
  readonly attachments?: readonly Attachment[] | undefined
}
interface Explained extends Said {
  readonly reason: string
}

/** 督办, and the yellow and red card. */
export const SUPERVISIONS = ['plain', 'yellow', 'red'] as const
export type Supervision = (typeof SUPERVISIONS)[number]

/** What is done with a case, after it was reported. */
export type Act =
  | ({
      readonly action: 'file'
      readonly matter: Matter
      readonly level: Level
      /** Left out, what it was. */
      readonly urgency?: Urgency | undefined
      /** Left out, the one that urgency and matter ask for; given, for instance `hard`, this one. */
      readonly limit?: LimitKind | undefined
    } & Said)
  | ({ readonly action: 'reject' } & Explained)
  | ({ readonly action: 'selfHandle' } & Said)
  | ({ readonly action: 'assign'; readonly holder: Holder } & Said)
  | ({ readonly action: 'reassign'; readonly holder: Holder } & Explained)
  | ({ readonly action: 'accept' } & Said)
  | ({ readonly action: 'return' } & Explained)
  | ({ readonly action: 'feedback' } & Said)
  | ({ readonly action: 'rework' } & Explained)
  | ({ readonly action: 'close' } & Said)
  | ({ readonly action: 'requestSuspension'; readonly until: Instant } & Explained)
  | ({ readonly action: 'requestExtension' } & Explained)
  | ({ readonly action: 'requestVoid' } & Explained)
  | ({ readonly action: 'approve' } & Said)
  | ({ readonly action: 'decline' } & Explained)
  | ({ readonly action: 'resume' } & Said)
  | ({ readonly action: 'urge' } & Said)
  | ({ readonly action: 'supervise'; readonly colour: Supervision } & Explained)
  | ({ readonly action: 'escalate' } & Explained)
  | ({
      readonly action: 'whistle'
      /** The one master holder. */
      readonly holder: Holder
      readonly called: readonly Omit<CalledUnit, 'arrivedAt'>[]
    } & Said)
  | ({ readonly action: 'arrive' } & Said)
  /** `into` as it stands: whoever asks has locked both cases. */
  | ({ readonly action: 'merge'; readonly into: Pick<Case, 'id' | 'state'> } & Said)
  | ({ readonly action: 'reopen' } & Explained)
  | ({ readonly action: 'acknowledge' } & Said)
  | ({ readonly action: 'ring' } & Said)
  | ({ readonly action: 'comment' } & Said)

export type Action = Act['action']
export type ActOf<A extends Action> = Extract<Act, { action: A }>

/** The first row of every log. */
export interface Reported {
  readonly action: 'report'
  readonly id: Uuid
  readonly matter: CaseMatter | null
  /** What it was taken for before anybody filed it; left out where the matter says it. */
  readonly category?: Category
  readonly level: Level
  readonly urgency: Urgency
  /** 一键呼叫: rings until somebody acknowledges it. */
  readonly sos: boolean
}

/** A row of the append-only log; version 1 is the report. Times never run backwards. */
export interface LogRow {
  readonly version: number
  readonly at: Instant
  readonly by: Actor
  readonly from: CaseState | null
  readonly to: CaseState
  readonly act: Reported | Act
}

export type RequestKind = 'suspension' | 'extension' | 'void'
/** What waits for somebody's approval; dropped when the case moves on. */
export type PendingRequest =
  | { readonly kind: 'suspension'; readonly by: string; readonly reason: string; readonly until: Instant }
  | { readonly kind: 'extension' | 'void'; readonly by: string; readonly reason: string }

/** A stretch in which the clock stands still: until somebody resumes, at the latest until the day asked for. */
export interface Pause {
  readonly from: Instant
  readonly to: Instant
}

/** Somebody's step, as told to whoever comes second. */
export interface Step {
  readonly version: number
  readonly action: Action | 'report'
  readonly by: Actor
  readonly at: Instant
}

/** A case as its log says it stands. */
export interface Case {
  readonly id: Uuid
  readonly version: number
  readonly state: CaseState
  readonly matter: CaseMatter | null
  readonly level: Level
  readonly urgency: Urgency
  readonly sos: boolean
  /** Which limit counts, and whether its extension was granted. */
  readonly limit: LimitKind
  readonly extended: boolean
  /** The one who has it: never null from assignment to feedback; of an ended case whoever had it last. */
  readonly holder: Holder | null
  readonly called: readonly CalledUnit[]
  /** The person who reported it. */
  readonly reporter: string
  /** Persons who had a hand in handling it: none of them may verify it. */
  readonly handlers: readonly string[]
  readonly returns: number
  readonly urges: number
  readonly supervision: Supervision | null
  readonly pending: PendingRequest | null
  readonly acknowledged: Step | null
  /** When an SOS last rang: with the report, then with each ring. */
  readonly rangAt: Instant
  readonly mergedInto: Uuid | null
  /** Of the limit: since the report, or the reopening. */
  readonly startedAt: Instant
  /** In order, and apart. */
  readonly pauses: readonly Pause[]
  /** When it ended. */
  readonly stoppedAt: Instant | null
  /** The newest step that makes what others saw stale. */
  readonly lastMove: Step
  readonly lastAt: Instant
}
