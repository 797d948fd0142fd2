import { applyChange, gridOf } from '../plan/change.ts'
import type { CommandOf } from '../plan/commands.ts'
import { decide } from '../plan/decide.ts'
import type { Building, Plan, Uuid } from '../plan/plan.ts'
import { type Batch, batchesOf } from './batches.ts'
import { beyond, type Instance, loadsOf, movedOf, partsOf, violationOf } from './instance.ts'
import type { Problem } from './problem.ts'
import type { GridLoad } from './proposal.ts'

/** A grid more or less instead of moves: to be taken whole. */
export interface Restructuring {
  readonly kind: 'split' | 'add' | 'dissolve'
  /** The one that is split or dissolved; null where one is added. */
  readonly grid: Uuid | null
  /** Every grid is in one piece after each. */
  readonly commands: readonly RestructuringCommand[]
  /** What changes grid. */
  readonly households: number
  readonly buildings: number
  readonly outsideBefore: number
  readonly outsideAfter: number
  /** The new one too, with nothing before; the dissolved one with nothing after. */
  readonly grids: readonly RestructuredGrid[]
}

type RestructuringCommand = CommandOf<'moveBuildings' | 'splitOffGrid' | 'mergeGrids'>

interface RestructuredGrid extends GridLoad {
  readonly code: string
  readonly name: string
  readonly isNew: boolean
  readonly isRetired: boolean
}

/** Another division of a community. */
export interface Division {
  readonly kind: Restructuring['kind']
  readonly grid: Uuid | null
  /** The grid of each unit as it is to be: an index of `problem.grids`, or one beyond for the new grid. */
  readonly target: ArrayLike<number>
  readonly newGrid?: { readonly id: Uuid; readonly low: number; readonly high: number }
  /** The grid that nobody is in any more. */
  readonly gone?: number
}

/**
 * What a division comes to on the real ground, as commands after each of which every grid is in one piece; or the
 * buildings that cannot change grid as it says (none named: it is not known which).
 */
export function realised(
  plan: Plan,
  problem: Problem,
  division: Division,
): Restructuring | { readonly failed: readonly Uuid[] } {
  const { kind, grid, target, newGrid, gone } = division
  const { instance, units } = problem
  const commands = commandsFor(problem, division)
  const replay = commands && replayed(plan, commands)
  if (!replay) return { failed: [] }
  if ('failed' in replay) return replay
  const ids = [...problem.grids.map(({ id }) => id), ...(newGrid ? [newGrid.id] : [])]
  const [before, after] = [instance.own, target].map((of) => loadsOf({ ...instance, grids: ids.length }, of))
  const grids = ids.map((id, g): RestructuredGrid => {
    const [isNew, isRetired] = [g === instance.grids, g === gone]
    const [low, high] = isNew && newGrid ? [newGrid.low, newGrid.high] : [instance.low[g]!, instance.high[g]!]
    const { code, name } = gridOf(replay.plan, id) ?? problem.grids[g]!
    return {
      ...{ grid: id, code, name, isNew, isRetired, before: before![g]!, after: after![g]! },
      outsideBefore: isNew ? 0 : beyond(before![g]!, low, high),
      outsideAfter: isRetired ? 0 : beyond(after![g]!, low, high),
    }
  })
  return {
    ...{ kind, grid, commands, grids },
    households: movedOf(instance, target, instance.weight),
    buildings: movedOf(
      instance,
      target,
      units.map((members) => members.length),
    ),
    outsideBefore: violationOf(instance, instance.own),
    outsideAfter: grids.reduce((sum, { outsideAfter }) => sum + outsideAfter, 0),
  }
}

/** The division as commands, if there is an order in which every grid is in one piece after each. */
function commandsFor(
  { instance, grids, units }: Problem,
  { target, newGrid, gone }: Division,
): RestructuringCommand[] | null {
  const wide: Instance = newGrid ? widened(instance) : instance
  const buildingsOf = (some: readonly number[]) =>
    some.flatMap((u) => (units[u] as readonly Building[]).map(({ id }) => id))
  const command = ({ units: some, to }: Batch, isFirst: boolean): RestructuringCommand =>
    newGrid && isFirst && to === instance.grids
      ? { type: 'splitOffGrid', buildings: buildingsOf(some), newGrid: { id: newGrid.id } }
      : { type: 'moveBuildings', buildings: buildingsOf(some), to: (grids[to] ?? newGrid)!.id }
  const commandsOf = (batches: readonly Batch[]) =>
    batches.map((batch, i) => command(batch, batches.findIndex(({ to }) => to === batch.to) === i))
  if (gone === undefined) {
    const batches = batchesOf(wide, target, instance.grids)
    return batches && commandsOf(batches)
  }
  // What goes to one grid and hangs together stays to the last, and is merged into that grid.
  for (const rest of restsOf(instance, target, gone)) {
    const held = Int32Array.from(target)
    for (const u of rest) held[u] = gone
    const batches = batchesOf(wide, held)
    if (batches)
      return [
        ...commandsOf(batches),
        { type: 'mergeGrids', from: grids[gone]!.id, into: grids[target[rest[0]!]!]!.id },
      ]
  }
  return null
}

/** Connected sets of units of a grid that go the same way, largest first. */
function restsOf(instance: Instance, target: ArrayLike<number>, gone: number): number[][] {
  const units = [...instance.own.keys()].filter((u) => instance.own[u] === gone)
  const isHere = new Set(units)
  // Whoever is elsewhere is in no set.
  const apart = Int32Array.from({ length: instance.units }, (_, u) =>
    isHere.has(u) ? target[u]! : instance.grids,
  )
  return partsOf({ ...instance, grids: instance.grids + 1 }, apart)
    .slice(0, instance.grids)
    .flat()
    .sort((a, b) => b.length - a.length)
}

/** The plan after the commands; or the buildings for which one is refused or leaves a grid in more parts than it had. */
function replayed(
  plan: Plan,
  commands: readonly RestructuringCommand[],
): { readonly plan: Plan } | { readonly failed: readonly Uuid[] } {
  let draft = plan
  for (const command of commands) {
    const decision = decide(draft, command)
    if (!decision.ok) return { failed: decision.refusal.buildings ?? [] }
    const falls = decision.change.some(
      (row) => row.table === 'grids' && row.after && row.after.shape.length > (row.before?.shape.length ?? 1),
    )
    if (falls) return { failed: [] }
    draft = applyChange(draft, decision.change)
  }
  return { plan: draft }
}

/** The instance with one grid more, in which nobody is, and where nobody may be yet. */
export function widened(instance: Instance): Instance {
  const { grids, units, price, low, high } = instance
  const wide = new Float64Array(units * (grids + 1)).fill(Infinity)
  for (let u = 0; u < units; u++) wide.set(price.subarray(u * grids, (u + 1) * grids), u * (grids + 1))
  return {
    ...instance,
    grids: grids + 1,
    low: Float64Array.from([...low, -Infinity]),
    high: Float64Array.from([...high, Infinity]),
    price: wide,
  }
}

/** The ground does not let these buildings go where they went: not again. */
export function forbid(
  { units }: Problem,
  { price, grids, own }: Instance,
  failed: readonly string[],
  target: ArrayLike<number>,
): void {
  const named = new Set(failed)
  units.forEach((members, u) => {
    if (target[u] !== own[u] && members.some(({ id }) => named.has(id)))
      price[u * grids + target[u]!] = Infinity
  })
}
