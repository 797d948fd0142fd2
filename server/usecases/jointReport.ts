import type { AlignmentClass, Mismatch } from '#core/beat/alignment.ts'
import { type CrewFault, crewFaults } from '#core/beat/crew.ts'
import { type Charge, officerLoad } from '#core/beat/load.ts'
import { mismatchChanges } from '#core/beat/mismatchChanges.ts'
import { grouped } from '#core/grouped.ts'
import type { Period } from '#core/incident/shift.ts'
import type {
  AlignmentFigures,
  ChangedMismatch,
  JointReport,
  JointReportQuery,
  ReportedFault,
} from '../contract/jointReport.ts'
import { areas } from '../db/areas.ts'
import { type Actor, type Database, SYSTEM, type Transaction } from '../db/database.ts'
import { instantNow } from '../db/incidents.ts'
import { resolvedInstant } from '../db/pastVersion.ts'
import { underBoth } from '../db/row.ts'
import { settings } from '../db/settings.ts'
import type { PrintedJointReport } from '../paper/jointTables.ts'
import { officialLine } from '../paper/words.ts'
import { type AlignedGrid, alignmentIn } from './alignment.ts'
import { beatPlaceOf, charges, gridPlace, hasGap, mainBeat, type Staffed, staffed } from './crews.ts'
import { dayIn } from './days.ts'
import { bothWays, type Exchanged, exchangedIn, stationOf } from './exchange.ts'
import { done, type Outcome, rejected } from './outcome.ts'

/** Why there is no report. */
export type JointReportRefusal = 'not_found' | 'period_in_future' | 'nothing_published_then'

/** Fewer cases than this are told to nobody: the report is handed out. */
const LEAST = 3
const iso = (at: number): string => new Date(at).toISOString()

/**
 * The joint report of a month: of the running one as far as it has come. Everything is read as it was when the month
 * ended, from versions, posts and logs, none of which changes for a day that is past.
 */
export async function jointReport(
  database: Database,
  actor: Actor,
  { month, within: asked }: JointReportQuery,
  timeZone: string,
): Promise<Outcome<JointReport, JointReportRefusal>> {
  const seen = underBoth(actor, asked)
  const known = await database.transaction(actor, (tx) => areas(tx, {}))
  const area = known.find(({ code }) => code === seen)
  if (!area) return rejected('not_found')
  const nameOf = new Map(known.map(({ code, name }) => [code, name]))
  return database.transaction(SYSTEM, async (tx) => {
    const when = await monthIn(tx, month, timeZone)
    if (when.from >= when.to) return rejected('period_in_future')
    const moment = when.isOver ? { asOf: when.last, timeZone } : { timeZone }
    const district = await staffed(tx, area.code.slice(0, 6), moment)
    const all = partUnder(district, area.code)
    if (all.grids.length === 0) return rejected('nothing_published_then')
    const before = await alignmentIn(tx, area.code, { asOf: when.lastBefore, timeZone })
    const exchanged = await exchangedIn(tx, area.code, when)
    const places = [...all.grids.map(gridPlace), ...all.aligned.beats.map(beatPlaceOf)]
    const faults = crewFaults(places, all.posts, when.last)
    return done({
      ...{ month, within: area.code },
      place: known.flatMap(({ code, name }) => (area.code.startsWith(code) ? [name] : [])).join(' '),
      ...{ from: iso(when.from), to: iso(when.to), final: when.isOver },
      alignment: figuresOf(all.aligned.grids),
      changes: before.grids.length === 0 ? null : changesOf(before.grids, all.aligned.grids, nameOf),
      crews: crewsOf(all, faults, nameOf),
      ...bothWays(exchanged, when, LEAST),
      stations: stationsOf(all, faults, exchanged, when, charges(district, when.last)),
    })
  })
}

/** The same with what has to stand on paper. */
export async function printedJointReport(
  database: Database,
  actor: Actor,
  query: JointReportQuery,
  timeZone: string,
): Promise<Outcome<PrintedJointReport, JointReportRefusal>> {
  const outcome = await jointReport(database, actor, query, timeZone)
  if (!outcome.ok) return outcome
  const official = officialLine(await database.transaction(actor, settings))
  return done({ report: outcome.value, official })
}

interface Month extends Period {
  /** The day that is told of: the last one, or today. */
  readonly last: string
  /** The last day of the month before. */
  readonly lastBefore: string
  readonly isOver: boolean
}

async function monthIn(tx: Transaction, month: string, timeZone: string): Promise<Month> {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5))]
  const dayBefore = (next: number) => new Date(Date.UTC(year, next, 0)).toISOString().slice(0, 10)
  const [lastBefore, last] = [dayBefore(number - 1), dayBefore(number)]
  // A day is taken as its last microsecond, of which an instant keeps the milliseconds.
  const endOf = async (day: string) =>
    Date.parse((await resolvedInstant(tx, { asOf: day, timeZone })).instant) + 1
  const [from, end, now] = [await endOf(lastBefore), await endOf(last), await instantNow(tx)]
  const isOver = end <= now
  return {
    ...{ from, to: Math.min(end, now), lastBefore, isOver },
    last: isOver ? last : dayIn(timeZone, iso(now)),
  }
}

/** The grids of an area, with the beats of its own stations and those that its grids lie in. */
function partUnder({ grids, aligned, posts }: Staffed, within: string): Staffed {
  const own = aligned.grids.filter(({ community }) => community.startsWith(within))
  const mains = new Set(own.map((grid) => mainBeat(grid)?.beat))
  return {
    ...{ grids: grids.filter(({ community }) => community.startsWith(within)), posts },
    aligned: {
      grids: own,
      beats: aligned.beats.filter(({ id, street }) => street.startsWith(within) || mains.has(id)),
    },
  }
}

const isAligned = ({ mismatch }: AlignedGrid): boolean => mismatch === null

function figuresOf(grids: readonly AlignedGrid[]): AlignmentFigures {
  const count = (of: (grid: AlignedGrid) => boolean) => grids.filter(of).length
  const ofKind = (kind: Mismatch) => count(({ mismatch }) => mismatch === kind)
  const ofClass = (one: AlignmentClass) => count((grid) => grid.class === one)
  const alignedGrids = count(isAligned)
  return {
    ...{ grids: grids.length, full: ofClass('full'), partial: ofClass('partial'), none: ofClass('none') },
    ...{ aligned: alignedGrids, shareAligned: grids.length === 0 ? null : alignedGrids / grids.length },
    mismatches: {
      ...{ no_beat: ofKind('no_beat'), two_beats: ofKind('two_beats') },
      other_station: ofKind('other_station'),
    },
  }
}

function changesOf(
  before: readonly AlignedGrid[],
  after: readonly AlignedGrid[],
  nameOf: ReadonlyMap<string, string>,
): NonNullable<JointReport['changes']> {
  const [had, has] = [before, after].map(
    (grids) => new Map(grids.map(({ id, mismatch }) => [id, mismatch])),
  ) as [Map<string, Mismatch | null>, Map<string, Mismatch | null>]
  const gridById = new Map([...before, ...after].map((grid) => [grid.id, grid]))
  const told = (ids: readonly string[]): ChangedMismatch[] =>
    ids
      .flatMap((id) => gridById.get(id) ?? [])
      .sort((a, b) => (a.code < b.code ? -1 : 1))
      .map(({ id, code, name, community }) => ({
        ...{ grid: id, code, name, community, communityName: nameOf.get(community) ?? '' },
        ...{ before: had.get(id) ?? null, after: has.get(id) ?? null },
      }))
  const { opened, closed, changed } = mismatchChanges(had, has)
  return { before: figuresOf(before), opened: told(opened), closed: told(closed), changed: told(changed) }
}

type Faults = ReadonlyMap<string, readonly CrewFault[]>

function crewsOf(all: Staffed, faults: Faults, nameOf: ReadonlyMap<string, string>): JointReport['crews'] {
  const { beats } = all.aligned
  const places = [
    ...all.grids.map(({ id, code, name, community }) => ({
      ...{ kind: 'grid' as const, id, code, name, area: community },
    })),
    ...beats.map(({ id, code, name, street }) => ({ kind: 'beat' as const, id, code, name, area: street })),
  ]
  return {
    gridsWithGaps: all.grids.filter(({ id }) => hasGap(faults.get(id))).length,
    beatsWithoutOfficer: beats.filter(({ id }) => hasGap(faults.get(id))).length,
    faults: places.flatMap(({ kind, id, code, name, area }) =>
      (faults.get(id) ?? []).map(
        (fault): ReportedFault => ({
          ...{ kind, place: id, code, name, areaName: nameOf.get(area) ?? '' },
          ...{ fault: fault.code, role: fault.role, since: fault.since },
        }),
      ),
    ),
  }
}

function stationsOf(
  all: Staffed,
  faults: Faults,
  exchanged: readonly Exchanged[],
  when: Month,
  chargeOf: ReturnType<typeof charges>,
): JointReport['stations'] {
  const gridsByBeat = grouped(all.aligned.grids, (grid) => mainBeat(grid)?.beat)
  const exchangedByBeat = grouped(exchanged, ({ one }) => one.beat?.id)
  const exchangedByStation = grouped(exchanged, (one) => stationOf(one)?.id)
  const partOf = (beats: readonly string[], own: readonly Exchanged[]) => {
    const grids = beats.flatMap((beat) => gridsByBeat.get(beat) ?? [])
    const charge = sumOf(beats.map((beat) => chargeOf(beat)))
    return {
      ...{ officers: charge.officers, grids: grids.length },
      full: grids.filter((grid) => grid.class === 'full').length,
      aligned: grids.filter(isAligned).length,
      gridsWithGaps: grids.filter(({ id }) => hasGap(faults.get(id))).length,
      warnings: [...officerLoad(charge).warnings],
      ...bothWays(own, when, LEAST),
    }
  }
  return [...grouped(all.aligned.beats, ({ station }) => station)]
    .map(([station, beats]) => ({
      ...{ station, name: beats[0]?.stationName ?? '' },
      ...partOf(
        beats.map(({ id }) => id),
        exchangedByStation.get(station) ?? [],
      ),
      beats: beats.map(({ id, code, name }) => ({
        ...{ beat: id, code, name },
        ...partOf([id], exchangedByBeat.get(id) ?? []),
      })),
    }))
    .sort((a, b) => ((a.beats[0]?.code ?? '') < (b.beats[0]?.code ?? '') ? -1 : 1))
}

const sumOf = (charges: readonly Charge[]): Charge => {
  const sum = (of: (charge: Charge) => number) => charges.reduce((total, charge) => total + of(charge), 0)
  return {
    officers: sum(({ officers }) => officers),
    grids: sum(({ grids }) => grids),
    households: sum(({ households }) => households),
  }
}
