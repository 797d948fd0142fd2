import type { Polygon } from '#core/geometry/lattice.ts'
import { localMetres } from '#core/geometry/metres.ts'
import { edgeKey } from '#core/geometry/shape.ts'

/**
 * Metres of boundary that each of `count` owners shares with each other one; the polygons are a coverage, and
 * `ownerOf` tells the owner (0 … count − 1) of each by its index.
 */
export function sharedMetres(
  polygons: readonly Polygon[],
  ownerOf: (polygon: number) => number,
  count: number,
): ReadonlyMap<number, number>[] {
  const local = localMetres(polygons[0]![0]![0]!)
  const holder = new Map<string, number>()
  const shared = Array.from({ length: count }, () => new Map<number, number>())
  polygons.forEach((polygon, i) => {
    const owner = ownerOf(i)
    const ring = polygon[0]!
    for (let k = 1; k < ring.length; k++) {
      const [a, b] = [ring[k - 1]!, ring[k]!]
      const key = edgeKey(a, b)
      const other = holder.get(key)
      if (other === undefined) holder.set(key, owner)
      if (other === undefined || other === owner) continue
      const metres = Math.hypot((b[0] - a[0]) * local.xPerUnit, (b[1] - a[1]) * local.yPerUnit)
      shared[owner]!.set(other, (shared[owner]!.get(other) ?? 0) + metres)
      shared[other]!.set(owner, (shared[other]!.get(owner) ?? 0) + metres)
    }
  })
  return shared
}
