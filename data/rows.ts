import { type HouseSketch, KINDS } from './grids.ts'
import type { Random } from './random.ts'
import type { Metres } from './valley.ts'

/** A building's box on the ground: its corner, the bearing of its front (radians from east), and its sketch. */
export interface Standing {
  readonly house: HouseSketch
  readonly corner: Metres
  readonly bearing: number
}

/** Gaps as multiples of the least: as loose as all buildings still fit. */
const LOOSENESS = [2.3, 2, 1.75, 1.55, 1.4, 1.27, 1.16, 1.07, 1]
/** If even the least gaps are too wide, the buildings are built smaller. */
const SIZES = [1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3]

/**
 * Stands all the houses in parallel rows inside a polygon (metres, counter-clockwise, open, nearly convex), with
 * gaps as even and as wide as there is room for; houses keep their order from the first row on. Of the bearings the
 * first along which they fit is taken.
 * @throws if they do not fit even at a fraction of their size.
 */
export function inRows(
  houses: readonly HouseSketch[],
  ground: readonly Metres[],
  bearings: readonly number[],
  random: Random,
): Standing[] {
  const place = random.next()
  for (const size of SIZES) {
    const built = size === 1 ? houses : houses.map((it) => smaller(it, size))
    for (const bearing of bearings) {
      const [cos, sin] = [Math.cos(bearing), Math.sin(bearing)]
      const turned = ground.map(([x, y]): Metres => [x * cos + y * sin, y * cos - x * sin])
      for (const looseness of LOOSENESS) {
        const boxes = rows(built, turned, looseness, place)
        if (boxes)
          return boxes.map(({ house, x, y }) => ({
            house,
            corner: [x * cos - y * sin, x * sin + y * cos],
            bearing,
          }))
      }
    }
  }
  throw new Error(`${houses.length} buildings do not fit their block`)
}

const smaller = (house: HouseSketch, size: number): HouseSketch => ({
  ...house,
  frontM: house.frontM * size,
  depthM: house.depthM * Math.sqrt(size),
})

interface Box {
  readonly house: HouseSketch
  readonly x: number
  readonly y: number
}

function rows(
  houses: readonly HouseSketch[],
  ground: readonly Metres[],
  looseness: number,
  place: number,
): Box[] | null {
  const ys = ground.map(([, y]) => y)
  const top = Math.max(...ys)
  const standing: Box[] = []
  let next = 0
  let y = Math.min(...ys)
  while (next < houses.length) {
    const first = houses[next]!
    const depth = first.depthM
    if (y + depth > top) return null
    const free = freeBetween(ground, y, y + depth)
    if (!free || free[1] - free[0] < first.frontM) {
      y += 2
      continue
    }
    const loose = first.kind === 'courtyard' ? Math.min(looseness, 1.7) : looseness
    const [west, east] = free
    const gap = KINDS[first.kind].besideM * loose
    let last = next
    let used = first.frontM
    while (last + 1 < houses.length) {
      const more = houses[last + 1]!
      if (more.kind !== first.kind && more.depthM > depth + 3) break
      if (used + gap + more.frontM > east - west || more.depthM > depth + 0.5 * depth) break
      used += gap + more.frontM
      last++
    }
    const row = houses.slice(next, last + 1)
    const deepest = Math.max(...row.map((it) => it.depthM))
    const room = freeBetween(ground, y, y + deepest)
    if (!room || room[1] - room[0] < used) {
      y += 2
      continue
    }
    // What the row leaves free widens its gaps a little; the rest stays at its ends.
    const spare = room[1] - room[0] - used
    const wider = row.length > 1 ? Math.min(spare / (row.length - 1), gap * 0.8) : 0
    let x = room[0] + (spare - wider * (row.length - 1)) * (0.25 + 0.5 * place)
    for (const house of row) {
      standing.push({ house, x, y })
      x += house.frontM + gap + wider
    }
    const behind = Math.max(...row.map((it) => KINDS[it.kind].behindM(it.floors)))
    y += deepest + behind * (first.kind === 'courtyard' ? loose : Math.min(looseness, 1.8))
    next = last + 1
  }
  return standing
}

/** The widest x-interval that lies in the polygon at both heights and at those of all corners between. */
function freeBetween(ground: readonly Metres[], low: number, high: number): [number, number] | null {
  const heights = [
    low,
    (low + high) / 2,
    high,
    ...ground.map(([, y]) => y).filter((y) => y > low && y < high),
  ]
  let [west, east] = [-Infinity, Infinity]
  for (const y of heights) {
    const xs: number[] = []
    ground.forEach(([ax, ay], i) => {
      const [bx, by] = ground[(i + 1) % ground.length]!
      if (ay > y !== by > y) xs.push(ax + ((y - ay) / (by - ay)) * (bx - ax))
    })
    if (xs.length < 2) return null
    xs.sort((a, b) => a - b)
    // A bend of the road may cut the line more than twice: the longest piece counts.
    let best: [number, number] = [xs[0]!, xs[1]!]
    for (let i = 2; i + 1 < xs.length; i += 2)
      if (xs[i + 1]! - xs[i]! > best[1] - best[0]) best = [xs[i]!, xs[i + 1]!]
    west = Math.max(west, best[0])
    east = Math.min(east, best[1])
  }
  return east > west ? [west, east] : null
}
