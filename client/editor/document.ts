import type { PlanDocument } from '#contract/plan.ts'
import { shapeFromDegrees, toLattice } from '#core/geometry/lattice.ts'
import type { Beat, Building, Grid, Plan } from '#core/plan/plan.ts'

type GridRow = PlanDocument['base']['grids'][number]
type BeatRow = PlanDocument['base']['beats'][number]
type BuildingRow = PlanDocument['base']['buildings'][number]

const grid = ({ geometry, ...row }: GridRow): Grid => ({
  ...row,
  shape: shapeFromDegrees(geometry.coordinates),
})
const beat = ({ geometry, ...row }: BeatRow): Beat => ({
  ...row,
  shape: shapeFromDegrees(geometry.coordinates),
})
const building = ({ geometry, position, ...row }: BuildingRow): Building => ({
  ...row,
  footprint: shapeFromDegrees(geometry.coordinates),
  position: toLattice(position),
})
const byId = <T extends { readonly id: string }>(rows: readonly T[]) =>
  new Map(rows.map((row) => [row.id, row]))

/** The plan that the server sent, on the lattice: the same rows that the server decides with. */
export const planOf = ({ plan: { kind }, base, band, overlay }: PlanDocument): Plan => ({
  base: {
    within: base.within,
    communities: new Map(base.communities.map((community) => [community.code, community])),
    grids: byId(base.grids.map(grid)),
    buildings: byId(base.buildings.map(building)),
    barriers: base.barriers.map((barrier) => ({
      ...barrier,
      lines: barrier.lines.map((line) => line.map(toLattice)),
    })),
    crew: new Map(base.crew.map(({ grid, roles }) => [grid, roles])),
    beats: byId(base.beats.map(beat)),
    stations: byId(base.stations),
  },
  ...{ kind, band },
  grids: new Map<string, Grid | null>([
    ...byId(overlay.grids.map(grid)),
    ...overlay.retired.map((id) => [id, null] as const),
  ]),
  buildings: byId(overlay.buildings.map(building)),
  holds: byId(
    overlay.holds.map((hold) =>
      hold.kind === 'boundary' ? { ...hold, line: hold.line.map(toLattice) } : hold,
    ),
  ),
  beats: new Map<string, Beat | null>([
    ...byId(overlay.beats.map(beat)),
    ...overlay.retiredBeats.map((id) => [id, null] as const),
  ]),
})
