import { z } from 'zod'
import { Area, type AreaLevel } from '../contract/area.ts'
import type { Transaction } from './database.ts'
import { only, parsed } from './row.ts'

/** Areas in the actor's scope and those above it, optionally only of one level and under `within`; by code. */
export async function areas(
  tx: Transaction,
  { level, within }: { level?: z.infer<typeof AreaLevel> | undefined; within?: string | undefined },
): Promise<Area[]> {
  const rows = await tx.query(
    `select code, name, level, parent from areas
      where (starts_with(code, $1) or starts_with($1, code))
        and ($2::text is null or level = $2) and starts_with(code, $3)
      order by code collate "C"`,
    [tx.actor.scope, level ?? null, within ?? ''],
  )
  return parsed(Area, rows)
}

/** An area in the actor's scope, or undefined. */
export async function area(tx: Transaction, code: string): Promise<Area | undefined> {
  const rows = await tx.query(
    'select code, name, level, parent from areas where code = $1 and starts_with(code, $2)',
    [code, tx.actor.scope],
  )
  return only(Area, rows)
}

const District = z.object({
  code: z.string(),
  name: z.string(),
  bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]),
})
export type District = z.infer<typeof District>

/** The district itself with its box [west, south, east, north], or undefined while nothing is loaded. */
export async function district(tx: Transaction): Promise<District | undefined> {
  const rows = await tx.query(
    `select code, name,
            json_build_array(st_xmin(shape), st_ymin(shape), st_xmax(shape), st_ymax(shape)) as bbox
       from areas where level = 'district' order by code limit 1`,
  )
  return only(District, rows)
}
