import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { NewPlan } from '../contract/plan.ts'
import { area } from '../db/areas.ts'
import { recordAudit } from '../db/audit.ts'
import type { Actor, Database } from '../db/database.ts'
import { addPlan } from '../db/plans.ts'
import { done, type Outcome, rejected } from './outcome.ts'
import { worksOn } from './planRoles.ts'

/** Starts a draft over what is published now under `within`. */
export async function startPlan(
  database: Database,
  actor: Actor,
  { name, reason = '', within, kind = 'grids' }: z.infer<typeof NewPlan>,
): Promise<Outcome<{ id: string; revision: number }>> {
  const id = randomUUID()
  return database.transaction(actor, async (tx) => {
    if (!worksOn(actor, kind)) return rejected('role_forbids')
    if (!(await area(tx, within))) return rejected('area_unknown')
    await addPlan(tx, { id, name, reason, within, kind })
    await recordAudit(tx, 'planStarted', `plan:${id}`, { within, kind })
    return done({ id, revision: 0 })
  })
}
