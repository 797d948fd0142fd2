import { type HouseSketch, KINDS, KINDS_BY_SIZE, type Kind, type Morphology } from './grids.ts'
import type { Random } from './random.ts'

/** Shares of the kinds of buildings in the district (demo). */
export const KIND_SHARES: Readonly<Record<Kind, number>> = {
  walk_up: 0.34,
  courtyard: 0.41,
  dormitory: 0.07,
  mid_rise: 0.11,
  long_block: 0.05,
  tower: 0.02,
}

const MIX: Readonly<Record<Morphology, Readonly<Record<Kind, number>>>> = {
  new_built: { walk_up: 20, courtyard: 2, dormitory: 2, mid_rise: 50, long_block: 8, tower: 14 },
  urban_village: { walk_up: 14, courtyard: 76, dormitory: 6, mid_rise: 3, long_block: 1, tower: 0.3 },
  old_estate: { walk_up: 60, courtyard: 22, dormitory: 6, mid_rise: 6, long_block: 6, tower: 0.6 },
  work_unit: { walk_up: 50, courtyard: 14, dormitory: 18, mid_rise: 8, long_block: 9, tower: 0.6 },
  outskirts: { walk_up: 3, courtyard: 92, dormitory: 4, mid_rise: 0.5, long_block: 0.2, tower: 0.1 },
}

/** Usual households per building, to guess how many buildings a grid has. */
export const USUAL_HOUSEHOLDS: Readonly<Record<Morphology, number>> = {
  new_built: 52,
  urban_village: 15,
  old_estate: 30,
  work_unit: 32,
  outskirts: 9,
}

/** Counts the kinds as they are chosen and leans the next choice towards those that the district still lacks. */
export interface KindBook {
  choose(morphology: Morphology, random: Random): Kind
  change(from: Kind, to: Kind): void
  /** True where the district has more of the kind than its share. */
  abounds(kind: Kind): boolean
}

export function kindBook(shares: Readonly<Record<Kind, number>>): KindBook {
  const counts: Record<Kind, number> = {
    walk_up: 0,
    courtyard: 0,
    dormitory: 0,
    mid_rise: 0,
    long_block: 0,
    tower: 0,
  }
  let total = 0
  return {
    choose: (morphology, random) => {
      const weights = { ...MIX[morphology] }
      for (const kind of KINDS_BY_SIZE) {
        const lack = (shares[kind] * (total + 40)) / (counts[kind] + shares[kind] * 40 + 1e-9)
        weights[kind] *= Math.min(8, lack ** 3)
      }
      const kind = random.weighted(weights)
      counts[kind]++
      total++
      return kind
    },
    change: (from, to) => {
      counts[from]--
      counts[to]++
    },
    abounds: (kind) => counts[kind] > shares[kind] * total,
  }
}

/** Attempts at a choice of kinds before giving up; a few dozen are the most that were ever needed. */
const MOST_RESIZES = 2_000

/**
 * `count` buildings that hold `households` together, exactly, each within the range of its kind.
 * @throws if no choice of kinds can hold them.
 */
export function houses(
  households: number,
  count: number,
  morphology: Morphology,
  book: KindBook,
  random: Random,
): HouseSketch[] {
  const kinds = Array.from({ length: count }, () => book.choose(morphology, random))
  const resize = (step: 1 | -1, mayLeap: boolean): void => {
    const able = kinds.flatMap((kind, i) => (KINDS_BY_SIZE[KINDS_BY_SIZE.indexOf(kind) + step] ? [i] : []))
    if (able.length === 0) throw new Error(`${count} buildings cannot hold ${households} households`)
    // Of three drawn, the one furthest from where it would go: small ones grow, large ones shrink.
    const at = [0, 0, 0]
      .map(() => random.pick(able))
      .reduce((a, b) =>
        step * (KINDS_BY_SIZE.indexOf(kinds[a]!) - KINDS_BY_SIZE.indexOf(kinds[b]!)) < 0 ? a : b,
      )
    const size = KINDS_BY_SIZE.indexOf(kinds[at]!)
    const [near, far] = [KINDS_BY_SIZE[size + step]!, KINDS_BY_SIZE[size + 2 * step]]
    const next = mayLeap && far && book.abounds(near) && !book.abounds(far) ? far : near
    book.change(kinds[at]!, next)
    kinds[at] = next
  }
  for (let resizes = 0; !canHold(kinds, households); resizes++) {
    if (resizes > MOST_RESIZES) throw new Error(`${count} buildings cannot hold ${households} households`)
    resize(bound(kinds, 1) < households ? 1 : -1, resizes < count)
  }

  const least = bound(kinds, 0)
  const fill = (households - least) / Math.max(1, bound(kinds, 1) - least)
  const wishes = kinds.map((kind) => {
    const [low, high] = KINDS[kind].households
    const share = Math.min(1, Math.max(0, fill + random.between(-0.3, 0.3)))
    return Math.round(low + (high - low) * share)
  })
  return meeting(households, kinds, wishes, random).map((mine, i) => house(kinds[i]!, mine, random))
}

const bound = (kinds: readonly Kind[], end: 0 | 1): number =>
  kinds.reduce((sum, kind) => sum + KINDS[kind].households[end], 0)
const canHold = (kinds: readonly Kind[], households: number): boolean =>
  bound(kinds, 0) <= households && households <= bound(kinds, 1)

/**
 * The wished households of each building, one more or one less here and there until they add up to the total, each
 * within the range of its kind.
 * @throws if the kinds cannot hold the total.
 */
export function meeting(
  total: number,
  kinds: readonly Kind[],
  wishes: readonly number[],
  random: Random,
): number[] {
  if (!canHold(kinds, total)) throw new Error(`${kinds.join(', ')} cannot hold ${total} households`)
  const counts = [...wishes]
  let left = total - counts.reduce((a, b) => a + b, 0)
  while (left !== 0) {
    const i = random.whole(0, kinds.length - 1)
    const [low, high] = KINDS[kinds[i]!].households
    const next = counts[i]! + Math.sign(left)
    if (next < low || next > high) continue
    counts[i] = next
    left -= Math.sign(left)
  }
  return counts
}

/** A building of usual size for its kind and households. */
export function house(kind: Kind, households: number, random: Random): HouseSketch {
  const size = (floors: number, frontM: number, depthM: number): HouseSketch => ({
    kind,
    households,
    floors,
    frontM,
    depthM,
  })
  switch (kind) {
    case 'courtyard':
      return size(
        households > 6 ? 2 : 1,
        9 + households * 0.7 + random.between(0, 3),
        9 + households * 0.7 + random.between(0, 4),
      )
    case 'dormitory':
      return size(random.whole(3, 4), 24 + households * 0.8, random.between(11, 13))
    case 'walk_up':
      return size(random.whole(5, 6), 11 + households * 1.15, 12)
    case 'mid_rise':
      return size(random.whole(7, 11), 16 + households * 0.5, 14)
    case 'long_block':
      return size(6, 74 + (households - 72) * 0.3, 12)
    case 'tower':
      return size(Math.round(households / 6), random.between(24, 26), random.between(23, 25))
  }
}
