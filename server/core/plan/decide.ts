import type { Command, CommandOf, CommandType } from './commands.ts'
import { assignRegion } from './decide/assignRegion.ts'
import { carveExclusiveGrid } from './decide/carveExclusiveGrid.ts'
import type { Decision } from './decide/decision.ts'
import { lockGrid, unlockGrid } from './decide/lockGrid.ts'
import { mergeGrids } from './decide/mergeGrids.ts'
import { moveBuildings } from './decide/moveBuildings.ts'
import { renameGrid } from './decide/renameGrid.ts'
import { reshapeBoundary } from './decide/reshapeBoundary.ts'
import { splitGrid } from './decide/splitGrid.ts'
import { straightenBoundary } from './decide/straightenBoundary.ts'
import { deleteVertex, insertVertex, moveVertex } from './decide/vertices.ts'
import type { Plan } from './plan.ts'

export type { Decision } from './decide/decision.ts'

const deciders: { [T in CommandType]: (plan: Plan, command: CommandOf<T>) => Decision } = {
  moveBuildings,
  assignRegion,
  mergeGrids,
  renameGrid,
  lockGrid,
  unlockGrid,
  reshapeBoundary,
  splitGrid,
  carveExclusiveGrid,
  moveVertex,
  insertVertex,
  deleteVertex,
  straightenBoundary,
}

/** What a command would change in the plan, or why it cannot be done. Changes nothing itself. */
export const decide = (plan: Plan, command: Command): Decision =>
  (deciders[command.type] as (plan: Plan, command: Command) => Decision)(plan, command)
