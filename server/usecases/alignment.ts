import { type Alignment, aligned, type BeatLabel, type Ground } from '#core/beat/alignment.ts'
import { grouped } from '#core/grouped.ts'
import type { AreaCode } from '#core/plan/plan.ts'
import { type AlignmentFacts, alignmentFacts, type BeatRow } from '../db/alignment.ts'
import type { Moment } from '../db/asOf.ts'
import { type Actor, type Database, SYSTEM, type Transaction } from '../db/database.ts'
import { addOverlays, areasToOverlay } from '../db/overlays.ts'
import { underBoth } from '../db/row.ts'

/** A beat as the alignment of a grid names it. */
export interface AlignedBeat extends BeatLabel {
  readonly name: string
  readonly station: string
  readonly stationName: string
}
/** A grid, and how it lies in the beats. */
export interface AlignedGrid extends Alignment<AlignedBeat> {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly community: AreaCode
  readonly version: number
  readonly households: number
  readonly buildings: number
  readonly incidents: number
}
export interface Aligned {
  /** By code. */
  readonly grids: readonly AlignedGrid[]
  /** All beats of that moment, by code. */
  readonly beats: readonly BeatRow[]
}

/** So many streets are overlaid at once, where the database can. */
const LANES = 4

/**
 * How the grids in the actor's scope lie in the beats, as published at a moment. Overlays that nobody has asked for
 * yet are added first, each street in a transaction of its own.
 */
export async function alignment(
  database: Database,
  actor: Actor,
  within: AreaCode | undefined,
  moment: Moment,
): Promise<Aligned> {
  const seen = underBoth(actor, within)
  if (seen === null) return { grids: [], beats: [] }
  const areas = await database.transaction(SYSTEM, (tx) => areasToOverlay(tx, seen, moment))
  const rest = areas.values()
  const lane = async () => {
    for (const area of rest) await database.transaction(SYSTEM, (tx) => addOverlays(tx, area, moment))
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  return database.transaction(SYSTEM, async (tx) => alignedFrom(await alignmentFacts(tx, seen, moment)))
}

/** The same in one transaction, of the system. */
export async function alignmentIn(tx: Transaction, within: AreaCode | '', moment: Moment): Promise<Aligned> {
  for (const area of await areasToOverlay(tx, within, moment)) await addOverlays(tx, area, moment)
  return alignedFrom(await alignmentFacts(tx, within, moment))
}

function alignedFrom({ grids, beats, shared, living, cases }: AlignmentFacts): Aligned {
  const beatById = new Map(beats.map((beat) => [beat.id, labelOf(beat)]))
  const sharedByGrid = grouped(shared, ({ grid }) => grid)
  const livingByGrid = grouped(living, ({ grid }) => grid)
  const casesByGrid = grouped(cases, ({ grid }) => grid)
  return {
    beats,
    grids: grids.map(({ areaM2, ...grid }) => {
      const happened = casesByGrid.get(grid.id) ?? []
      const incidents = happened.reduce((sum, row) => sum + row.incidents, 0)
      const whole = { ...grid, areaM2, incidents }
      const parts = new Map<string, Ground>()
      for (const { beat, areaM2: part, isWhole } of sharedByGrid.get(grid.id) ?? [])
        parts.set(beat, isWhole ? { ...whole, incidents: 0 } : { ...NOTHING, areaM2: part })
      for (const { beat, buildings, households } of livingByGrid.get(grid.id) ?? [])
        if (beat !== null) parts.set(beat, { ...(parts.get(beat) ?? NOTHING), buildings, households })
      for (const row of happened)
        if (row.beat !== null)
          parts.set(row.beat, { ...(parts.get(row.beat) ?? NOTHING), incidents: row.incidents })
      const named = [...parts].flatMap(([id, ground]) => {
        const beat = beatById.get(id)
        return beat ? [{ ...beat, ...groundOf(ground) }] : []
      })
      return { ...grid, incidents, ...aligned(whole, named) }
    }),
  }
}

const NOTHING: Ground = { areaM2: 0, buildings: 0, households: 0, incidents: 0 }
const groundOf = ({ areaM2, buildings, households, incidents }: Ground): Ground => ({
  ...{ areaM2, buildings, households, incidents },
})
const labelOf = ({ id, code, name, station, stationName, street }: BeatRow): AlignedBeat => ({
  ...{ beat: id, code, name, station, stationName, street },
})
