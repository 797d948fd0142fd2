import type { Point } from '#core/geometry/lattice.ts'
import { grouped } from '#core/grouped.ts'
import type { Random } from './random.ts'

/** A share of the grids where more happens than elsewhere, and the share of what happens there (demo). */
const HOT_GRIDS = 0.1
const HOT_SHARE = 0.35
/** Two metres on the lattice, either way. */
const ABOUT = 150

interface House {
  readonly grid: string
  readonly households: number
  readonly position: Point
}
interface BusyPlace<G, B> {
  readonly grid: G
  readonly building: B
  /** Somewhere about the building, and within it. */
  readonly position: Point
}

/** Places, each as often as something happens there: more where more people live, and in hot spots. */
export function busyPlaces<G extends { readonly id: string }, B extends House>(
  allGrids: readonly G[],
  buildings: readonly B[],
  source: Random,
): (random: Random) => BusyPlace<G, B> {
  const buildingsByGrid = grouped(buildings, ({ grid }) => grid)
  const grids = allGrids.filter(({ id }) => buildingsByGrid.has(id))
  const hot = new Set(
    source.shuffled(grids.map(({ id }) => id)).slice(0, Math.ceil(grids.length * HOT_GRIDS)),
  )
  const usual = grids.map(({ id }) => {
    const households = (buildingsByGrid.get(id) ?? []).reduce((sum, building) => sum + building.households, 0)
    // Gamma with shape 2: the sum of two exponential waiting times.
    const gamma = -Math.log(1 - source.next()) - Math.log(1 - source.next())
    return gamma * (Math.max(households, 30) / 290) ** 0.8
  })
  const hotSum = usual.reduce((sum, weight, i) => sum + (hot.has(grids[i]!.id) ? weight : 0), 0)
  const coolSum = usual.reduce((sum, weight) => sum + weight, 0) - hotSum
  const gridBy = cumulative(
    usual.map((weight, i) =>
      hot.has(grids[i]!.id) ? (weight * HOT_SHARE) / hotSum : (weight * (1 - HOT_SHARE)) / coolSum,
    ),
  )
  const buildingBy = new Map(
    grids.map(({ id }) => [
      id,
      cumulative((buildingsByGrid.get(id) ?? []).map(({ households }) => households + 3)),
    ]),
  )
  return (random) => {
    const grid = grids[drawn(gridBy, random)]!
    const building = buildingsByGrid.get(grid.id)![drawn(buildingBy.get(grid.id)!, random)]!
    return { grid, building, position: about(building.position, random) }
  }
}

/** Somewhere about a point, and within the building that has it as its middle. */
export const about = ([x, y]: Point, random: Random): Point => [
  x + random.whole(-ABOUT, ABOUT),
  y + random.whole(-ABOUT, ABOUT),
]

function cumulative(weights: readonly number[]): Float64Array {
  let sum = 0
  return Float64Array.from(weights, (weight) => {
    sum += weight
    return sum
  })
}

/** An index, each as likely as its weight: binary search in the sums. */
function drawn(sums: Float64Array, random: Random): number {
  const wanted = random.next() * (sums.at(-1) ?? 0)
  let [low, high] = [0, sums.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sums[middle]! > wanted) high = middle
    else low = middle + 1
  }
  return low
}
