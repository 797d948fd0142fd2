import { z } from 'zod'
import { DEFAULT_MATTERS } from '#core/incident/catalogue.ts'
import type { Matter } from '#core/incident/matters.ts'
import * as contract from '../contract/matter.ts'
import type { Transaction } from './database.ts'
import { only, parsed, Timestamp } from './row.ts'

const VersionRow = z.object({
  matter: contract.Matter,
  version: z.int(),
  validFrom: Timestamp,
  by: z.string(),
})
const COLUMNS = `matter, version, valid_from as "validFrom", made_by as by`
const flat = ({ matter, ...version }: z.infer<typeof VersionRow>): contract.MatterVersion => ({
  ...matter,
  ...version,
})

/** The catalogue as it is now, by code. */
export async function matters(tx: Transaction): Promise<contract.MatterVersion[]> {
  const rows = await tx.query(
    `select distinct on (code) ${COLUMNS} from matter_versions order by code, version desc`,
  )
  return parsed(VersionRow, rows).map(flat)
}

/** A matter as it is now, or undefined. */
export async function matter(tx: Transaction, code: string): Promise<contract.MatterVersion | undefined> {
  const rows = await tx.query(
    `select ${COLUMNS} from matter_versions where code = $1 order by version desc limit 1`,
    [code],
  )
  const row = only(VersionRow, rows)
  return row && flat(row)
}

/** Every version of a matter, oldest first. */
export async function matterHistory(tx: Transaction, code: string): Promise<contract.MatterVersion[]> {
  const rows = await tx.query(`select ${COLUMNS} from matter_versions where code = $1 order by version`, [
    code,
  ])
  return parsed(VersionRow, rows).map(flat)
}

/** Adds versions of matters; answers the codes of those that nobody else has added meanwhile. */
export async function addMatterVersions(
  tx: Transaction,
  versions: readonly { readonly matter: Matter; readonly version: number }[],
): Promise<string[]> {
  const rows = await tx.query(
    `insert into matter_versions (code, version, matter, made_by)
     select matter ->> 'code', version, matter, $2
       from jsonb_to_recordset($1::jsonb) as rows (matter jsonb, version int)
     on conflict (code, version) do nothing returning code`,
    [JSON.stringify(versions), tx.actor.user],
  )
  return rows.map(({ code }) => String(code))
}

/** Puts the catalogue to begin with into a database that has none of it; what is there already stays. */
export async function openCatalogue(tx: Transaction): Promise<void> {
  await addMatterVersions(
    tx,
    DEFAULT_MATTERS.map((one) => ({ matter: one, version: 1 })),
  )
}
