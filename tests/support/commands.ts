import { type Position, toDegrees } from '#core/geometry/lattice.ts'
import { buildingsOf, gridsOf } from '#core/plan/change.ts'
import type { Command } from '#core/plan/commands.ts'
import type { Plan } from '#core/plan/plan.ts'

/** Any command on any community, sensible or not: neighbours of a building, far grids, regions of every kind. */
export function randomCommand(plan: Plan, random: () => number): Command {
  const grids = gridsOf(plan)
  const buildings = buildingsOf(plan)
  const any = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T
  const kind = random()
  if (kind < 0.35) {
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
  if (kind < 0.55) {
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
  if (kind < 0.92) {
    return drawnCommand(plan, random, any)
  }
  if (kind < 0.94) return { type: 'mergeGrids', from: any(grids).id, into: any(grids).id }
  if (kind < 0.97)
    return { type: 'renameGrid', grid: any(grids).id, name: `第${Math.floor(random() * 99)}网格` }
  return { type: random() < 0.4 ? 'lockGrid' : 'unlockGrid', grid: any(grids).id }
}

let made = 0

/** Lines, vertices and regions somewhere on the boundaries of the plan. */
function drawnCommand(plan: Plan, random: () => number, any: <T>(items: readonly T[]) => T): Command {
  const grid = any(gridsOf(plan))
  const ring = any(any(grid.shape))
  const [x, y] = any(ring)
  const near = (reach: number): Position =>
    toDegrees([Math.round(x + (random() - 0.5) * reach), Math.round(y + (random() - 0.5) * reach)])
  const line = (points: number, reach: number) => ({
    type: 'LineString' as const,
    coordinates: Array.from({ length: points }, () => near(reach)),
  })
  const newGrid = () => ({ id: `made ${++made}`, name: `新${made}` })
  const kind = random()
  if (kind < 0.3) return { type: 'reshapeBoundary', line: line(2 + Math.floor(random() * 3), 12_000) }
  if (kind < 0.45) return { type: 'splitGrid', grid: grid.id, line: line(2, 60_000), newGrid: newGrid() }
  if (kind < 0.55) {
    const [a, b, c] = [near(8000), near(8000), near(8000)]
    return {
      type: 'carveExclusiveGrid',
      region: { type: 'Polygon', coordinates: [[a, b, c, a]] },
      newGrid: newGrid(),
    }
  }
  const at = toDegrees([x, y])
  if (kind < 0.7) return { type: 'moveVertex', from: at, to: near(3000) }
  if (kind < 0.8) return { type: 'insertVertex', at, to: near(1500) }
  if (kind < 0.9) return { type: 'deleteVertex', at }
  return {
    type: 'straightenBoundary',
    grids: gridsOf(plan)
      .filter(() => random() < 0.5)
      .map(({ id }) => id)
      .concat(grid.id),
    toleranceM: random() * 20,
  }
}
