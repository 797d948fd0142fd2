import { z } from 'zod'
import { LOAD_WARNINGS } from '#core/beat/load.ts'
import { AlignmentClass, Mismatch } from './alignment.ts'
import { AreaCode, AsOf, featureCollection, Position, Uuid } from './common.ts'

/** What is too much, or missing, for whoever serves a beat. */
export const LoadWarning = z.enum(LOAD_WARNINGS)
export type LoadWarning = z.infer<typeof LoadWarning>

/** Per officer; null where there is none. */
const Load = z.object({ gridsPerOfficer: z.number().nullable(), residentsPerOfficer: z.number().nullable() })

const BeatLabel = z.object({
  id: Uuid,
  code: z.string(),
  name: z.string(),
  station: Uuid,
  stationName: z.string(),
  /** Of the station. */
  street: AreaCode,
})

export const BeatSummary = BeatLabel.extend({
  version: z.int(),
  /** Who serve there today. */
  officers: z.int(),
  /** Grids of which it is the main beat, and of those the ones in which a role is empty. */
  grids: z.int(),
  gridsWithGaps: z.int(),
  households: z.int(),
  /** Estimated from the households. */
  residents: z.int(),
  /** Cases of the last twelve months, and those that are open. */
  incidents: z.int(),
  openIncidents: z.int(),
  areaM2: z.number(),
  /** Grids with a mismatch that have ground in it. */
  mismatches: z.int(),
  load: Load,
  warnings: z.array(LoadWarning),
})
export type BeatSummary = z.infer<typeof BeatSummary>

export const BeatsQuery = z.object({ within: AreaCode.optional(), asOf: AsOf.optional() })

export const BeatFeatures = featureCollection(BeatLabel)
export type BeatFeatures = z.infer<typeof BeatFeatures>

export const BeatDetail = BeatSummary.extend({
  gridList: z.array(
    z.object({
      id: Uuid,
      code: z.string(),
      name: z.string(),
      community: AreaCode,
      class: AlignmentClass,
      mismatch: Mismatch.nullable(),
      /** In the beat; the share is of the grid's area. */
      households: z.int(),
      shareOfArea: z.number(),
    }),
  ),
  /** Cases of the last thirty days by category; fewer than three are not told. */
  recent: z.array(z.object({ category: z.string(), cases: z.int() })),
})
export type BeatDetail = z.infer<typeof BeatDetail>

export const StationSummary = z.object({
  id: Uuid,
  code: z.string(),
  name: z.string(),
  street: AreaCode,
  position: Position,
  beats: z.int(),
  officers: z.int(),
  grids: z.int(),
  gridsWithGaps: z.int(),
  households: z.int(),
  residents: z.int(),
  mismatches: z.int(),
  incidents: z.int(),
  openIncidents: z.int(),
  load: Load,
  warnings: z.array(LoadWarning),
})
export type StationSummary = z.infer<typeof StationSummary>

export const StationDetail = StationSummary.extend({ beatList: z.array(BeatSummary) })
export type StationDetail = z.infer<typeof StationDetail>
