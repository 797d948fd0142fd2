import { geodesicAreaM2 } from '../geometry/geodesic.ts'
import { type Point, type Polygon, type Position, shapeToDegrees } from '../geometry/lattice.ts'
import { beyondBand } from '../plan/balance.ts'
import { applyChange, beatOf, beatsOf, buildingOf, buildingsOf, gridOf, gridsIn } from '../plan/change.ts'
import type { Command } from '../plan/commands.ts'
import { decide } from '../plan/decide.ts'
import type { Beat, Grid, Plan, Uuid } from '../plan/plan.ts'
import type { Alignment, Mismatch } from './alignment.ts'
import { besideM } from './beside.ts'
import { alignments, type DraftBeat } from './draft.ts'
import { MOST_GRIDS_PER_OFFICER } from './load.ts'
import { overlay, type Piece } from './overlay.ts'

/** Who gives way. */
type MendSide = 'grids' | 'beats'

/** Why a mismatch cannot be mended from a side. */
export type MendObstacle =
  | 'no_grid_of_that_beat_beside'
  | 'grid_would_be_empty'
  | 'grid_locked'
  | 'other_streets_beat'
  | 'in_no_beat'
  | 'no_beat_of_the_street_beside'

/** A way to mend a mismatch. Performed on the plan that it was made for, its commands leave the grid in one beat of its street. */
export interface Mend {
  readonly side: MendSide
  readonly possible: true
  /** What changes grid, or changes beat. */
  readonly households: number
  readonly buildings: number
  readonly areaM2: number
  /** The grids or beats that take it. */
  readonly to: readonly { readonly id: Uuid; readonly code: string; readonly name: string }[]
  readonly commands: readonly Command[]
  /** Households that each grid gains or, negative, loses. */
  readonly shifts: ReadonlyMap<Uuid, number>
}
export interface NoMend {
  readonly side: MendSide
  readonly possible: false
  readonly reason: MendObstacle
}

/** What is wrong with a grid, and how it can be mended: from either side the cheapest first, or why it cannot. */
export interface Mends {
  readonly grid: Uuid
  readonly mismatch: Mismatch | null
  readonly grids: readonly Mend[] | NoMend
  readonly beats: readonly Mend[] | NoMend
}

/**
 * The mends of a grid of a joint plan, each tried out: only what leaves the grid wholly in one beat, and no other grid
 * worse than it was, is offered. `gridsOf` counts the grids of a beat in its whole district, so that none is overloaded
 * where another would do.
 * @throws if the plan has no such grid
 */
export function mends(plan: Plan, id: Uuid, gridsOf: (beat: Uuid) => number): Mends {
  const grid = gridOf(plan, id)
  const alignment = alignments(plan)(id)
  if (!grid || !alignment) throw new Error(`expected a grid of the plan, found ${id}`)
  const { mismatch } = alignment
  if (mismatch === null) return { grid: id, mismatch, grids: [], beats: [] }
  const subject = { plan, grid, alignment }
  return { grid: id, mismatch, grids: byGrids(subject), beats: byBeats(subject, gridsOf) }
}

/** So many ways to share out the ground outside the main beat are tried; those along longer edges come first. */
const MOST_WAYS = 16

interface Subject {
  readonly plan: Plan
  readonly grid: Grid
  readonly alignment: Alignment<DraftBeat>
}
const no = (side: MendSide, reason: MendObstacle): NoMend => ({ side, possible: false, reason })

/** What lies outside the main beat goes to grids beside it that lie in the beats that it is in. */
function byGrids(subject: Subject): readonly Mend[] | NoMend {
  const { plan, grid, alignment } = subject
  if (alignment.mismatch === 'no_beat') return no('grids', 'in_no_beat')
  if (alignment.station === 'other') return no('grids', 'other_streets_beat')
  if (alignment.uncovered && !alignment.uncovered.sliver) return no('grids', 'in_no_beat')
  const others = new Set(alignment.beats.slice(1).flatMap(({ beat, sliver }) => (sliver ? [] : [beat])))
  const outside = overlay(grid.shape, beatsOf(plan)).filter(({ beat }) => others.has(beat.id))
  let ways: readonly (readonly Grid[])[] = [[]]
  for (const piece of outside) {
    const takers = takersOf(subject, piece)
    ways = ways.flatMap((way) => takers.map((taker) => [...way, taker])).slice(0, MOST_WAYS)
  }
  if (ways.length === 0) return no('grids', 'no_grid_of_that_beat_beside')
  let reason: MendObstacle = 'no_grid_of_that_beat_beside'
  const areaM2 = outside.reduce((sum, piece) => sum + piece.areaM2, 0)
  const found = ways.flatMap((takers): Mend[] => {
    const commands = outside.flatMap(({ shape }, i) =>
      shape.map(
        (polygon): Command => ({
          type: 'assignRegion',
          region: { type: 'Polygon', coordinates: degreesOf(polygon) },
          to: (takers[i] as Grid).id,
        }),
      ),
    )
    const tried = tryOut(subject, commands)
    if ('reason' in tried) {
      reason = tried.reason ?? reason
      return []
    }
    return [{ side: 'grids', possible: true, areaM2, to: labelled(takers), commands, ...tried }]
  })
  return found.length > 0 ? found.sort((a, b) => strain(plan, a) - strain(plan, b)) : no('grids', reason)
}

/** Basic grids of the community beside a piece that lie in its beat, along the longest edge first. */
function takersOf({ plan, grid }: Subject, piece: Piece<Beat>): Grid[] {
  const alignmentOf = alignments(plan)
  return gridsIn(plan, grid.community)
    .filter((other) => other.id !== grid.id && other.type === 'basic')
    .filter((other) => {
      const { class: kind, beats } = alignmentOf(other.id) as Alignment<DraftBeat>
      return kind === 'full' && beats[0]?.beat === piece.beat.id
    })
    .map((other) => ({ other, metres: besideM(piece.shape, other.shape) }))
    .filter(({ metres }) => metres > 0)
    .sort((a, b) => b.metres - a.metres)
    .map(({ other }) => other)
}

/** The ground of the grid goes to one beat of its own street: one that it lies in, or else one beside it. */
function byBeats(subject: Subject, gridsOf: (beat: Uuid) => number): readonly Mend[] | NoMend {
  const { plan, grid, alignment } = subject
  const isOwn = ({ street }: { readonly street: string }) => grid.community.startsWith(street)
  const held = alignment.beats
    .filter((share) => isOwn(share) && !share.sliver)
    .flatMap((share) => givenTo(subject, beatOf(plan, share.beat) as Beat))
  if (held.length > 0) return held
  const isOverloaded = ({ id, officers }: Beat) => gridsOf(id) + 1 > officers * MOST_GRIDS_PER_OFFICER
  const beside = beatsOf(plan)
    .filter(isOwn)
    .map((beat) => ({ beat, metres: besideM(grid.shape, beat.shape) }))
    .filter(({ metres }) => metres > 0)
    .sort((a, b) => Number(isOverloaded(a.beat)) - Number(isOverloaded(b.beat)) || b.metres - a.metres)
  for (const { beat } of beside) {
    const mend = givenTo(subject, beat)
    if (mend.length > 0) return mend
  }
  return no('beats', 'no_beat_of_the_street_beside')
}

/** The mend by which one beat takes the whole grid, if that can be done. */
function givenTo(subject: Subject, beat: Beat): Mend[] {
  const { plan, grid, alignment } = subject
  const command: Command = { layer: 'beats', type: 'assignGrids', grids: [grid.id], to: beat.id }
  const tried = tryOut(subject, [command])
  if ('reason' in tried) return []
  const stays = alignment.beats.find((share) => share.beat === beat.id)
  const residents = residentsOf(plan, grid)
  return [
    {
      ...{ side: 'beats', possible: true, commands: [command], to: labelled([beat]), shifts: tried.shifts },
      households: residents.households - (stays?.households ?? 0),
      buildings: residents.buildings - (stays?.buildings ?? 0),
      areaM2: Math.max(0, geodesicAreaM2(grid.shape) - (stays?.areaM2 ?? 0)),
    },
  ]
}

interface Tried {
  readonly households: number
  readonly buildings: number
  readonly shifts: ReadonlyMap<Uuid, number>
}

/** Performs the commands on the plan, looks at what comes of it, and forgets it. */
function tryOut(
  { plan, grid }: Subject,
  commands: readonly Command[],
): Tried | { reason: MendObstacle | null } {
  let after = plan
  for (const command of commands) {
    const decision = decide(after, command)
    if (!decision.ok) {
      const { code } = decision.refusal
      return { reason: code === 'grid_locked' || code === 'grid_would_be_empty' ? code : null }
    }
    after = applyChange(after, decision.change)
  }
  const [before, now] = [alignments(plan), alignments(after)]
  if (now(grid.id)?.mismatch !== null) return { reason: null }
  const touched = gridsIn(plan, grid.community).filter(({ id }) => id !== grid.id)
  if (touched.some(({ id }) => before(id)?.mismatch === null && now(id)?.mismatch !== null))
    return { reason: null }
  const moved = [...after.buildings.values()].filter(
    (building) => residence(plan, building.id) !== building.grid,
  )
  const shifts = new Map<Uuid, number>()
  const shift = (id: Uuid | undefined, households: number) =>
    id !== undefined && shifts.set(id, (shifts.get(id) ?? 0) + households)
  for (const { id, grid: to, households } of moved) {
    shift(residence(plan, id), -households)
    shift(to, households)
  }
  return {
    buildings: moved.length,
    households: moved.reduce((sum, { households }) => sum + households, 0),
    shifts,
  }
}

/** By how many households more the grids are outside the band after a mend than before; negative: fewer. */
function strain(plan: Plan, { shifts }: Mend): number {
  return [...shifts].reduce((sum, [id, households]) => {
    const grid = gridOf(plan, id)
    if (grid?.type !== 'basic') return sum
    const had = residentsOf(plan, grid).households
    const beyond = (count: number) => Math.abs(beyondBand(count, plan.band))
    return sum + beyond(had + households) - beyond(had)
  }, 0)
}

const residence = (plan: Plan, building: Uuid): Uuid | undefined => buildingOf(plan, building)?.grid

function residentsOf(plan: Plan, { id }: Grid): { readonly households: number; readonly buildings: number } {
  const residents = buildingsOf(plan).filter(({ grid }) => grid === id)
  return {
    households: residents.reduce((sum, { households }) => sum + households, 0),
    buildings: residents.length,
  }
}

const labelled = (rows: readonly (Grid | Beat)[]): Mend['to'] =>
  [...new Set(rows)].map(({ id, code, name }) => ({ id, code, name }))

/** Laid on the lattice, and thereby along the vertices that grids and beats share. */
const degreesOf = (polygon: Polygon) =>
  (shapeToDegrees([polygon.map((ring) => ring.map(([x, y]): Point => [Math.round(x), Math.round(y)]))])[0] ??
    []) as Position[][]
