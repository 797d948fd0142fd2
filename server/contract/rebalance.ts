import { z } from 'zod'
import { AreaCode, Uuid } from './common.ts'

const MOST_HOUSEHOLDS = 1_000_000
const Ids = z.array(Uuid).max(5000)

/** What costs what, in households; a household that changes grid costs 1. */
const Objective = z.object({
  perBuilding: z.number().min(0).max(1000).default(0.001),
  /** By metre of boundary between grids. */
  perM: z.number().min(0).max(100).default(1e-7),
  /** How many households a shop or an organisation counts as. */
  perPlace: z.number().min(0).max(100).default(0),
  /** How many households a case a month counts as, by what happened at each building in the last year. */
  perCase: z.number().min(0).max(1000).default(0),
  /** Whether a grid may take buildings across a river, a railway or a main road; or at what price by household. */
  barriers: z.union([z.literal('forbidden'), z.number().min(0).max(1000)]).default('forbidden'),
  /** By household that is in another police beat than most of its grid. */
  perBeat: z.number().min(0).max(1000).default(0),
  /** How many grids away a building may go: 1 is next door. */
  rings: z.int().min(1).max(5).default(1),
})

const Wished = z.object({
  /** Households a grid should have, both included; left out, the band of the settings. */
  band: z
    .object({
      low: z.int().min(0).max(MOST_HOUSEHOLDS),
      high: z.int().min(1).max(MOST_HOUSEHOLDS),
    })
    .refine(({ low, high }) => low <= high, 'expected low ≤ high')
    .optional(),
  /** `overload` relieves the grids above the band and makes none below it smaller; `band` also fills those. */
  goal: z.enum(['overload', 'band']).default('overload'),
  /** Kept as they are, besides what the plan itself keeps. */
  locks: z.object({ grids: Ids.default([]), buildings: Ids.default([]) }).prefault({}),
  /** Only these grids give and take. */
  grids: Ids.min(1).optional(),
  /** Only this community. */
  community: AreaCode.optional(),
  objective: Objective.prefault({}),
  /** `allowed` also asks whether a grid more or less would be better than moves: see `alternatives`. */
  structure: z.enum(['none', 'allowed']).default('none'),
  /** These grids are to be split or dissolved: an alternative for each, whatever it costs. */
  split: Ids.default([]),
  dissolve: Ids.default([]),
  /** The same seed gives the same proposal, apart from what time allows to prove. */
  seed: z
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .default(1),
  /** For the proof of each community. */
  seconds: z.number().min(0).max(60).default(5),
})
/** What is asked of a rebalance; nothing at all, or `{}`, asks for relief of every overloaded grid of the plan. */
export const RebalanceRequest = Wished.nullish().transform((wished) => wished ?? Wished.parse({}))
export type RebalanceRequest = z.infer<typeof RebalanceRequest>

const ProposedMove = z.object({
  /** One command `moveBuildings` to `to`. */
  buildings: z.array(z.object({ id: Uuid, name: z.string(), households: z.int() })),
  from: Uuid,
  to: Uuid,
  households: z.int(),
  /** `from` has too much; `to` has too little; or it only makes room for what follows. */
  reason: z.enum(['relieves', 'fills', 'makes_room']),
  /** Moves of one group only leave every grid in one piece when all of them are made. */
  group: z.int(),
  /** What the two grids count after this move and all before it. */
  fromAfter: z.number(),
  toAfter: z.number(),
})

/** A grid as counted: households, and places at what the objective says. */
const GridLoad = z.object({
  grid: Uuid,
  code: z.string(),
  name: z.string(),
  before: z.number(),
  after: z.number(),
  /** How far outside the band that was asked for; 0 for a locked or exclusive grid, of which nothing is asked. */
  outsideBefore: z.number(),
  outsideAfter: z.number(),
})

/** What would help where the band cannot be reached. */
const Relaxation = z.object({
  what: z.enum([
    'unlock_grids',
    'unlock_buildings',
    'unlock_boundaries',
    'part_compounds',
    'include_grids',
    'cross_barriers',
    'add_grid',
    'dissolve_grid',
  ]),
  /** Which grids or buildings; of `add_grid` and `dissolve_grid`, those that together have too much or too little. */
  grids: z.array(Uuid),
  buildings: z.array(Uuid),
  /** So many fewer outside the band; of `add_grid` and `dissolve_grid`, so many too many or too few. */
  households: z.number(),
})

/** A grid that an alternative makes (`before` is 0) or dissolves (`after` is 0) is among them. */
const AlternativeLoad = GridLoad.extend({ isNew: z.boolean(), isRetired: z.boolean() })
const ProposedCommand = z.discriminatedUnion('type', [
  z.object({ type: z.literal('moveBuildings'), buildings: z.array(Uuid), to: Uuid }),
  z.object({
    type: z.literal('splitOffGrid'),
    buildings: z.array(Uuid),
    newGrid: z.object({ id: Uuid, name: z.string().optional() }),
  }),
  z.object({ type: z.literal('mergeGrids'), from: Uuid, into: Uuid }),
])

/** Another division of a community instead of moves: to be taken whole. */
const Alternative = z.object({
  kind: z.enum(['split', 'add', 'dissolve']),
  /** The one that is split or dissolved; null for `add`. */
  grid: Uuid.nullable(),
  /** Every grid is in one piece after each. */
  commands: z.array(ProposedCommand).min(1),
  /** What changes grid. */
  households: z.number(),
  buildings: z.int(),
  outsideBefore: z.number(),
  outsideAfter: z.number(),
  grids: z.array(AlternativeLoad),
})

const Proposal = z.object({
  /** In an order in which every grid is in one piece after each group. */
  moves: z.array(ProposedMove),
  /** What changes grid. */
  households: z.number(),
  buildings: z.int(),
  /** Outside the band, over all grids. */
  outsideBefore: z.number(),
  outsideAfter: z.number(),
  grids: z.array(GridLoad),
  /** `optimal`: nothing better exists; `bounded`: see `above`; `open`: still at work, or stopped before a proof. */
  proof: z.enum(['optimal', 'bounded', 'open']),
  /** At most so many households fewer would do with as few outside the band; null where that is not known. */
  above: z.number().nullable(),
  /** No way leaves fewer outside the band. */
  leastOutside: z.number(),
  /** Grids that together have too much or too little, whatever is moved among them. */
  stuck: z.array(z.object({ side: z.enum(['high', 'low']), grids: z.array(Uuid), households: z.number() })),
  /** Most helpful first; known once the community is done. */
  relax: z.array(Relaxation),
  /** Households in another police beat than most of their grid; null where beats are not priced. */
  offBeat: z.object({ before: z.number(), after: z.number() }).nullable(),
  /**
   * Where `structure` allows them: those that leave fewer outside the band than the moves, or as few and move fewer;
   * and what was asked for by name. Best first; known once the community is done.
   */
  alternatives: z.array(Alternative),
})

const CommunityProposal = z.object({
  community: AreaCode,
  name: z.string(),
  /** `working` or `waiting` with a proposal: a better one or its proof is sought. `failed`: it could not be computed. */
  state: z.enum(['waiting', 'working', 'done', 'failed']),
  /** The job's `step` at which this last changed. */
  step: z.int(),
  /** The best so far; null before the first answer. */
  proposal: Proposal.nullable(),
})
export type CommunityProposal = z.infer<typeof CommunityProposal>

export const JobQuery = z.object({
  /** Only communities that changed after this step; left out, all. */
  after: z.coerce.number().int().min(-1).default(-1),
})

/** `stale`: the plan has changed since; what was proposed may not fit any more, and no more is computed. */
const JobState = z.enum(['running', 'done', 'cancelled', 'failed', 'stale'])
const JobStanding = z.object({
  state: JobState,
  /** Counts up with whatever changes in the job. */
  step: z.int(),
  progress: z.object({
    /** Communities: all, those with a first answer, and those that are done. */
    total: z.int(),
    answered: z.int(),
    done: z.int(),
    elapsedSeconds: z.number(),
  }),
  /** The plan's revision now. */
  planRevision: z.int(),
})

/** A rebalance: where it stands, and the best proposal so far for each community, worst first. */
export const RebalanceJob = JobStanding.extend({
  id: Uuid,
  plan: Uuid,
  /** Of the plan, for which it is computed. */
  revision: z.int(),
  band: z.object({ low: z.int(), high: z.int() }),
  goal: z.enum(['overload', 'band']),
  communities: z.array(CommunityProposal),
})
export type RebalanceJob = z.infer<typeof RebalanceJob>

/** The data of the event `job`, whose id is the step: ask for the job after the last step that is known. */
export const JobNews = JobStanding
export type JobNews = z.infer<typeof JobNews>
