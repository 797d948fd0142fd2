import { grouped } from '#core/grouped.ts'
import { placeName } from './divisions.ts'
import { ESTATES, LANE_ENDINGS, VILLAGE_LANES } from './names/words.ts'
import type { Random } from './random.ts'
import type { House } from './settle.ts'
import type { Lot } from './town.ts'

/** Numbers already used in a community, by estate or lane. */
export type Numbers = Map<string, number>

/**
 * Names of a lot's buildings, no two alike in a community: slabs and towers are numbered within an estate
 * (桥西小区3号楼), courtyards along their lane (南楼东巷12号院).
 */
export function addresses(lot: Lot, houses: readonly House[], numbers: Numbers, random: Random): string[] {
  const { division, sketch } = lot
  const place = placeName(division)
  const estate = `${place}${random.pick(ESTATES[sketch.morphology])}`
  const lanes = new Map(
    [...grouped(houses, ({ block }) => block).keys()].map((block) => [
      block,
      `${place}${random.pick(sketch.morphology === 'outskirts' ? VILLAGE_LANES : LANE_ENDINGS)}`,
    ]),
  )
  const numbered = (series: string, ending: string): string => {
    const number = (numbers.get(series) ?? 0) + 1
    numbers.set(series, number)
    return `${series}${number}号${ending}`
  }
  return houses.map((house) => {
    const { kind, name } = house.sketch
    if (name) return sketch.type === 'exclusive' ? `${place}${name}` : name
    return kind === 'courtyard' ? numbered(lanes.get(house.block)!, '院') : numbered(estate, '楼')
  })
}
