import { z } from 'zod'
import type { Command } from '#core/plan/commands.ts'
import type { Change } from '#core/plan/plan.ts'
import type { RestoreVersion } from '#core/plan/restoration.ts'
import { GridType } from '../contract/area.ts'
import { PerformedCommand } from '../contract/plan.ts'
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
const Beat = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  station: z.string(),
  street: z.string(),
  officers: z.int(),
  shape: Shape,
})
const Hold = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('building'), id: z.string() }),
  z.object({ kind: z.literal('compound'), id: z.string(), buildings: z.array(z.string()) }),
  z.object({ kind: z.literal('boundary'), id: z.string(), line: z.array(z.tuple([z.int(), z.int()])) }),
])
const StoredChange = z.array(
  z.discriminatedUnion('table', [
    z.object({ table: z.literal('grids'), id: z.string(), before: Grid.nullable(), after: Grid.nullable() }),
    z.object({ table: z.literal('buildings'), id: z.string(), before: Building, after: Building }),
    z.object({ table: z.literal('holds'), id: z.string(), before: Hold.nullable(), after: Hold.nullable() }),
    z.object({ table: z.literal('beats'), id: z.string(), before: Beat.nullable(), after: Beat.nullable() }),
  ]),
)
const CommandRow = z.object({ seq: z.int(), command: PerformedCommand })
const ChangeRow = z.object({ seq: z.int(), change: StoredChange })
interface StoredCommand {
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

/** What was asked for and is done, in order. */
export async function doneCommands(
  tx: Transaction,
  plan: string,
): Promise<{ seq: number; command: PerformedCommand }[]> {
  const rows = await tx.query(
    `select seq, command from plan_commands where plan = $1 and state = 'done' order by seq`,
    [plan],
  )
  return parsed(CommandRow, rows)
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
  command: Command | RestoreVersion,
  change: Change,
): Promise<void> {
  await discardUndone(tx, plan)
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

/** What was undone can no longer be done again. */
const discardUndone = (tx: Transaction, plan: string) =>
  tx.query(`update plan_commands set state = 'discarded' where plan = $1 and state = 'undone'`, [plan])

/**
 * Puts everything of a draft aside, to be replayed: commands that no longer apply with the reason for each, the
 * others as `rebased`.
 */
export async function discardReplayed(
  tx: Transaction,
  plan: string,
  dropped: readonly { readonly seq: number; readonly reason: string }[],
): Promise<void> {
  await discardUndone(tx, plan)
  await tx.query(
    `update plan_commands c set state = 'discarded',
            discarded_for = coalesce(
              (select d.reason from unnest($2::int[], $3::text[]) as d (seq, reason) where d.seq = c.seq), 'rebased')
      where c.plan = $1 and c.state = 'done'`,
    [plan, dropped.map(({ seq }) => seq), dropped.map(({ reason }) => reason)],
  )
}

/** Stores a command again, in the name of who gave it, with what it changes over the present base. */
export async function replayCommand(
  tx: Transaction,
  plan: string,
  seq: number,
  change: Change,
): Promise<void> {
  await tx.query(
    `insert into plan_commands (plan, seq, command, change, performed_by, performed_at)
     select plan, (select max(seq) + 1 from plan_commands where plan = $1), command, $3, performed_by, performed_at
       from plan_commands where plan = $1 and seq = $2`,
    [plan, seq, JSON.stringify(change)],
  )
}
