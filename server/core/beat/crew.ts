import { grouped } from '../grouped.ts'
import type { CrewRole, Uuid } from '../plan/plan.ts'

/** 2026-11-22; days compare as texts do. */
export type Day = string

/** 网格长, 网格指导员, 网格员, 辅助员 of a grid; 社区民警 of a beat. */
export const POST_ROLES = ['chief', 'instructor', 'worker', 'auxiliary', 'community_officer'] as const
export type PostRole = CrewRole | 'community_officer'

/** That somebody serves a grid, or an officer a beat. */
export interface Post {
  readonly id: Uuid
  readonly person: Uuid
  readonly role: PostRole
  readonly grid: Uuid | null
  readonly beat: Uuid | null
  readonly fromOn: Day
  /** The first day on which it is over; null while no end is known. */
  readonly toOn: Day | null
}

export type PostStanding = 'over' | 'serving' | 'to_come'

/** How a post stands on a day. */
export function standingOn({ fromOn, toOn }: Pick<Post, 'fromOn' | 'toOn'>, day: Day): PostStanding {
  if (toOn !== null && toOn <= day) return 'over'
  return fromOn > day ? 'to_come' : 'serving'
}

/** Whether two posts have a day in common. */
export const overlap = (one: Pick<Post, 'fromOn' | 'toOn'>, other: Pick<Post, 'fromOn' | 'toOn'>): boolean =>
  (other.toOn === null || one.fromOn < other.toOn) && (one.toOn === null || other.fromOn < one.toOn)

export const CREW_FAULTS = ['role_empty', 'post_expired', 'role_doubled', 'worker_shared'] as const
export type CrewFaultCode = (typeof CREW_FAULTS)[number]

/** What is wrong with the crew of a grid or beat on a day. */
export interface CrewFault {
  readonly code: CrewFaultCode
  /** A gap is an error. Two in a role that usually has one may be meant: some places have two chiefs. */
  readonly severity: 'error' | 'warning'
  readonly role: PostRole
  /** role_doubled: who serve at once; worker_shared: who serves several; post_expired: who left last. */
  readonly people: readonly Uuid[]
  /** post_expired: the first day without anybody. */
  readonly since: Day | null
  /** role_empty, post_expired: when the next begins; null while nobody is named. */
  readonly until: Day | null
  /** worker_shared: the other grids. */
  readonly grids: readonly Uuid[]
}

/** A place that people serve: a basic or exclusive grid, or a beat. */
export interface CrewPlace {
  readonly id: Uuid
  readonly kind: 'basic' | 'exclusive' | 'beat'
}

/** 1 + 1 + 1 + N: auxiliaries are welcome and never missed; whoever runs an exclusive grid looks after it. */
const NEEDED: Record<CrewPlace['kind'], readonly PostRole[]> = {
  basic: ['chief', 'instructor', 'worker'],
  exclusive: [],
  beat: ['community_officer'],
}
/** Roles in which one serves at a time. */
const SINGLE: readonly PostRole[] = ['chief', 'instructor', 'worker']

/**
 * What is wrong with the crews of these places on a day, by place; a place without a fault is left out. Only days
 * decide: what is entered later for later days changes nothing but `until`.
 */
export function crewFaults(
  places: readonly CrewPlace[],
  posts: readonly Post[],
  day: Day,
): Map<Uuid, CrewFault[]> {
  const postsByPlace = grouped(posts, ({ grid, beat }) => grid ?? beat)
  const known = new Set(places.map(({ id }) => id))
  const gridsByWorker = grouped(
    posts.filter(
      (post) => post.role === 'worker' && known.has(post.grid ?? '') && standingOn(post, day) === 'serving',
    ),
    ({ person }) => person,
  )
  const faults = new Map<Uuid, CrewFault[]>()
  for (const { id, kind } of places) {
    const here = postsByPlace.get(id) ?? []
    const found = POST_ROLES.flatMap((role) => {
      const ofRole = here.filter((post) => post.role === role)
      const serving = ofRole.filter((post) => standingOn(post, day) === 'serving')
      if (serving.length === 0) return NEEDED[kind].includes(role) ? [gap(role, ofRole, day)] : []
      return [...doubled(role, serving), ...(role === 'worker' ? shared(id, serving, gridsByWorker) : [])]
    })
    if (found.length > 0) faults.set(id, found)
  }
  return faults
}

const NOBODY = { people: [], since: null, until: null, grids: [] } as const

/** A role in which nobody serves: for the first time, or since the last one left. */
function gap(role: PostRole, posts: readonly Post[], day: Day): CrewFault {
  const over = posts.filter((post) => standingOn(post, day) === 'over')
  const since = over.reduce<Day | null>((last, { toOn }) => (last && toOn && last > toOn ? last : toOn), null)
  const [next = null] = posts
    .filter((post) => standingOn(post, day) === 'to_come')
    .map(({ fromOn }) => fromOn)
    .sort()
  const common = { ...NOBODY, severity: 'error', role, until: next } as const
  if (since === null) return { ...common, code: 'role_empty' }
  const people = over.filter(({ toOn }) => toOn === since).map(({ person }) => person)
  return { ...common, code: 'post_expired', since, people: [...new Set(people)] }
}

function doubled(role: PostRole, serving: readonly Post[]): CrewFault[] {
  const people = [...new Set(serving.map(({ person }) => person))]
  if (people.length < 2 || !SINGLE.includes(role)) return []
  return [{ ...NOBODY, code: 'role_doubled', severity: 'warning', role, people }]
}

function shared(
  grid: Uuid,
  serving: readonly Post[],
  gridsByWorker: ReadonlyMap<Uuid, readonly Post[]>,
): CrewFault[] {
  return serving.flatMap(({ person, role }): CrewFault[] => {
    const grids = (gridsByWorker.get(person) ?? []).flatMap((post) =>
      post.grid !== null && post.grid !== grid ? [post.grid] : [],
    )
    if (grids.length === 0) return []
    return [{ ...NOBODY, code: 'worker_shared', severity: 'warning', role, people: [person], grids }]
  })
}
