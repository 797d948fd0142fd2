import { z } from 'zod'
import { CREW_FAULTS, POST_ROLES } from '#core/beat/crew.ts'
import { GridType } from './area.ts'
import { LoadWarning } from './beat.ts'
import { AreaCode, Day, Uuid } from './common.ts'

const PostRole = z.enum(POST_ROLES)

/** Who serves; a name is masked (姓*) for whoever only reads. */
export const CrewPost = z.object({
  id: Uuid,
  person: Uuid,
  name: z.string(),
  role: PostRole,
  fromOn: Day,
  /** The first day on which it is over. */
  toOn: Day.nullable(),
  standing: z.enum(['over', 'serving', 'to_come']),
})
export type CrewPost = z.infer<typeof CrewPost>

const Named = z.object({ id: Uuid, name: z.string() })

export const CrewFault = z.object({
  code: z.enum(CREW_FAULTS),
  severity: z.enum(['error', 'warning']),
  role: PostRole,
  /** role_doubled: who serve at once; worker_shared: who serves several; post_expired: who left last. */
  people: z.array(Named),
  /** post_expired: the first day without anybody. */
  since: Day.nullable(),
  /** A gap: when the next begins. */
  until: Day.nullable(),
  /** worker_shared: the other grids. */
  grids: z.array(Named),
})
export type CrewFault = z.infer<typeof CrewFault>

const BeatName = z.object({
  id: Uuid,
  code: z.string(),
  name: z.string(),
  station: Uuid,
  stationName: z.string(),
})

export const GridCrew = z.object({
  grid: Uuid,
  code: z.string(),
  name: z.string(),
  type: GridType,
  community: AreaCode,
  /** Its main beat: whose officers look after it. */
  beat: BeatName.nullable(),
  /** Who serves on that day and who is to come, by role. */
  posts: z.array(CrewPost),
  faults: z.array(CrewFault),
})
export type GridCrew = z.infer<typeof GridCrew>

export const BeatCrew = z.object({
  beat: Uuid,
  code: z.string(),
  name: z.string(),
  station: Uuid,
  stationName: z.string(),
  /** Of the station. */
  street: AreaCode,
  posts: z.array(CrewPost),
  faults: z.array(CrewFault),
  /** Who serve on that day. */
  officers: z.int(),
  /** Grids of which it is the main beat, and of those the ones in which a role is empty. */
  grids: z.int(),
  gridsWithGaps: z.int(),
  households: z.int(),
  /** Estimated from the households. */
  residents: z.int(),
  /** Per officer; null where there is none. */
  load: z.object({ gridsPerOfficer: z.number().nullable(), residentsPerOfficer: z.number().nullable() }),
  warnings: z.array(LoadWarning),
})
export type BeatCrew = z.infer<typeof BeatCrew>

export const CrewQuery = z.object({
  within: AreaCode.optional(),
  /** Left out, today. */
  on: Day.optional(),
})
export const OnQuery = z.object({ on: Day.optional() })

export const Crews = z.object({ on: Day, grids: z.array(GridCrew), beats: z.array(BeatCrew) })
export type Crews = z.infer<typeof Crews>

/** Masked (138****5678) with the names; whoever reads it in clear is on the record. */
const Reachable = CrewPost.extend({ telephone: z.string() })
export type Reachable = z.infer<typeof Reachable>

/** The crew of one grid or beat, with everybody who ever served: those who serve first, then the newest. */
export const PlaceCrew = z.object({
  kind: z.enum(['grid', 'beat']),
  id: Uuid,
  code: z.string(),
  name: z.string(),
  /** The grid's community, the beat's street. */
  area: AreaCode,
  on: Day,
  posts: z.array(Reachable),
  faults: z.array(CrewFault),
  /** Of a grid: its main beat, and the officers who serve there on that day. */
  beat: BeatName.nullable(),
  officers: z.array(Reachable),
})
export type PlaceCrew = z.infer<typeof PlaceCrew>

const NewPerson = z.object({
  id: Uuid,
  name: z.string().trim().min(1).max(40),
  telephone: z
    .string()
    .trim()
    .regex(/^[+\d][\d -]{2,19}$/, 'expected a telephone number'),
})

/** Of the same id the same post, however often it comes. */
export const NewPost = z
  .object({
    id: Uuid,
    person: Uuid.optional(),
    newPerson: NewPerson.optional(),
    role: PostRole,
    grid: Uuid.optional(),
    beat: Uuid.optional(),
    /** Today or later: past days stay as they were. */
    fromOn: Day,
    /** A post of the same role at the same place that ends on that day. */
    replaces: Uuid.optional(),
  })
  .refine(({ person, newPerson }) => (person === undefined) !== (newPerson === undefined), {
    message: 'expected either a person or a new one',
    path: ['person'],
  })
  .refine(
    ({ role, grid, beat }) =>
      role === 'community_officer' ? beat !== undefined && !grid : grid !== undefined && !beat,
    { message: 'expected the beat of an officer, or the grid of everybody else', path: ['grid'] },
  )
export type NewPost = z.infer<typeof NewPost>

/** `toOn` is the first day on which it is over: today or later. */
export const FinishPost = z.object({ toOn: Day })
