import type { Shape } from '../geometry/lattice.ts'
import { boxOf, holdsPoint, ringsOf } from '../geometry/shape.ts'
import { buildingsOf } from '../plan/change.ts'
import type { Building, Plan, Uuid } from '../plan/plan.ts'

/** The police beat of each building that lies in one. */
export function beatByBuilding(
  plan: Plan,
  beats: readonly { readonly id: Uuid; readonly shape: Shape }[],
): Map<Uuid, Uuid> {
  const boxed = beats.map(({ id, shape }) => ({ id, shape, box: boxOf(ringsOf(shape)) }))
  return new Map(
    buildingsOf(plan).flatMap(({ id, position: [x, y], position }) => {
      const beat = boxed.find(
        ({ shape, box: [west, south, east, north] }) =>
          x >= west && x <= east && y >= south && y <= north && holdsPoint(shape, position),
      )
      return beat ? [[id, beat.id] as const] : []
    }),
  )
}

/** Of each grid the beat in which most of its households live; none where none of them lives in any. */
export function mainBeats(
  units: readonly (readonly Building[])[],
  grid: ArrayLike<number>,
  gridCount: number,
  beatOf: ReadonlyMap<Uuid, Uuid>,
): (Uuid | undefined)[] {
  return householdsByBeat(units, grid, gridCount, beatOf).map(
    (byBeat) => [...byBeat].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0]?.[0],
  )
}

/** Households in another beat than most of their grid; those in no beat are not counted. */
export function householdsOffBeat(
  units: readonly (readonly Building[])[],
  grid: ArrayLike<number>,
  gridCount: number,
  beatOf: ReadonlyMap<Uuid, Uuid>,
): number {
  return householdsByBeat(units, grid, gridCount, beatOf)
    .map((byBeat) => [...byBeat.values()])
    .reduce((sum, counts) => sum + counts.reduce((a, b) => a + b, 0) - Math.max(0, ...counts), 0)
}

function householdsByBeat(
  units: readonly (readonly Building[])[],
  grid: ArrayLike<number>,
  gridCount: number,
  beatOf: ReadonlyMap<Uuid, Uuid>,
): Map<Uuid, number>[] {
  const counts = Array.from({ length: gridCount }, () => new Map<Uuid, number>())
  units.forEach((members, u) => {
    const byBeat = counts[grid[u]!]!
    for (const { id, households } of members) {
      const beat = beatOf.get(id)
      if (beat !== undefined) byBeat.set(beat, (byBeat.get(beat) ?? 0) + households)
    }
  })
  return counts
}
