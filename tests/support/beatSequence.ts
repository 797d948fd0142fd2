/** A plan whose beats are redrawn by one command after the other, and what must hold after each, whatever it was. */
import { coverageFaults } from '#core/geometry/faults.ts'
import { difference, invalidity } from '#core/geometry/geos.ts'
import type { Shape } from '#core/geometry/lattice.ts'
import { doubledAreaOf, edgesOf, holdsPoint, sameShape } from '#core/geometry/shape.ts'
import { unionOfCoverage } from '#core/geometry/union.ts'
import { beatLayer } from '#core/plan/beatLayer.ts'
import {
  applyChange,
  beatOf,
  beatsOf,
  buildingOf,
  buildingsOf,
  gridsOf,
  invertChange,
} from '#core/plan/change.ts'
import type { BeatCommand } from '#core/plan/commands.ts'
import { decide } from '#core/plan/decide.ts'
import type { Change, Plan } from '#core/plan/plan.ts'
import { isUnpatrolled } from '#core/plan/unpatrolled.ts'
import { randomCommand } from './commands.ts'
import { diceFrom } from './strokes.ts'
import { randomFrom } from './town.ts'

export const BEAT_COMMANDS: readonly BeatCommand['type'][] = [
  'reshapeBoundary',
  'splitGrid',
  'moveVertex',
  'insertVertex',
  'deleteVertex',
  'straightenBoundary',
  'mergeGrids',
  'renameGrid',
  'moveBuildings',
  'assignRegion',
  'assignGrids',
]

/** Any command on any plan's beats, sensible or not: always the same for the same plan and seed. */
function randomBeatCommand(plan: Plan, seed: number): BeatCommand {
  const layer = beatLayer(plan)
  const dice = diceFrom(randomFrom(seed))
  const to = dice.share() < 0.2 ? null : dice.any([...gridsOf(layer), ...beatsOf(plan)]).id
  if (dice.share() < 0.25) {
    const grids = gridsOf(plan).filter(() => dice.share() < 0.3)
    return { type: 'assignGrids', layer: 'beats', grids: grids.map(({ id }) => id), to }
  }
  for (let n = seed; ; n++) {
    const command = randomCommand(layer, n)
    switch (command.type) {
      case 'moveBuildings':
      case 'assignRegion':
        return { ...command, layer: 'beats', to: dice.share() < 0.3 ? to : command.to }
      case 'reshapeBoundary':
      case 'splitGrid':
      case 'moveVertex':
      case 'insertVertex':
      case 'deleteVertex':
      case 'straightenBoundary':
      case 'mergeGrids':
      case 'renameGrid':
        return { ...command, layer: 'beats' }
    }
  }
}

/** What no command may change, beyond the ground of the plan. */
export interface Beyond {
  readonly ground: Shape
  readonly shapes: ReadonlyMap<string, Shape>
}
export function beyondOf(plan: Plan): Beyond {
  const ground = unionOfCoverage([...plan.base.grids.values()].map(({ shape }) => shape))
  return { ground, shapes: new Map(beatsOf(plan).map(({ id, shape }) => [id, difference(shape, ground)])) }
}

/** The first thing that is wrong with the beats of a plan, in words; null: all is well. */
export function flawOfBeats(plan: Plan, { ground, shapes }: Beyond): string | null {
  const beats = beatsOf(plan)
  const flawed = beats.find(({ shape }) => shape.length === 0 || invalidity(shape) !== null)
  if (flawed) return `${flawed.id} is not valid`
  if (coverageFaults(beats.map(({ shape }) => shape)).length > 0) return 'beats overlap, or miss a vertex'
  for (const { id, shape } of beats) {
    const [was, is] = [shapes.get(id) ?? [], difference(shape, ground)]
    // A corner where a beat crosses the edge of the ground lies on the lattice, half a unit beside its edge at most.
    const allowed = lengthOf([shape, plan.base.beats.get(id)?.shape ?? []])
    if (doubledAreaOf(difference(was, is)) + doubledAreaOf(difference(is, was)) > allowed)
      return `${id} is another beyond the ground`
  }
  const gone = [...shapes].find(
    ([id, shape]) => !beatOf(plan, id) && doubledAreaOf(shape) > lengthOf([shape]),
  )
  if (gone) return `${gone[0]} lost its ground beyond the plan's`
  return flawOfHouseholds(plan)
}

function flawOfHouseholds(plan: Plan): string | null {
  const beats = beatsOf(plan)
  const layer = beatLayer(plan)
  let counted = 0
  for (const { id, position } of buildingsOf(plan)) {
    const holders = beats.filter(({ shape }) => holdsPoint(shape, position))
    if (holders.length > 1) return `${id} is in ${holders.length} beats`
    const shown = buildingOf(layer, id)
    if (!shown) return `${id} is not in the layer`
    if (isUnpatrolled(shown.grid) ? holders.length > 0 : holders[0]?.id !== shown.grid)
      return `${id} is shown in ${shown.grid} and lies in ${holders[0]?.id ?? 'none'}`
    counted += shown.households
  }
  const all = buildingsOf(plan).reduce((sum, { households }) => sum + households, 0)
  return counted === all ? null : 'households were lost or made'
}

const lengthOf = (shapes: readonly Shape[]): number =>
  [...edgesOf(shapes).values()].reduce((sum, { a, b }) => sum + Math.hypot(b[0] - a[0], b[1] - a[1]), 0)

/** Every row of a draft, so that equal drafts are equal byte for byte. */
const bytesOf = ({ beats, grids, buildings, holds }: Plan): string =>
  JSON.stringify(
    [beats, grids, buildings, holds].map((rows) => [...rows].sort(([a], [b]) => (a < b ? -1 : 1))),
  )

export interface BeatCourse {
  readonly asked: readonly BeatCommand[]
  /** For each command `done`, or the code of its refusal. */
  readonly ended: readonly string[]
  readonly flaw: string | null
}

/** Performs commands made up from seeds, then undoes all of them. */
export function beatCourse(start: Plan, beyond: Beyond, seeds: readonly number[]): BeatCourse {
  const asked: BeatCommand[] = []
  const ended: string[] = []
  const done: { change: Change; before: string }[] = []
  let plan = start
  for (const seed of seeds) {
    const command = randomBeatCommand(plan, seed)
    asked.push(command)
    let decision: ReturnType<typeof decide>
    try {
      decision = decide(plan, command)
    } catch (error) {
      return { asked, ended, flaw: `${error}` }
    }
    ended.push(decision.ok ? 'done' : decision.refusal.code)
    if (!decision.ok) continue
    // As the database keeps it, and as it comes back from there.
    const change = JSON.parse(JSON.stringify(decision.change)) as Change
    const after = applyChange(plan, change)
    const flaw = flawOfChange(change) ?? flawOfBeats(after, beyond)
    if (flaw) return { asked, ended, flaw }
    done.push({ change, before: bytesOf(plan) })
    plan = after
  }
  for (const { change, before } of done.toReversed()) {
    plan = applyChange(plan, invertChange(change))
    if (bytesOf(plan) !== before) return { asked, ended, flaw: 'undo is not exact' }
  }
  return { asked, ended, flaw: null }
}

/** Only beats change, and each row says something. */
function flawOfChange(change: Change): string | null {
  for (const row of change) {
    if (row.table !== 'beats') return `${row.table} changed with a beat`
    const { before, after } = row
    if (before && after && before.name === after.name && sameShape(before.shape, after.shape))
      return `${row.id} has a row and did not change`
    if (before && after && (before.code !== after.code || before.station !== after.station))
      return `${row.id} has another label`
  }
  return null
}
