import { toDegrees } from '#core/geometry/lattice.ts'
import { buildingsOf, gridsOf } from '#core/plan/change.ts'
import type { CommandOf, GridCommand } from '#core/plan/commands.ts'
import type { Building, Hold, Plan } from '#core/plan/plan.ts'
import {
  boundaryVertex,
  type Dice,
  diceFrom,
  drawnLine,
  drawnRegion,
  lineThrough,
  near,
  stretch,
} from './strokes.ts'
import { randomFrom } from './town.ts'

/** Any command on any plan, sensible or not: always the same for the same plan and seed. */
export function randomCommand(plan: Plan, seed: number): GridCommand {
  const dice = diceFrom(randomFrom(seed))
  return makers[dice.any(kinds)](plan, dice, seed)
}

/** How often each command is asked for: what draws most, what merely holds least. */
type GridCommandType = GridCommand['type']

const SHARES: Readonly<Record<GridCommandType, number>> = {
  moveBuildings: 16,
  assignRegion: 14,
  reshapeBoundary: 15,
  splitGrid: 12,
  splitOffGrid: 8,
  carveExclusiveGrid: 9,
  moveVertex: 7,
  insertVertex: 5,
  deleteVertex: 5,
  straightenBoundary: 5,
  mergeGrids: 5,
  renameGrid: 2,
  lockGrid: 1,
  unlockGrid: 3,
  lockBuildings: 1,
  unlockBuildings: 1,
  glueBuildings: 1,
  unglueBuildings: 1,
  lockBoundary: 1,
  unlockBoundary: 1,
}
const kinds = Object.entries(SHARES).flatMap(([type, share]) =>
  Array.from({ length: share }, () => type as GridCommandType),
)

export const COMMAND_TYPES = Object.keys(SHARES) as GridCommandType[]

type Maker<T extends GridCommandType> = (plan: Plan, dice: Dice, seed: number) => CommandOf<T>

const makers: { readonly [T in GridCommandType]: Maker<T> } = {
  moveBuildings: (plan, dice) => {
    const near = neighbourhood(plan, dice)
    const home = near[0]?.grid
    const stranger = near.find(({ grid }) => grid !== home)
    const to = dice.share() < 0.8 ? (stranger?.grid ?? anyGrid(plan, dice)) : anyGrid(plan, dice)
    const moving = near.slice(0, 1 + dice.below(4)).filter(({ grid }) => grid === home || dice.share() < 0.3)
    return { type: 'moveBuildings', buildings: moving.map(({ id }) => id), to }
  },
  assignRegion: (plan, dice) => ({
    type: 'assignRegion',
    region: drawnRegion(plan, dice),
    to: anyGrid(plan, dice),
  }),
  carveExclusiveGrid: (plan, dice, seed) => ({
    type: 'carveExclusiveGrid',
    region: drawnRegion(plan, dice),
    newGrid: newGrid(plan, dice, seed),
  }),
  reshapeBoundary: (plan, dice) => ({ type: 'reshapeBoundary', line: drawnLine(plan, dice) }),
  splitGrid: (plan, dice, seed) => {
    const line = drawnLine(plan, dice)
    return { type: 'splitGrid', grid: anyGrid(plan, dice), line, newGrid: newGrid(plan, dice, seed) }
  },
  splitOffGrid: (plan, dice, seed) => ({
    type: 'splitOffGrid',
    buildings: neighbourhood(plan, dice)
      .slice(0, 1 + dice.below(5))
      .map(({ id }) => id),
    newGrid: newGrid(plan, dice, seed),
  }),
  moveVertex: (plan, dice) => {
    const from = boundaryVertex(plan, dice)
    // Now and then onto another vertex, or onto a building.
    const to = dice.any([
      near(dice, from, 3000),
      near(dice, from, 40),
      boundaryVertex(plan, dice),
      dice.any(buildingsOf(plan)).position,
    ])
    return { type: 'moveVertex', from: toDegrees(from), to: toDegrees(to) }
  },
  insertVertex: (plan, dice) => {
    const [a, b] = stretch(plan, dice, 1)
    const at: [number, number] =
      a && b ? [Math.round((a[0] + b[0]) / 2), Math.round((a[1] + b[1]) / 2)] : [0, 0]
    return {
      type: 'insertVertex',
      at: toDegrees(at),
      to: toDegrees(near(dice, at, dice.any([0, 60, 1500, 4000]))),
    }
  },
  deleteVertex: (plan, dice) => ({ type: 'deleteVertex', at: toDegrees(boundaryVertex(plan, dice)) }),
  straightenBoundary: (plan, dice) => ({
    type: 'straightenBoundary',
    grids: [
      anyGrid(plan, dice),
      ...gridsOf(plan)
        .filter(() => dice.share() < 0.5)
        .map(({ id }) => id),
    ],
    toleranceM: dice.share() * dice.any([2, 20, 100]),
  }),
  mergeGrids: (plan, dice) => ({
    type: 'mergeGrids',
    from: anyGrid(plan, dice),
    into: anyGrid(plan, dice),
  }),
  renameGrid: (plan, dice) => ({
    type: 'renameGrid',
    grid: anyGrid(plan, dice),
    name: `第${dice.below(99)}网格`,
  }),
  lockGrid: (plan, dice) => ({ type: 'lockGrid', grid: anyGrid(plan, dice) }),
  unlockGrid: (plan, dice) => {
    const locked = gridsOf(plan).filter((grid) => grid.locked)
    return { type: 'unlockGrid', grid: locked.length > 0 ? dice.any(locked).id : anyGrid(plan, dice) }
  },
  lockBuildings: (plan, dice) => ({
    type: 'lockBuildings',
    buildings: neighbourhood(plan, dice)
      .slice(0, 1 + dice.below(3))
      .map(({ id }) => id),
  }),
  unlockBuildings: (plan, dice) => ({
    type: 'unlockBuildings',
    buildings: holdOf(plan, dice, 'building') ?? [dice.any(buildingsOf(plan)).id],
  }),
  glueBuildings: (plan, dice, seed) => ({
    type: 'glueBuildings',
    buildings: neighbourhood(plan, dice)
      .slice(0, 1 + dice.below(4))
      .map(({ id }) => id),
    compound: `compound ${seed}`,
  }),
  unglueBuildings: (plan, dice) => ({
    type: 'unglueBuildings',
    compound: holdOf(plan, dice, 'compound')?.[0] ?? 'none',
  }),
  lockBoundary: (plan, dice, seed) => ({
    type: 'lockBoundary',
    line: lineThrough(stretch(plan, dice, 4)),
    lock: `lock ${seed}`,
  }),
  unlockBoundary: (plan, dice) => ({
    type: 'unlockBoundary',
    lock: holdOf(plan, dice, 'boundary')?.[0] ?? 'none',
  }),
}

const anyGrid = (plan: Plan, dice: Dice) => dice.any(gridsOf(plan)).id
const newGrid = (plan: Plan, dice: Dice, seed: number) =>
  dice.share() < 0.02 ? { id: anyGrid(plan, dice) } : { id: `made ${seed}` }

/** The buildings of the plan from one of them outwards. */
function neighbourhood(plan: Plan, dice: Dice): Building[] {
  const buildings = buildingsOf(plan)
  const [x, y] = dice.any(buildings).position
  const far = ({ position }: Building) => Math.hypot(position[0] - x, position[1] - y)
  return buildings.sort((a, b) => far(a) - far(b))
}

function holdOf(plan: Plan, dice: Dice, kind: Hold['kind']): [string] | undefined {
  const held = [...plan.holds.values()].filter((hold) => hold.kind === kind)
  return held.length > 0 ? [dice.any(held).id] : undefined
}
