import { z } from 'zod'
import type { Band } from '#core/plan/plan.ts'
import type { Transaction } from './database.ts'
import { only } from './row.ts'

const Settings = z.object({
  /** Names this installation; two databases never share it. */
  installation: z.uuid(),
  band: z.object({ under: z.int(), low: z.int(), high: z.int(), over: z.int() }),
  /** 审图号, the approval number of the map, or null while there is none. */
  approvalNumber: z.string().nullable(),
  /** A plan that does not say why it is made cannot be submitted. */
  reasonRequired: z.boolean().default(false),
  /** Holds the generated district and accounts whose passwords everybody knows. */
  demo: z.boolean(),
})
export type Settings = z.infer<typeof Settings>

/** What holds for the whole installation, or undefined before it was set up. */
export async function settings(tx: Transaction): Promise<Settings | undefined> {
  const rows = await tx.query(`select value from settings where name = 'installation'`)
  return only(z.object({ value: Settings }), rows)?.value
}

export async function setUpSettings(tx: Transaction, band: Band, demo: boolean): Promise<void> {
  await tx.query(
    `insert into settings (name, value)
     values ('installation', jsonb_build_object('installation', gen_random_uuid(), 'band', $1::jsonb,
       'approvalNumber', null, 'demo', $2::boolean))
     on conflict (name) do nothing`,
    [JSON.stringify(band), demo],
  )
}

/** Replaces the token that lets somebody make the first account; only its hash is kept. */
export async function setSetupToken(tx: Transaction, tokenHash: string): Promise<void> {
  await tx.query(
    `insert into settings (name, value) values ('setup', to_jsonb($1::text))
     on conflict (name) do update set value = excluded.value`,
    [tokenHash],
  )
}

/** Uses the token up; answers whether it was the right one. */
export async function takeSetupToken(tx: Transaction, tokenHash: string): Promise<boolean> {
  const rows = await tx.query(
    `delete from settings where name = 'setup' and value = to_jsonb($1::text) returning name`,
    [tokenHash],
  )
  return rows.length > 0
}
