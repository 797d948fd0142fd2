import { cellBorders } from '../geometry/cellNeighbours.ts'
import { segmentsMeet } from '../geometry/clip.ts'
import type { Line, Point } from '../geometry/lattice.ts'
import { boxesMeet, boxOf, distanceToSegment, ON_EDGE } from '../geometry/shape.ts'
import { grouped } from '../grouped.ts'
import { buildingsByGrid, gridsIn } from '../plan/change.ts'
import type { AreaCode, Barrier, Building, Grid, Plan, Uuid } from '../plan/plan.ts'
import { mainBeats } from './beats.ts'
import { adjacency, type Instance, type Neighbours } from './instance.ts'

/** What is asked of a rebalance. */
export interface Wish {
  /** Households a grid should have, both ends included. */
  readonly low: number
  readonly high: number
  /**
   * `band` brings every grid into the band; `overload` relieves those above it, and leaves those below it alone:
   * none gets smaller than it is.
   */
  readonly goal: 'band' | 'overload'
  /** What is balanced and disturbed: households, and shops and organisations at this many households each. */
  readonly householdsPerPlace: number
  /** What else a building counts, in households: the cases that happen there. */
  readonly besides?: ReadonlyMap<Uuid, number>
  /** What a building that changes grid, and a metre of boundary, cost in households. */
  readonly pricePerBuilding: number
  readonly pricePerM: number
  /** A grid may not take buildings across a river, a railway or a main road; or at this price by household. */
  readonly barriers: 'forbidden' | number
  /** How many grids away a building may go: 1 is next door. */
  readonly rings: number
  /** The police beat of each building, and what a household costs that is in another one than most of its grid. */
  readonly beats?: { readonly of: ReadonlyMap<Uuid, Uuid>; readonly price: number }
  /** Only these grids give and take; left out, all of the community. */
  readonly grids?: ReadonlySet<Uuid>
}

/** What of a wish concerns a portion of the plan for which it is made. */
export function wishFor(wish: Wish, { base }: Plan): Wish {
  const { beats, besides } = wish
  const here = <T>(all: ReadonlyMap<Uuid, T>) => new Map([...all].filter(([id]) => base.buildings.has(id)))
  return {
    ...wish,
    ...(beats && { beats: { ...beats, of: here(beats.of) } }),
    ...(besides && { besides: here(besides) }),
  }
}

/** An instance, and what its numbers stand for. */
export interface Problem {
  readonly instance: Instance
  readonly grids: readonly Grid[]
  /** The buildings of each unit: one, or a compound. */
  readonly units: readonly (readonly Building[])[]
  /** Units that keep their grid, and grids that neither give nor take. */
  readonly isFixed: readonly boolean[]
  readonly isClosed: readonly boolean[]
  /** The part of `instance.price` that is for beats. */
  readonly beatPrice: Float64Array
}

/** A shorter contact of two cells is a corner: ground would hang together by a thread. */
const LEAST_BORDER_M = 3
/** A household counts this much where only buildings are counted, so that no move is free. */
const LEAST_PRICE = 1e-3

/** The rebalancing of one community as the plan has it now; grids without a building are left alone. */
export function problemOf(plan: Plan, community: AreaCode, wish: Wish): Problem {
  const residents = buildingsByGrid(plan)
  const grids = gridsIn(plan, community).filter(({ id }) => residents.has(id))
  const gridAt = new Map(grids.map(({ id }, i) => [id, i]))
  const buildings = grids.flatMap(({ id }) => residents.get(id) as Building[])
  const units = unitsOf(plan, buildings)
  const unitAt = new Map(units.flatMap((members, u) => members.map(({ id }) => [id, u] as const)))
  const weightOf = ({ id, households, places }: Building) =>
    households + places * wish.householdsPerPlace + (wish.besides?.get(id) ?? 0)
  const weight = Float64Array.from(units, (members) => members.reduce((sum, one) => sum + weightOf(one), 0))
  const own = Int32Array.from(units, ([first]) => gridAt.get((first as Building).grid) as number)
  const home = new Float64Array(grids.length)
  units.forEach((_, u) => {
    home[own[u]!]! += weight[u]!
  })

  const isClosed = grids.map(
    ({ id, type, locked }) => type === 'exclusive' || locked || wish.grids?.has(id) === false,
  )
  const isFixed = units.map(
    (members, u) => isClosed[own[u]!]! || members.some(({ id }) => plan.holds.get(id)?.kind === 'building'),
  )
  const { pairs, held, across } = borders(plan, grids, buildings, residents, unitAt, own, wish)
  const graph = adjacency(units.length, [...pairs, ...bridges(units, own, pairs)])
  const beatPrice = beatPrices(units, own, grids.length, wish)
  const price = prices({
    ...{ units, own, weight, isFixed, isClosed, pairs, held, across, wish },
    gridCount: grids.length,
  })

  return {
    ...{ grids, units, isFixed, isClosed, beatPrice },
    instance: {
      units: units.length,
      grids: grids.length,
      weight,
      own,
      // What is closed or exclusive is not measured: nothing about it can change.
      low: Float64Array.from(grids, (_, g) =>
        isClosed[g] ? -Infinity : wish.goal === 'overload' ? Math.min(wish.low, home[g]!) : wish.low,
      ),
      high: Float64Array.from(grids, (_, g) => (isClosed[g] ? Infinity : wish.high)),
      ...graph,
      price: price.map((one, i) => one + beatPrice[i]!),
      pricePerM: wish.pricePerM,
    },
  }
}

/** Buildings as they can move: each compound whole. */
function unitsOf(plan: Plan, buildings: readonly Building[]): Building[][] {
  const compoundOf = new Map<Uuid, Uuid>()
  for (const hold of plan.holds.values())
    if (hold.kind === 'compound') for (const id of hold.buildings) compoundOf.set(id, hold.id)
  return [...grouped(buildings, ({ id }) => compoundOf.get(id) ?? id).values()]
}

interface Contacts {
  readonly pairs: readonly Neighbours[]
  /** Pairs of units between which a locked stretch of boundary runs. */
  readonly held: readonly (readonly [number, number])[]
  /** Of the pairs, those that a barrier parts. */
  readonly across: readonly Neighbours[]
}

function borders(
  plan: Plan,
  grids: readonly Grid[],
  buildings: readonly Building[],
  residents: ReadonlyMap<Uuid, readonly Building[]>,
  unitAt: ReadonlyMap<Uuid, number>,
  own: Int32Array,
  wish: Wish,
): Contacts {
  const indexOf = new Map(buildings.map(({ id }, i) => [id, i]))
  const homes = grids.map(({ id, shape }) => ({
    shape,
    buildings: (residents.get(id) as Building[]).map((building) => ({
      index: indexOf.get(building.id) as number,
      footprint: building.footprint,
    })),
  }))
  const unitOf = (index: number) => unitAt.get((buildings[index] as Building).id) as number
  const crosses = crossing(plan.base.barriers)
  const byPair = new Map<
    string,
    { a: number; b: number; borderM: number; isOpen: boolean; isHeld: boolean }
  >()
  for (const { a, b, borderM, isHeld } of cellBorders(homes, heldEdges(plan))) {
    const [one, other] = [unitOf(a), unitOf(b)]
    if (one === other) continue
    const key = one < other ? `${one} ${other}` : `${other} ${one}`
    const isOpen =
      wish.barriers === 0 ||
      !crosses((buildings[a] as Building).position, (buildings[b] as Building).position)
    const known = byPair.get(key)
    if (known) {
      known.borderM += borderM
      known.isOpen ||= isOpen
      known.isHeld ||= isHeld
    } else byPair.set(key, { a: one, b: other, borderM, isOpen, isHeld })
  }
  const all = [...byPair.values()].filter(({ borderM }) => borderM >= LEAST_BORDER_M)
  const isForbidden = wish.barriers === 'forbidden'
  return {
    // Across a barrier, where that is forbidden, only what is together already stays together.
    pairs: all.flatMap(({ a, b, borderM, isOpen }): Neighbours[] => {
      if (isOpen || !isForbidden) return [{ a, b, borderM }]
      return own[a] === own[b] ? [{ a, b, borderM, onlyIn: own[a]! }] : []
    }),
    across: isForbidden ? [] : all.filter(({ isOpen }) => !isOpen),
    held: all.filter(({ isHeld }) => isHeld).map(({ a, b }) => [a, b]),
  }
}

/** Whether an edge of the coverage lies on a locked stretch of boundary. */
function heldEdges(plan: Plan): (a: Point, b: Point) => boolean {
  const lines = [...plan.holds.values()].flatMap((hold) => (hold.kind === 'boundary' ? [hold.line] : []))
  if (lines.length === 0) return () => false
  const boxed = segmentsOf(lines)
  return (a, b) =>
    boxed.some(
      ({ from, to, box }) =>
        boxesMeet(boxOf([[a, b]]), box, ON_EDGE) &&
        distanceToSegment(a, from, to) <= ON_EDGE &&
        distanceToSegment(b, from, to) <= ON_EDGE,
    )
}

/** Whether the way from one place to another meets a barrier. */
function crossing(barriers: readonly Barrier[]): (a: Point, b: Point) => boolean {
  const boxed = segmentsOf(barriers.flatMap(({ lines }) => lines))
  return (a, b) => {
    const box = boxOf([[a, b]])
    return boxed.some((one) => boxesMeet(one.box, box) && segmentsMeet(one.from, one.to, a, b))
  }
}
const segmentsOf = (lines: readonly Line[]) =>
  lines.flatMap((line) =>
    line.slice(1).map((to, i) => {
      const from = line[i] as Point
      return { from, to, box: boxOf([[from, to]]) }
    }),
  )

/** Where a grid lies in several parts already, its parts are linked, so that they count as one. */
function bridges(
  units: readonly (readonly Building[])[],
  own: Int32Array,
  pairs: readonly Neighbours[],
): Neighbours[] {
  const root = Int32Array.from(units, (_, u) => u)
  const rootOf = (u: number): number => {
    let top = u
    while (root[top] !== top) top = root[top]!
    return top
  }
  for (const { a, b } of pairs) if (own[a] === own[b]) root[rootOf(a)] = rootOf(b)
  const links: Neighbours[] = []
  for (const members of grouped([...units.keys()], (u) => own[u]!).values()) {
    const parts = [...grouped(members, rootOf).values()].sort((a, b) => b.length - a.length)
    for (const part of parts.slice(1)) {
      const [a, b] = nearestPair(units, parts[0] as number[], part)
      links.push({ a, b, borderM: 0, onlyIn: own[a]! })
    }
  }
  return links
}

function nearestPair(
  units: readonly (readonly Building[])[],
  some: readonly number[],
  others: readonly number[],
): [number, number] {
  const place = (u: number): Point => (units[u]![0] as Building).position
  let best: [number, number] = [some[0]!, others[0]!]
  let least = Infinity
  for (const a of some)
    for (const b of others) {
      const away = Math.hypot(place(a)[0] - place(b)[0], place(a)[1] - place(b)[1])
      if (away < least) [least, best] = [away, [a, b]]
    }
  return best
}

/** What each unit costs in each grid: nothing at home, what it weighs elsewhere; and where it may not go at all. */
function prices(given: {
  readonly units: readonly (readonly Building[])[]
  readonly own: Int32Array
  readonly weight: Float64Array
  readonly isFixed: readonly boolean[]
  readonly isClosed: readonly boolean[]
  readonly pairs: readonly Neighbours[]
  readonly held: Contacts['held']
  readonly across: Contacts['across']
  readonly gridCount: number
  readonly wish: Wish
}): Float64Array {
  const { units, own, weight, isFixed, isClosed, pairs, held, across, gridCount, wish } = given
  const near = gridsWithin(own, pairs, gridCount, wish.rings)
  const price = new Float64Array(units.length * gridCount).fill(Infinity)
  units.forEach((members, u) => {
    const home = own[u]!
    price[u * gridCount + home] = 0
    if (isFixed[u]) return
    for (const g of near[home]!)
      if (!isClosed[g])
        price[u * gridCount + g] = Math.max(LEAST_PRICE, weight[u]!) + wish.pricePerBuilding * members.length
  })
  for (const i of toPay(own, pairs, across, gridCount))
    price[i]! += (typeof wish.barriers === 'number' ? wish.barriers : 0) * weight[Math.floor(i / gridCount)]!
  // What lies at a locked boundary does not change to its other side.
  for (const [a, b] of held) {
    if (own[a] === own[b]) continue
    price[a * gridCount + own[b]!] = Infinity
    price[b * gridCount + own[a]!] = Infinity
  }
  return price
}

/** What each unit costs in each grid for being in another beat than most of that grid is now. */
function beatPrices(
  units: readonly (readonly Building[])[],
  own: Int32Array,
  gridCount: number,
  { beats }: Wish,
): Float64Array {
  const price = new Float64Array(units.length * gridCount)
  if (!beats) return price
  mainBeats(units, own, gridCount, beats.of).forEach((main, g) => {
    units.forEach((members, u) => {
      const strangers = members.filter(({ id }) => main && beats.of.has(id) && beats.of.get(id) !== main)
      price[u * gridCount + g] = strangers.reduce((sum, { households }) => sum + households, 0) * beats.price
    })
  })
  return price
}

/** Units and grids, as `unit * grids + grid`, that touch by nothing but contacts across a barrier. */
function toPay(
  own: Int32Array,
  pairs: readonly Neighbours[],
  across: readonly Neighbours[],
  gridCount: number,
): Set<number> {
  const both = ({ a, b }: Neighbours) =>
    own[a] === own[b] ? [] : [a * gridCount + own[b]!, b * gridCount + own[a]!]
  const barred = new Set(across.map(({ a, b }) => `${a} ${b}`))
  const open = new Set(pairs.filter(({ a, b }) => !barred.has(`${a} ${b}`)).flatMap(both))
  return new Set(across.flatMap(both).filter((i) => !open.has(i)))
}

/** For each grid the others within so many steps from neighbour to neighbour. */
function gridsWithin(
  own: Int32Array,
  pairs: readonly Neighbours[],
  gridCount: number,
  rings: number,
): Set<number>[] {
  const next = Array.from({ length: gridCount }, () => new Set<number>())
  for (const { a, b, onlyIn } of pairs)
    if (own[a] !== own[b] && onlyIn === undefined) {
      next[own[a]!]!.add(own[b]!)
      next[own[b]!]!.add(own[a]!)
    }
  return next.map((neighbours, g) => {
    const within = new Set(neighbours)
    for (let ring = 1; ring < rings; ring++)
      for (const one of [...within]) for (const other of next[one]!) within.add(other)
    within.delete(g)
    return within
  })
}
