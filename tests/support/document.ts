import type { PlanDocument } from '#contract/plan.ts'
import { shapeToDegrees, toDegrees } from '#core/geometry/lattice.ts'
import type { Plan } from '#core/plan/plan.ts'

/** The document that the server would send of this plan. */
export const documentOf = (plan: Plan): PlanDocument => {
  const pair = (position: readonly [number, number]): [number, number] => [position[0], position[1]]
  const multiPolygon = (shape: Parameters<typeof shapeToDegrees>[0]) => ({
    type: 'MultiPolygon' as const,
    coordinates: shapeToDegrees(shape).map((polygon) => polygon.map((ring) => ring.map(pair))),
  })
  const gridRow = ({ shape, ...grid }: NonNullable<ReturnType<Plan['grids']['get']>>) => ({
    ...grid,
    geometry: multiPolygon(shape),
  })
  const buildingRow = ({
    footprint,
    position,
    ...building
  }: NonNullable<ReturnType<Plan['buildings']['get']>>) => ({
    ...building,
    geometry: multiPolygon(footprint),
    position: pair(toDegrees(position)),
  })
  const beatRow = ({ shape, ...beat }: NonNullable<ReturnType<Plan['beats']['get']>>) => ({
    ...beat,
    geometry: multiPolygon(shape),
  })
  const overlaid = [...plan.grids]
  return {
    plan: {
      ...{
        id: crypto.randomUUID(),
        name: '沙沟调整',
        reason: '',
        kind: plan.kind,
        within: plan.base.within,
        status: 'draft',
        revision: 0,
      },
      ...{
        createdBy: 'planner',
        createdByName: '规划员',
        createdAt: '',
        submittedAt: null,
        publishedAt: null,
        effectiveOn: null,
      },
      ...{ signatures: [], missingSignatures: [], canUndo: false, canRedo: false },
      ...{ sides: { grids: false, beats: false }, baseCurrent: true, publishedFrom: null },
    },
    band: plan.band,
    base: {
      within: plan.base.within,
      communities: [...plan.base.communities.values()].map((community) => ({
        ...community,
        usedSequences: [...community.usedSequences],
      })),
      grids: [...plan.base.grids.values()].map(gridRow),
      buildings: [...plan.base.buildings.values()].map(buildingRow),
      barriers: plan.base.barriers.map(({ lines, ...barrier }) => ({
        ...barrier,
        lines: lines.map((line) => line.map((point) => pair(toDegrees(point)))),
      })),
      crew: [...plan.base.crew].map(([grid, roles]) => ({ grid, roles: [...roles] })),
      beats: [...plan.base.beats.values()].map(beatRow),
      stations: [...plan.base.stations.values()].map((station) => ({
        ...station,
        usedNumbers: [...station.usedNumbers],
      })),
    },
    overlay: {
      grids: overlaid.flatMap(([, grid]) => (grid ? [gridRow(grid)] : [])),
      retired: overlaid.filter(([, grid]) => grid === null).map(([id]) => id),
      buildings: [...plan.buildings.values()].map(buildingRow),
      holds: [],
      beats: [...plan.beats.values()].flatMap((beat) => (beat ? [beatRow(beat)] : [])),
      retiredBeats: [...plan.beats].filter(([, beat]) => beat === null).map(([id]) => id),
    },
  }
}
