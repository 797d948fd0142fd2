import { z } from 'zod'
import { CREW_FAULTS, POST_ROLES } from '#core/beat/crew.ts'
import { Mismatch } from './alignment.ts'
import { LoadWarning } from './beat.ts'
import { AreaCode, Day, Uuid } from './common.ts'
import { FlowTold } from './exchange.ts'

export const JointReportQuery = z.object({
  /** 2026-10, in the district's zone. */
  month: z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'expected a month as 2026-10'),
  within: AreaCode.optional(),
})
export type JointReportQuery = z.infer<typeof JointReportQuery>

/** How grids lie in the beats. */
const AlignmentFigures = z.object({
  grids: z.int(),
  full: z.int(),
  partial: z.int(),
  none: z.int(),
  /** Without a mismatch: with those of the three kinds they are all grids. */
  aligned: z.int(),
  /** 0–1 of the grids; null where there is none. */
  shareAligned: z.number().nullable(),
  mismatches: z.record(Mismatch, z.int()),
})
export type AlignmentFigures = z.infer<typeof AlignmentFigures>

const ChangedMismatch = z.object({
  grid: Uuid,
  code: z.string(),
  name: z.string(),
  community: AreaCode,
  communityName: z.string(),
  before: Mismatch.nullable(),
  after: Mismatch.nullable(),
})
export type ChangedMismatch = z.infer<typeof ChangedMismatch>

/** A fault in the crew of a grid or a beat; nobody is named. */
const ReportedFault = z.object({
  kind: z.enum(['grid', 'beat']),
  place: Uuid,
  code: z.string(),
  name: z.string(),
  /** The community, or the street. */
  areaName: z.string(),
  fault: z.enum(CREW_FAULTS),
  role: z.enum(POST_ROLES),
  /** post_expired: the first day without anybody. */
  since: Day.nullable(),
})
export type ReportedFault = z.infer<typeof ReportedFault>

const Part = z.object({
  officers: z.int(),
  /** Of which it is the main beat; of those the ones that lie wholly in it, without a mismatch, and short of a role. */
  grids: z.int(),
  full: z.int(),
  aligned: z.int(),
  gridsWithGaps: z.int(),
  warnings: z.array(LoadWarning),
  toPolice: FlowTold,
  toGrids: FlowTold,
})

/**
 * 警网联席月报. By versions, posts and the logs alone: of a month that is over it is the same whenever it is asked for,
 * and for whom. Counts of fewer than three cases are told to nobody, because it is handed out.
 */
export const JointReport = z.object({
  month: z.string(),
  within: AreaCode,
  /** Where it is, from the district down. */
  place: z.string(),
  from: z.string(),
  /** Not included: the end of the month, or now while it runs. */
  to: z.string(),
  /** Over: it does not change any more. */
  final: z.boolean(),
  alignment: AlignmentFigures,
  /** Against the end of the month before; null where nothing was published by then. */
  changes: z
    .object({
      before: AlignmentFigures,
      opened: z.array(ChangedMismatch),
      closed: z.array(ChangedMismatch),
      changed: z.array(ChangedMismatch),
    })
    .nullable(),
  crews: z.object({
    gridsWithGaps: z.int(),
    beatsWithoutOfficer: z.int(),
    faults: z.array(ReportedFault),
  }),
  toPolice: FlowTold,
  toGrids: FlowTold,
  stations: z.array(
    Part.extend({
      station: Uuid,
      name: z.string(),
      beats: z.array(Part.extend({ beat: Uuid, code: z.string(), name: z.string() })),
    }),
  ),
})
export type JointReport = z.infer<typeof JointReport>
