import { toDegrees } from '#core/geometry/lattice.ts'
import { buildingsOf, gridsOf } from '#core/plan/change.ts'
import type { Command } from '#core/plan/commands.ts'
import type { Plan } from '#core/plan/plan.ts'

/** Any command on any community, sensible or not: neighbours of a building, far grids, regions of every kind. */
export function randomCommand(plan: Plan, random: () => number): Command {
  const grids = gridsOf(plan)
  const buildings = buildingsOf(plan)
  const any = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T
  const kind = random()
  if (kind < 0.55) {
    const first = any(buildings)
    const near = buildings
      .map((building) => ({
        building,
        far: Math.hypot(building.position[0] - first.position[0], building.position[1] - first.position[1]),
      }))
      .sort((a, b) => a.far - b.far)
      .slice(0, 1 + Math.floor(random() * 4))
    const target =
      random() < 0.6 ? buildings.find((b) => b.grid !== first.grid && near.length > 0) : any(buildings)
    return {
      type: 'moveBuildings',
      buildings: near.map(({ building }) => building.id),
      to: (target ?? first).grid,
    }
  }
  if (kind < 0.85) {
    const [x, y] = any(buildings).position
    const corners = 3 + Math.floor(random() * 5)
    const ring = Array.from({ length: corners }, (_, i) => {
      const angle = (2 * Math.PI * i) / corners
      const reach = 1500 + random() * 9000
      return toDegrees([x + reach * Math.cos(angle), y + reach * 0.8 * Math.sin(angle)])
    })
    return {
      type: 'assignRegion',
      region: { type: 'Polygon', coordinates: [[...ring, ring[0]!]] },
      to: any(grids).id,
    }
  }
  if (kind < 0.9) return { type: 'mergeGrids', from: any(grids).id, into: any(grids).id }
  if (kind < 0.95)
    return { type: 'renameGrid', grid: any(grids).id, name: `第${Math.floor(random() * 99)}网格` }
  return { type: random() < 0.4 ? 'lockGrid' : 'unlockGrid', grid: any(grids).id }
}
