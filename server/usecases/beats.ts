import { officerLoad, residentsOf } from '#core/beat/load.ts'
import { toDegrees } from '#core/geometry/lattice.ts'
import { grouped } from '#core/grouped.ts'
import type { AreaCode } from '#core/plan/plan.ts'
import type { BeatDetail, BeatSummary, StationDetail, StationSummary } from '../contract/beat.ts'
import type { Moment } from '../db/asOf.ts'
import { openCasesByBeat, recentCases } from '../db/beats.ts'
import { type Actor, type Database, SYSTEM, type Transaction } from '../db/database.ts'
import { resolvedInstant } from '../db/pastVersion.ts'
import { underBoth } from '../db/row.ts'
import { type StationRow, stationRows } from '../db/stations.ts'
import type { AlignedGrid } from './alignment.ts'
import { leastTold } from './caseActor.ts'
import { charges, mainBeat, type Staffed, staffed } from './crews.ts'
import { dayIn } from './days.ts'

/** Counts of fewer cases about a place and a category are told to nobody. */
const LEAST_OF_CATEGORY = 3

/** The beats of the stations under `within`, and the main beats of its grids, with what their officers look after. */
export async function beats(
  database: Database,
  actor: Actor,
  { within, asOf }: { within?: AreaCode | undefined; asOf?: string | undefined },
  timeZone: string,
): Promise<BeatSummary[]> {
  const seen = underBoth(actor, within)
  if (seen === null) return []
  return database.transaction(SYSTEM, async (tx) => {
    const all = await loaded(tx, seen, { asOf, timeZone })
    return seenUnder(all, seen).map(told(actor))
  })
}

/** A beat with its grids and what happened there lately; undefined where the actor may not see it. */
export async function beatDetail(
  database: Database,
  actor: Actor,
  id: string,
  timeZone: string,
): Promise<BeatDetail | undefined> {
  const seen = underBoth(actor, undefined)
  if (seen === null) return undefined
  return database.transaction(SYSTEM, async (tx) => {
    const all = await loaded(tx, seen, { timeZone })
    const beat = seenUnder(all, seen).find((one) => one.id === id)
    if (!beat) return undefined
    return {
      ...told(actor)(beat),
      gridList: all.grids.flatMap((grid) => listed(grid, id, seen)),
      recent: await recentCases(tx, id, Math.max(LEAST_OF_CATEGORY, leastTold(actor))),
    }
  })
}

/** The stations whose beats the actor sees under `within`, with what all their officers look after. */
export async function stations(
  database: Database,
  actor: Actor,
  { within, asOf }: { within?: AreaCode | undefined; asOf?: string | undefined },
  timeZone: string,
): Promise<StationDetail[]> {
  const seen = underBoth(actor, within)
  if (seen === null) return []
  return database.transaction(SYSTEM, async (tx) => {
    const all = await loaded(tx, seen, { asOf, timeZone })
    const shown = new Set(seenUnder(all, seen).map(({ station }) => station))
    const beatsByStation = grouped(all.beats, ({ station }) => station)
    return (await stationRows(tx, all.moment))
      .filter(({ id, street }) => shown.has(id) || street.startsWith(seen))
      .map((station) => withBeats(station, (beatsByStation.get(station.id) ?? []).map(told(actor))))
  })
}

interface Loaded {
  readonly moment: Moment
  readonly grids: readonly AlignedGrid[]
  readonly beats: readonly BeatSummary[]
}

/** All beats of the district: whoever looks after a beat looks after the grids of other streets in it too. */
async function loaded(tx: Transaction, seen: string, asked: Moment): Promise<Loaded> {
  const on = dayIn(asked.timeZone, (await resolvedInstant(tx, asked)).instant)
  const all = await staffed(tx, seen.slice(0, 6), asked)
  const open = await openCasesByBeat(tx)
  return { moment: asked, grids: all.aligned.grids, beats: summaries(all, on, open) }
}

function summaries(all: Staffed, on: string, open: ReadonlyMap<string, number>): BeatSummary[] {
  const chargeOf = charges(all, on)
  const sharesByBeat = grouped(
    all.aligned.grids.flatMap((grid) =>
      grid.beats.map((share) => ({ ...share, isWrong: grid.mismatch !== null && !share.sliver })),
    ),
    ({ beat }) => beat,
  )
  return all.aligned.beats.map(({ id, code, name, version, station, stationName, street, areaM2 }) => {
    const shares = sharesByBeat.get(id) ?? []
    return {
      ...{ id, code, name, version, station, stationName, street, areaM2 },
      ...chargeOf(id),
      incidents: shares.reduce((sum, { incidents }) => sum + incidents, 0),
      openIncidents: open.get(id) ?? 0,
      mismatches: shares.filter(({ isWrong }) => isWrong).length,
    }
  })
}

const seenUnder = ({ grids, beats }: Loaded, seen: string): BeatSummary[] => {
  const mains = new Set(
    grids.filter(({ community }) => community.startsWith(seen)).map((grid) => mainBeat(grid)?.beat),
  )
  return beats.filter(({ id, street }) => street.startsWith(seen) || mains.has(id))
}

/** With counts that tell of a person left out. */
const told =
  (actor: Actor) =>
  (beat: BeatSummary): BeatSummary => {
    const least = leastTold(actor)
    const count = (cases: number) => (cases < least ? 0 : cases)
    return { ...beat, incidents: count(beat.incidents), openIncidents: count(beat.openIncidents) }
  }

/** What of a grid in the actor's scope lies in the beat. */
function listed(grid: AlignedGrid, beat: string, seen: string): BeatDetail['gridList'] {
  const share = grid.beats.find((one) => one.beat === beat)
  if (!share || share.sliver || !grid.community.startsWith(seen)) return []
  const { id, code, name, community, mismatch } = grid
  return [
    {
      ...{ id, code, name, community, mismatch, class: grid.class },
      ...{ households: share.households, shareOfArea: share.shareOfArea },
    },
  ]
}

function withBeats({ position, ...station }: StationRow, beatList: readonly BeatSummary[]): StationDetail {
  const sum = (of: (beat: BeatSummary) => number) => beatList.reduce((total, beat) => total + of(beat), 0)
  const households = sum((beat) => beat.households)
  const charge = { officers: sum(({ officers }) => officers), grids: sum(({ grids }) => grids), households }
  const { load, warnings } = officerLoad(charge)
  const summary: StationSummary = {
    ...station,
    ...charge,
    position: [...toDegrees(position)],
    beats: beatList.length,
    gridsWithGaps: sum(({ gridsWithGaps }) => gridsWithGaps),
    residents: residentsOf(households),
    mismatches: sum(({ mismatches }) => mismatches),
    incidents: sum(({ incidents }) => incidents),
    openIncidents: sum(({ openIncidents }) => openIncidents),
    load,
    warnings: [...warnings],
  }
  return { ...summary, beatList: [...beatList] }
}
