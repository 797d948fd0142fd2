import { type CrewFault, type CrewPlace, crewFaults, standingOn } from '#core/beat/crew.ts'
import { officerLoad, residentsOf } from '#core/beat/load.ts'
import { grouped } from '#core/grouped.ts'
import type { BeatCrew, Crews, GridCrew } from '../contract/crew.ts'
import type { BeatRow } from '../db/alignment.ts'
import type { Moment } from '../db/asOf.ts'
import { type Actor, type Database, SYSTEM, type Transaction } from '../db/database.ts'
import { type GridRow, grids } from '../db/grids.ts'
import { resolvedInstant } from '../db/pastVersion.ts'
import { type PostRow, postsAt } from '../db/posts.ts'
import { underBoth } from '../db/row.ts'
import { type Aligned, type AlignedBeat, type AlignedGrid, alignmentIn } from './alignment.ts'
import { faultTold, postTold, type Telling, telling } from './crewTold.ts'
import { dayIn } from './days.ts'

/** A day in a zone as a moment: what held when it ended; today, and no day at all, is what holds now. */
export async function momentOn(
  tx: Transaction,
  on: string | undefined,
  timeZone: string,
): Promise<{ on: string; moment: Moment }> {
  const today = dayIn(timeZone, (await resolvedInstant(tx, { timeZone })).instant)
  return on === undefined || on === today
    ? { on: today, moment: { timeZone } }
    : { on, moment: { asOf: on, timeZone } }
}

/** Grids and beats with who serves them, as they were on a day. */
export interface Staffed {
  readonly grids: readonly GridRow[]
  readonly aligned: Aligned
  readonly posts: readonly PostRow[]
}

/** All of the district, because a beat reaches beyond its community and its street. */
export async function staffed(tx: Transaction, district: string, moment: Moment): Promise<Staffed> {
  const aligned = await alignmentIn(tx, district, moment)
  const rows = await grids(tx, district, moment)
  const places = [...rows, ...aligned.beats].map(({ id }) => id)
  return { grids: rows, aligned, posts: await postsAt(tx, places) }
}

export const gridPlace = ({ id, type }: GridRow): CrewPlace => ({ id, kind: type })
export const beatPlaceOf = ({ id }: Pick<BeatRow, 'id'>): CrewPlace => ({ id, kind: 'beat' })
/** Most households, then most ground; noise of digitising is not what anybody serves. */
export const mainBeat = ({ beats }: Pick<AlignedGrid, 'beats'>): AlignedGrid['beats'][number] | undefined =>
  beats.find(({ sliver }) => !sliver)
export const beatNamed = (beat: AlignedBeat | undefined): GridCrew['beat'] =>
  beat
    ? {
        ...{ id: beat.beat, code: beat.code, name: beat.name },
        ...{ station: beat.station, stationName: beat.stationName },
      }
    : null
export const hasGap = (faults: readonly CrewFault[] | undefined): boolean =>
  faults?.some(({ severity }) => severity === 'error') ?? false

/** Who serves the grids that were asked for, and the beats that they lie in, on a day; and what is wrong with it. */
export async function crews(
  database: Database,
  actor: Actor,
  { within, on: asked }: { within?: string | undefined; on?: string | undefined },
  timeZone: string,
): Promise<Crews> {
  const seen = underBoth(actor, within)
  return database.transaction(SYSTEM, async (tx) => {
    const { on, moment } = await momentOn(tx, asked, timeZone)
    if (seen === null) return { on, grids: [], beats: [] }
    const all = await staffed(tx, seen.slice(0, 6), moment)
    const shown = all.grids.filter(({ community }) => community.startsWith(seen))
    const alignedById = new Map(all.aligned.grids.map((grid) => [grid.id, grid]))
    const mainOf = (id: string) => {
      const grid = alignedById.get(id)
      return grid && mainBeat(grid)
    }
    const mains = new Set(shown.map(({ id }) => mainOf(id)?.beat))
    const beats = all.aligned.beats.filter(({ id, street }) => street.startsWith(seen) || mains.has(id))
    const places = new Set([...shown, ...beats].map(({ id }) => id))
    const posts = all.posts.filter(({ grid, beat }) => places.has(grid ?? beat ?? ''))
    const told = await telling(tx, actor, on, posts)
    const faults = crewFaults([...shown.map(gridPlace), ...beats.map(beatPlaceOf)], posts, on)
    const nameOf = new Map(shown.map(({ id, name }) => [id, name]))
    const crewOf = crewTeller(posts, faults, told, (id) => nameOf.get(id) ?? '')
    const chargeOf = charges(all, on)
    return {
      on,
      grids: shown.map(({ id, code, name, type, community }) => ({
        ...{ grid: id, code, name, type, community, ...crewOf(id) },
        beat: beatNamed(mainOf(id)),
      })),
      beats: beats.map(({ id, code, name, station, stationName, street }) => ({
        ...{ beat: id, code, name, station, stationName, street, ...crewOf(id) },
        ...chargeOf(id),
      })),
    }
  })
}

/** Who serves a place or is to come, and what is wrong there. */
function crewTeller(
  posts: readonly PostRow[],
  faults: ReadonlyMap<string, readonly CrewFault[]>,
  told: Telling,
  gridNameOf: (id: string) => string,
) {
  const postsByPlace = grouped(posts, ({ grid, beat }) => grid ?? beat)
  return (id: string) => ({
    posts: (postsByPlace.get(id) ?? [])
      .filter((post) => standingOn(post, told.on) !== 'over')
      .map((post) => postTold(post, told)),
    faults: (faults.get(id) ?? []).map((fault) => faultTold(fault, told, gridNameOf)),
  })
}

type BeatCharge = Pick<
  BeatCrew,
  'officers' | 'grids' | 'gridsWithGaps' | 'households' | 'residents' | 'load' | 'warnings'
>

/** What the officers of a beat look after on a day: the grids whose main beat it is, and all households in it. */
export function charges({ grids: rows, aligned, posts }: Staffed, on: string): (beat: string) => BeatCharge {
  const faults = crewFaults(rows.map(gridPlace), posts, on)
  const gridsByBeat = grouped(aligned.grids, (grid) => mainBeat(grid)?.beat)
  const officersByBeat = grouped(
    posts.filter((post) => post.role === 'community_officer' && standingOn(post, on) === 'serving'),
    ({ beat }) => beat,
  )
  const householdsByBeat = new Map<string, number>()
  for (const { beat, households } of aligned.grids.flatMap(({ beats }) => beats))
    householdsByBeat.set(beat, (householdsByBeat.get(beat) ?? 0) + households)
  return (beat) => {
    const own = gridsByBeat.get(beat) ?? []
    const officers = officersByBeat.get(beat)?.length ?? 0
    const households = householdsByBeat.get(beat) ?? 0
    const { load, warnings } = officerLoad({ officers, grids: own.length, households })
    return {
      ...{ officers, grids: own.length },
      gridsWithGaps: own.filter(({ id }) => hasGap(faults.get(id))).length,
      ...{ households, residents: residentsOf(households), load, warnings: [...warnings] },
    }
  }
}
