import { boxesMeet, boxOf, ringsOf } from '../geometry/shape.ts'
import { grouped } from '../grouped.ts'
import { beyondBand } from '../plan/balance.ts'
import { applyChange, buildingsOf, gridOf, gridsOf } from '../plan/change.ts'
import { decide } from '../plan/decide.ts'
import type { AreaCode, Plan, Uuid } from '../plan/plan.ts'
import { portionOf } from '../plan/portion.ts'
import type { Mismatch } from './alignment.ts'
import { alignments } from './draft.ts'
import { type Mend, type MendObstacle, type Mends, mends } from './mends.ts'

/** What every mismatch of an area costs to mend at least. */
export interface Aligning {
  /** One for each mismatch that is mended, community by community; performed in this order. */
  readonly changes: readonly (Mend & { readonly grid: Uuid; readonly mismatch: Mismatch })[]
  readonly unsolved: readonly { readonly grid: Uuid; readonly reason: MendObstacle }[]
  /** Whether it is known that no cheaper set of mends solves as many. */
  readonly proven: boolean
}

export interface AligningWish {
  /** What a household that changes beat counts beside one that changes grid. */
  readonly beatWeight: number
  /** Grids of a beat in its whole district. */
  readonly gridsOf: (beat: Uuid) => number
}

/** Beats this near to a community (lattice units, about 1 m) may be given its ground. */
const BESIDE = 100
/** Beyond so many steps the best set so far is taken as it is. */
const MOST_STEPS = 200_000

/**
 * The cheapest set of mends after which as many grids of a joint plan as can lie in one beat of their street, and no
 * basic grid is farther outside the household band than before; of equally cheap ones that which moves least ground.
 * Communities do not touch each other's households, so each is searched by itself, and told when it is: branch and
 * bound over the mends of its grids. Each community's set is tried out as a whole; what does not go together is left
 * out and searched again.
 */
export function* aligning(plan: Plan, wish: AligningWish): Generator<Aligning> {
  const alignmentOf = alignments(plan)
  const wrong = gridsOf(plan).filter(({ id }) => alignmentOf(id)?.mismatch)
  for (const [community, grids] of grouped(wrong, (grid) => grid.community)) {
    const portion = patrolledPortion(plan, community)
    const found = grids.map(({ id }) => mends(portion, id, wish.gridsOf))
    yield aligned(portion, found, wish)
  }
}

/** What was found for several communities, as one. */
export const together = (found: readonly Aligning[]): Aligning => ({
  changes: found.flatMap(({ changes }) => changes),
  unsolved: found.flatMap(({ unsolved }) => unsolved),
  proven: found.every(({ proven }) => proven),
})

/** One community of the plan, with the beats in and beside it. */
function patrolledPortion(plan: Plan, community: AreaCode): Plan {
  const portion = portionOf(plan, community)
  const ground = boxOf(gridsOf(portion).flatMap(({ shape }) => ringsOf(shape)))
  const beats = [...plan.base.beats].filter(([, { shape }]) =>
    boxesMeet(boxOf(ringsOf(shape)), ground, BESIDE),
  )
  const { stations } = plan.base
  return { ...portion, base: { ...portion.base, beats: new Map(beats), stations }, beats: plan.beats }
}

function aligned(plan: Plan, wrong: readonly Mends[], wish: AligningWish): Aligning {
  const banned = new Set<Mend>()
  for (;;) {
    const { chosen, proven } = cheapest(plan, wrong, banned, wish)
    const clash = firstClash(plan, wrong, chosen)
    if (clash) {
      banned.add(clash)
      continue
    }
    return {
      changes: wrong.flatMap(({ grid, mismatch }, i) => {
        const mend = chosen[i]
        return mend && mismatch ? [{ ...mend, grid, mismatch }] : []
      }),
      unsolved: wrong.flatMap((row, i) => (chosen[i] ? [] : [{ grid: row.grid, reason: reasonOf(row) }])),
      proven,
    }
  }
}

const reasonOf = ({ beats, grids }: Mends): MendObstacle =>
  'reason' in beats ? beats.reason : 'reason' in grids ? grids.reason : 'no_beat_of_the_street_beside'

/** How good a choice is, compared from the left: unsolved, then price, then ground in m². */
type Price = readonly [unsolved: number, price: number, areaM2: number]
const plus = (a: Price, b: Price): Price => [a[0] + b[0], a[1] + b[1], a[2] + b[2]]
const isLess = (a: Price, b: Price): boolean => {
  const i = a.findIndex((value, k) => value !== b[k])
  return i >= 0 && (a[i] as number) < (b[i] as number)
}
const byPrice = (a: Choice, b: Choice): number =>
  Number(isLess(b.price, a.price)) - Number(isLess(a.price, b.price))
const UNSOLVED: Price = [1, 0, 0]

interface Choice {
  readonly mend: Mend | null
  readonly price: Price
}

function cheapest(
  plan: Plan,
  wrong: readonly Mends[],
  banned: ReadonlySet<Mend>,
  { beatWeight }: AligningWish,
): { chosen: readonly (Mend | null)[]; proven: boolean } {
  const priced = (mend: Mend): Choice => ({
    mend,
    price: [0, mend.households * (mend.side === 'beats' ? beatWeight : 1), mend.areaM2],
  })
  const choices = wrong.map(({ grids, beats }): Choice[] => {
    const offered = [grids, beats].flatMap((side) => ('possible' in side ? [] : side))
    const free = offered.filter((mend) => !banned.has(mend)).map(priced)
    return [...free.sort(byPrice), { mend: null, price: UNSOLVED }]
  })
  // What the rest costs at least: each grid its cheapest.
  const atLeast: Price[] = [[0, 0, 0]]
  for (const [first] of [...choices].reverse())
    atLeast.unshift(plus(atLeast[0] as Price, (first as Choice).price))

  const staysInBand = bandKeeper(plan)
  let best: { price: Price; chosen: readonly (Mend | null)[] } = { price: [Infinity, 0, 0], chosen: [] }
  let steps = 0
  const search = (depth: number, price: Price, chosen: readonly (Mend | null)[]): void => {
    if (++steps > MOST_STEPS || !isLess(plus(price, atLeast[depth] as Price), best.price)) return
    if (depth === choices.length) {
      if (staysInBand(chosen)) best = { price, chosen }
      return
    }
    for (const { mend, price: more } of choices[depth] as Choice[])
      search(depth + 1, plus(price, more), [...chosen, mend])
  }
  search(0, [0, 0, 0], [])
  return { chosen: best.chosen, proven: steps <= MOST_STEPS }
}

/** Whether with these mends together no basic grid is farther outside the band than it is. */
function bandKeeper(plan: Plan): (chosen: readonly (Mend | null)[]) => boolean {
  const households = new Map<Uuid, number>()
  for (const { grid, households: count } of buildingsOf(plan))
    households.set(grid, (households.get(grid) ?? 0) + count)
  return (chosen) => {
    const shifts = new Map<Uuid, number>()
    for (const mend of chosen)
      for (const [id, shift] of mend?.shifts ?? []) shifts.set(id, (shifts.get(id) ?? 0) + shift)
    return [...shifts].every(([id, shift]) => {
      const had = households.get(id) ?? 0
      const beyond = (count: number) => Math.abs(beyondBand(count, plan.band))
      return gridOf(plan, id)?.type !== 'basic' || beyond(had + shift) <= beyond(had)
    })
  }
}

/** Performs the mends one after the other; answers with the first that cannot be done, or does not help, with others. */
function firstClash(plan: Plan, wrong: readonly Mends[], chosen: readonly (Mend | null)[]): Mend | null {
  let after = plan
  for (const mend of chosen)
    for (const command of mend?.commands ?? []) {
      const decision = decide(after, command)
      if (!decision.ok) return mend
      after = applyChange(after, decision.change)
    }
  const [now, before] = [alignments(after), alignments(plan)]
  const isWorse = (id: Uuid) => now(id)?.mismatch !== null && before(id)?.mismatch === null
  return (
    chosen.find((mend, i) => {
      const isStillWrong = now((wrong[i] as Mends).grid)?.mismatch !== null
      return mend && (isStillWrong || [...mend.shifts.keys()].some(isWorse))
    }) ?? null
  )
}
