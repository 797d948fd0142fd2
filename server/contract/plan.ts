import { z } from 'zod'
import { GridBand, GridType } from './area.ts'
import {
  AreaCode,
  Day,
  featureCollection,
  LineString,
  MultiPolygon,
  Polygon,
  Position,
  Uuid,
} from './common.ts'

/**
 * The grid that a command makes: its id comes from whoever asks, so that client and server decide alike. The id
 * alone will do; then it is named after its code.
 */
const NewGrid = z.union([
  z.object({ id: Uuid, name: z.string().max(200).optional() }),
  Uuid.transform((id) => ({ id })),
])

/** What can be asked of the boundaries of grids, and of those of beats, which then stand where grids do. */
const boundaryCommands = <L extends z.ZodType>(layer: L) =>
  [
    z.object({ layer, type: z.literal('reshapeBoundary'), line: LineString }),
    z.object({ layer, type: z.literal('splitGrid'), grid: Uuid, line: LineString, newGrid: NewGrid }),
    z.object({ layer, type: z.literal('moveVertex'), from: Position, to: Position }),
    z.object({ layer, type: z.literal('insertVertex'), at: Position, to: Position }),
    z.object({ layer, type: z.literal('deleteVertex'), at: Position }),
    z.object({
      layer,
      type: z.literal('straightenBoundary'),
      grids: z.array(Uuid).min(1).max(500),
      toleranceM: z.number().positive().max(100),
    }),
    z.object({ layer, type: z.literal('mergeGrids'), from: Uuid, into: Uuid }),
    z.object({ layer, type: z.literal('renameGrid'), grid: Uuid, name: z.string().max(200) }),
  ] as const

const Buildings = z.array(Uuid).min(1).max(5000)
const grids = { layer: z.literal('grids').optional() }
const GridCommand = z.discriminatedUnion('type', [
  ...boundaryCommands(grids.layer),
  z.object({ ...grids, type: z.literal('moveBuildings'), buildings: Buildings, to: Uuid }),
  z.object({ ...grids, type: z.literal('assignRegion'), region: Polygon, to: Uuid }),
  z.object({ ...grids, type: z.literal('splitOffGrid'), buildings: Buildings, newGrid: NewGrid }),
  z.object({ ...grids, type: z.literal('carveExclusiveGrid'), region: Polygon, newGrid: NewGrid }),
  z.object({ ...grids, type: z.literal('lockGrid'), grid: Uuid }),
  z.object({ ...grids, type: z.literal('unlockGrid'), grid: Uuid }),
  z.object({ ...grids, type: z.literal('lockBuildings'), buildings: Buildings }),
  z.object({ ...grids, type: z.literal('unlockBuildings'), buildings: Buildings }),
  z.object({ ...grids, type: z.literal('glueBuildings'), buildings: Buildings, compound: Uuid }),
  z.object({ ...grids, type: z.literal('unglueBuildings'), compound: Uuid }),
  z.object({ ...grids, type: z.literal('lockBoundary'), line: LineString, lock: Uuid }),
  z.object({ ...grids, type: z.literal('unlockBoundary'), lock: Uuid }),
])

const beats = { layer: z.literal('beats') }
/** `to` null is nobody. */
const BeatCommand = z.discriminatedUnion('type', [
  ...boundaryCommands(beats.layer),
  z.object({ ...beats, type: z.literal('moveBuildings'), buildings: Buildings, to: Uuid.nullable() }),
  z.object({ ...beats, type: z.literal('assignRegion'), region: Polygon, to: Uuid.nullable() }),
  z.object({
    ...beats,
    type: z.literal('assignGrids'),
    grids: z.array(Uuid).min(1).max(500),
    to: Uuid.nullable(),
  }),
])

export const Command = z.discriminatedUnion('layer', [GridCommand, BeatCommand])

/** What a plan's history may hold besides what can be asked of it: a step that only the server makes. */
export const PerformedCommand = z.union([
  Command,
  z.object({ type: z.literal('restoreVersion'), asOf: z.iso.datetime({ offset: true }) }),
])
export type PerformedCommand = z.infer<typeof PerformedCommand>

export const PlanStatus = z.enum(['draft', 'submitted', 'published', 'withdrawn'])
export type PlanStatus = z.infer<typeof PlanStatus>

/** What a plan may redraw: grids (planners), beats (liaisons), or both together. */
export const PlanKind = z.enum(['grids', 'beats', 'joint'])
export type PlanKind = z.infer<typeof PlanKind>

const BalanceRow = z.object({
  grid: Uuid,
  code: z.string(),
  name: z.string(),
  /** No longer there after the plan: merged into another. */
  retired: z.boolean(),
  householdsBefore: z.int(),
  householdsAfter: z.int(),
  buildingsBefore: z.int(),
  buildingsAfter: z.int(),
  placesBefore: z.int(),
  placesAfter: z.int(),
  areaM2Before: z.number(),
  areaM2After: z.number(),
  bandBefore: GridBand,
  bandAfter: GridBand,
})
const CrewRole = z.enum(['chief', 'instructor', 'worker', 'auxiliary'])
const BarrierKind = z.enum(['river', 'railway', 'main_road'])
const Finding = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning']),
  grid: Uuid,
  building: Uuid.optional(),
  other: Uuid.optional(),
  areaM2: z.number().optional(),
  barrier: z.object({ kind: BarrierKind, name: z.string() }).optional(),
  missing: z.array(CrewRole).optional(),
  isNew: z.boolean().optional(),
  beat: z.string().optional(),
  beats: z
    .array(z.object({ name: z.string().nullable(), shareOfArea: z.number(), shareOfHouseholds: z.number() }))
    .optional(),
  parts: z.int().optional(),
  households: z.int().optional(),
  beyond: z.int().optional(),
  at: Position,
})

/** The levels of the planners, and the police, for which a liaison signs. */
export const SignatureLevel = z.enum(['community', 'street', 'district', 'police'])
export const Signature = z.object({
  level: SignatureLevel,
  user: z.string(),
  name: z.string(),
  signedAt: z.string(),
})
export type Signature = z.infer<typeof Signature>

/** A plan as listed and answered. `revision` counts every change of the draft and of its status. */
export const PlanSummary = z.object({
  id: Uuid,
  name: z.string(),
  /** Why it is made; '' where nobody said. */
  reason: z.string(),
  kind: PlanKind,
  within: AreaCode,
  status: PlanStatus,
  revision: z.int(),
  createdBy: z.string(),
  createdByName: z.string(),
  createdAt: z.string(),
  submittedAt: z.string().nullable(),
  publishedAt: z.string().nullable(),
  effectiveOn: Day.nullable(),
  signatures: z.array(Signature),
  /** What it redraws so far. */
  sides: z.object({ grids: z.boolean(), beats: z.boolean() }),
  /** Levels that still have to sign; a signature of a higher level covers those below, but never the police. */
  missingSignatures: z.array(SignatureLevel),
  canUndo: z.boolean(),
  canRedo: z.boolean(),
  /** Nothing that the plan may redraw was published in its communities after what it stands on. */
  baseCurrent: z.boolean(),
  /** When the newest publication in these communities takes effect, perhaps a day ahead; nothing can be published for before it. */
  publishedFrom: z.string().nullable(),
})
export type PlanSummary = z.infer<typeof PlanSummary>

export const PlanDetail = PlanSummary.extend({
  balance: z.array(BalanceRow),
  findings: z.array(Finding),
})
export type PlanDetail = z.infer<typeof PlanDetail>

const PlanName = z.string().trim().min(1).max(100)
const PlanReason = z.string().trim().max(2000)
export const NewPlan = z.object({
  name: PlanName,
  reason: PlanReason.optional(),
  within: AreaCode,
  kind: PlanKind.optional(),
})
/** What a draft is called, and why it is made; what is left out stays. */
export const PlanWords = z
  .object({
    expectedRevision: z.int().min(0).optional(),
    name: PlanName.optional(),
    reason: PlanReason.optional(),
  })
  .refine(({ name, reason }) => name !== undefined || reason !== undefined, 'expected a name or a reason')
export type PlanWords = z.infer<typeof PlanWords>
/** `expectedRevision` of undo and redo may be left out: then whatever is newest is undone. */
export const CommandRequest = z.object({ expectedRevision: z.int().min(0), command: Command })
export const UndoRequest = z.object({ expectedRevision: z.int().min(0).optional() }).nullish()
export const PublishRequest = z.object({ effectiveOn: Day.optional() }).nullish()

export const CommandAnswer = z.object({
  revision: z.int(),
  /** Ids of the grids whose row changed. */
  changed: z.array(Uuid),
  balance: z.array(BalanceRow),
  findings: z.array(Finding),
  canUndo: z.boolean(),
  canRedo: z.boolean(),
})
export type CommandAnswer = z.infer<typeof CommandAnswer>

const GridRow = z.object({
  id: Uuid,
  code: z.string(),
  name: z.string(),
  type: GridType,
  community: AreaCode,
  locked: z.boolean(),
  geometry: MultiPolygon,
})
const BuildingRow = z.object({
  id: Uuid,
  code: z.string(),
  name: z.string(),
  community: AreaCode,
  grid: Uuid,
  households: z.int(),
  places: z.int(),
  geometry: MultiPolygon,
  position: Position,
})
const BeatRow = z.object({
  id: Uuid,
  code: z.string(),
  name: z.string(),
  station: Uuid,
  street: AreaCode,
  officers: z.int(),
  geometry: MultiPolygon,
})
/** What the draft keeps as it is: buildings their grid, compounds together, stretches of boundary in place. */
const HoldRow = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('building'), id: Uuid }),
  z.object({ kind: z.literal('compound'), id: Uuid, buildings: z.array(Uuid) }),
  z.object({ kind: z.literal('boundary'), id: Uuid, line: z.array(Position) }),
])
/** Everything the editor needs to decide commands itself: the frozen base, and the overlay's rows over it. */
export const PlanDocument = z.object({
  plan: PlanSummary,
  band: z.object({ under: z.int(), low: z.int(), high: z.int(), over: z.int() }),
  base: z.object({
    within: AreaCode,
    communities: z.array(z.object({ code: AreaCode, name: z.string(), usedSequences: z.array(z.int()) })),
    grids: z.array(GridRow),
    buildings: z.array(BuildingRow),
    barriers: z.array(
      z.object({ kind: BarrierKind, name: z.string(), lines: z.array(z.array(Position).min(2)) }),
    ),
    /** Roles and nobody's name: one for each post that is filled today. */
    crew: z.array(z.object({ grid: Uuid, roles: z.array(CrewRole) })),
    /** Those that reach into the communities or touch them, with their whole ground. */
    beats: z.array(BeatRow),
    stations: z.array(
      z.object({
        id: Uuid,
        code: z.string(),
        name: z.string(),
        street: AreaCode,
        usedNumbers: z.array(z.int()),
      }),
    ),
  }),
  overlay: z.object({
    grids: z.array(GridRow),
    retired: z.array(Uuid),
    buildings: z.array(BuildingRow),
    holds: z.array(HoldRow),
    beats: z.array(BeatRow),
    retiredBeats: z.array(Uuid),
  }),
})
export type PlanDocument = z.infer<typeof PlanDocument>

export const PlanGridFeatures = featureCollection(
  z.object({
    id: Uuid,
    code: z.string(),
    name: z.string(),
    type: GridType,
    community: AreaCode,
    locked: z.boolean(),
    households: z.int(),
    buildings: z.int(),
    band: GridBand,
    /** Differs from what is published. */
    changed: z.boolean(),
  }),
)
