import type { Point } from '#core/geometry/lattice.ts'
import { placeName, type Street } from './divisions.ts'
import { ORGANISATIONS, SHOP_TRADES, SHOP_WORDS } from './names/words.ts'
import { type Random, random, uuid } from './random.ts'
import type { House } from './settle.ts'
import type { WorldBuilding, WorldPlace } from './world.ts'

/** A building, how it stands, and how many passers-by its street brings. */
export interface Premises {
  readonly building: WorldBuilding
  readonly house: House
  readonly footfall: number
}

/** Organisations and shops of a street: most along the main roads, some in every quarter, exactly as many as it has. */
export function placesOf(street: Street, premises: readonly Premises[], seed: number): WorldPlace[] {
  const names = new Map(street.communities.map((division) => [division.code, placeName(division)]))
  const used = new Set<string>()
  const source = random(seed, 'places', street.code)
  const shopAt = lottery(premises, ({ footfall }) => footfall)
  const officeAt = lottery(premises, ({ building, footfall }) =>
    building.households === 0 ? 30 : building.kind === 'courtyard' ? 0.3 : 0.6 + footfall * 0.3,
  )
  const place = (kind: WorldPlace['kind'], index: number): WorldPlace => {
    const { building, house } = (kind === 'shop' ? shopAt : officeAt)(source)
    const around = names.get(building.community)!
    const wish =
      kind === 'shop'
        ? `${source.pick(SHOP_WORDS)}${source.pick(SHOP_TRADES)}`
        : `${around}${source.pick(ORGANISATIONS)}`
    const position: Point = house.doorAt(source.next())
    return {
      id: uuid(seed, kind, street.code, index),
      kind,
      name: unused(kind === 'shop' && used.has(wish) ? `${wish}(${around}店)` : wish, used),
      community: building.community,
      building: building.id,
      position,
    }
  }
  return [
    ...Array.from({ length: street.organisations }, (_, i) => place('organisation', i)),
    ...Array.from({ length: street.shops }, (_, i) => place('shop', i)),
  ]
}

/** The name, or the name with the first number that no other place of the street has. */
function unused(name: string, used: Set<string>): string {
  let free = name
  for (let number = 2; used.has(free); number++) free = `${name}${number}`
  used.add(free)
  return free
}

/** Draws one of the items, each as likely as its weight. */
function lottery<T>(items: readonly T[], weightOf: (item: T) => number): (random: Random) => T {
  const sums: number[] = []
  let total = 0
  for (const item of items) {
    total += weightOf(item)
    sums.push(total)
  }
  return (source) => {
    const drawn = source.next() * total
    let [low, high] = [0, items.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (sums[middle]! <= drawn) low = middle + 1
      else high = middle
    }
    return items[low]!
  }
}
