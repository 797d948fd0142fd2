import type { Command, CommandOf, GridCommand } from './commands.ts'
import { assignRegion } from './decide/assignRegion.ts'
import { carveExclusiveGrid } from './decide/carveExclusiveGrid.ts'
import { type Decision, refused } from './decide/decision.ts'
import {
  glueBuildings,
  lockBoundary,
  lockBuildings,
  unglueBuildings,
  unlockBoundary,
  unlockBuildings,
} from './decide/holds.ts'
import { lockGrid, unlockGrid } from './decide/lockGrid.ts'
import { mergeGrids } from './decide/mergeGrids.ts'
import { moveBuildings } from './decide/moveBuildings.ts'
import { decideOnBeats } from './decide/onBeats.ts'
import { renameGrid } from './decide/renameGrid.ts'
import { reshapeBoundary } from './decide/reshapeBoundary.ts'
import { splitGrid } from './decide/splitGrid.ts'
import { splitOffGrid } from './decide/splitOffGrid.ts'
import { straightenBoundary } from './decide/straightenBoundary.ts'
import { deleteVertex, insertVertex, moveVertex } from './decide/vertices.ts'
import { brokenHold } from './holds.ts'
import type { Plan } from './plan.ts'

export type { Decision } from './decide/decision.ts'

const deciders: { [T in GridCommand['type']]: (plan: Plan, command: CommandOf<T>) => Decision } = {
  moveBuildings,
  assignRegion,
  mergeGrids,
  renameGrid,
  lockGrid,
  unlockGrid,
  lockBuildings,
  unlockBuildings,
  glueBuildings,
  unglueBuildings,
  lockBoundary,
  unlockBoundary,
  reshapeBoundary,
  splitGrid,
  splitOffGrid,
  carveExclusiveGrid,
  moveVertex,
  insertVertex,
  deleteVertex,
  straightenBoundary,
}

/** What a command would change in the plan, or why it cannot be done. Changes nothing itself. */
export function decide(plan: Plan, command: Command): Decision {
  if (plan.kind !== 'joint' && plan.kind !== (command.layer ?? 'grids')) return refused('layer_forbidden')
  if (command.layer === 'beats') return decideOnBeats(plan, command)
  const decision = (deciders[command.type] as (plan: Plan, command: GridCommand) => Decision)(plan, command)
  const refusal = decision.ok ? brokenHold(plan, decision.change) : null
  return refusal ? { ok: false, refusal } : decision
}
