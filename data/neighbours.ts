import type { Polygon } from '#core/geometry/lattice.ts'
import { localMetres } from '#core/geometry/metres.ts'
import { edgeKey } from '#core/geometry/shape.ts'

/** Metres of boundary that each polygon of a coverage shares with each other one, by index. */
export function sharedMetres(polygons: readonly Polygon[]): ReadonlyMap<number, number>[] {
  const local = localMetres(polygons[0]![0]![0]!)
  const holder = new Map<string, number>()
  const shared = polygons.map(() => new Map<number, number>())
  polygons.forEach((polygon, i) => {
    const ring = polygon[0]!
    for (let k = 1; k < ring.length; k++) {
      const [a, b] = [ring[k - 1]!, ring[k]!]
      const key = edgeKey(a, b)
      const other = holder.get(key)
      if (other === undefined) {
        holder.set(key, i)
        continue
      }
      const metres = Math.hypot((b[0] - a[0]) * local.xPerUnit, (b[1] - a[1]) * local.yPerUnit)
      shared[i]!.set(other, (shared[i]!.get(other) ?? 0) + metres)
      shared[other]!.set(i, (shared[other]!.get(i) ?? 0) + metres)
    }
  })
  return shared
}
