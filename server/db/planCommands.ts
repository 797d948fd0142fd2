import { z } from 'zod'
import type { Command } from '#core/plan/commands.ts'
import type { Change } from '#core/plan/plan.ts'
import { GridType } from '../contract/area.ts'
import type { Transaction } from './database.ts'
import { only, parsed } from './row.ts'

const Shape = z.array(z.array(z.array(z.tuple([z.int(), z.int()]))))
const Grid = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  type: GridType,
  community: z.string(),
  shape: Shape,
  locked: z.boolean(),
})
const Building = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  community: z.string(),
  grid: z.string(),
  households: z.int(),
  places: z.int(),
  footprint: Shape,
  position: z.tuple([z.int(), z.int()]),
})
const StoredChange = z.array(
  z.discriminatedUnion('table', [
    z.object({ table: z.literal('grids'), id: z.string(), before: Grid.nullable(), after: Grid.nullable() }),
    z.object({ table: z.literal('buildings'), id: z.string(), before: Building, after: Building }),
  ]),
)
const ChangeRow = z.object({ seq: z.int(), change: StoredChange })
export interface StoredCommand {
  readonly seq: number
  readonly change: Change
}

/** The changes that make up the draft, in order. */
export async function doneChanges(tx: Transaction, plan: string): Promise<Change[]> {
  const rows = await tx.query(
    `select seq, change from plan_commands where plan = $1 and state = 'done' order by seq`,
    [plan],
  )
  return parsed(ChangeRow, rows).map(({ change }) => change)
}

/** What undo takes back: the newest command that is done. */
export async function newestDone(tx: Transaction, plan: string): Promise<StoredCommand | undefined> {
  const rows = await tx.query(
    `select seq, change from plan_commands where plan = $1 and state = 'done' order by seq desc limit 1`,
    [plan],
  )
  return only(ChangeRow, rows)
}

/** What redo does again: the oldest command that was undone. */
export async function oldestUndone(tx: Transaction, plan: string): Promise<StoredCommand | undefined> {
  const rows = await tx.query(
    `select seq, change from plan_commands where plan = $1 and state = 'undone' order by seq limit 1`,
    [plan],
  )
  return only(ChangeRow, rows)
}

/** Stores a command with what it changed; what was undone before it can no longer be done again. */
export async function addCommand(
  tx: Transaction,
  plan: string,
  command: Command,
  change: Change,
): Promise<void> {
  await tx.query(`update plan_commands set state = 'discarded' where plan = $1 and state = 'undone'`, [plan])
  await tx.query(
    `insert into plan_commands (plan, seq, command, change, performed_by)
     select $1, coalesce(max(seq), 0) + 1, $2, $3, $4 from plan_commands where plan = $1`,
    [plan, JSON.stringify(command), JSON.stringify(change), tx.actor.user],
  )
}

export async function markCommand(
  tx: Transaction,
  plan: string,
  seq: number,
  state: 'done' | 'undone',
): Promise<void> {
  await tx.query('update plan_commands set state = $3 where plan = $1 and seq = $2', [plan, seq, state])
}
