import type { AreaCode, Plan, Uuid } from '../plan/plan.ts'
import { addition } from './addition.ts'
import { dissolution } from './dissolution.ts'
import type { Restructuring } from './division.ts'
import type { RestructuringEffort } from './effort.ts'
import { EPSILON, loadsOf } from './instance.ts'
import { partition } from './partition.ts'
import { type Problem, problemOf, type Wish } from './problem.ts'
import type { Proposal } from './rebalance.ts'

/** What is asked besides moves: whatever is better than they are, and what is to be done whatever it costs. */
export interface RestructuringWish {
  readonly isFree: boolean
  readonly split: readonly Uuid[]
  readonly dissolve: readonly Uuid[]
}

/** Of overloaded grids so many are tried to be split: the heaviest. */
const MOST_SPLITS = 3

/**
 * Other divisions of a community than the moves of `proposal`: overloaded grids split, a grid added where several have
 * too much, one dissolved where there is too little; each holds on the plan's real ground. What was asked for by name,
 * and of the rest what leaves fewer outside the band than the moves, or as few and moves fewer. Best first.
 */
export function restructurings(
  plan: Plan,
  community: AreaCode,
  wish: Wish,
  proposal: Proposal,
  { isFree, split, dissolve }: RestructuringWish,
  effort: RestructuringEffort,
): Restructuring[] {
  const problem = problemOf(plan, community, wish)
  const at = (ids: readonly Uuid[]) =>
    [...new Set(ids)].map((id) => problem.grids.findIndex((grid) => grid.id === id)).filter((g) => g >= 0)
  const asked = [
    ...at(split).map((g) => partition(plan, problem, wish, g, effort)),
    ...at(dissolve).map((g) => dissolution(plan, problem, [g], effort)),
  ].flatMap((one) => one ?? [])
  const isSame = (one: Restructuring, other: Restructuring) =>
    one.kind === other.kind && one.grid === other.grid
  const free =
    isFree && (proposal.outsideAfter > EPSILON || proposal.households > 0)
      ? freely(plan, problem, wish, effort)
          .filter((one) => isBetter(one, proposal))
          .filter((one) => !asked.some((other) => isSame(one, other)))
      : []
  return [...asked, ...free].sort((a, b) => (isBetter(a, b) ? -1 : isBetter(b, a) ? 1 : 0))
}

function freely(plan: Plan, problem: Problem, wish: Wish, effort: RestructuringEffort): Restructuring[] {
  const { instance, grids, isClosed } = problem
  const load = loadsOf(instance, instance.own)
  const open = [...grids.keys()].filter((g) => !isClosed[g])
  const heavy = open.filter((g) => load[g]! > instance.high[g]! + EPSILON).sort((a, b) => load[b]! - load[a]!)
  const isAnyLight = open.some((g) => load[g]! < instance.low[g]! - EPSILON)
  return [
    ...heavy.slice(0, MOST_SPLITS).map((g) => partition(plan, problem, wish, g, effort)),
    heavy.length > 0 ? addition(plan, problem, wish, heavy, effort) : null,
    isAnyLight ? dissolution(plan, problem, open, effort) : null,
  ].flatMap((one) => one ?? [])
}

type Outcome = Pick<Restructuring, 'outsideAfter' | 'households'>
const isBetter = (one: Outcome, other: Outcome): boolean =>
  one.outsideAfter < other.outsideAfter - EPSILON ||
  (one.outsideAfter < other.outsideAfter + EPSILON && one.households < other.households - EPSILON)
