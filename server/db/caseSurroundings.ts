import { z } from 'zod'
import { type Position, toDegrees, toLattice } from '#core/geometry/lattice.ts'
import type { IncidentSettings } from '#core/incident/settings.ts'
import type { Transaction } from './database.ts'
import { pointToEwkb } from './ewkb.ts'
import { CASE_COLUMNS, CaseRow } from './incidents.ts'
import { boxAround, mercatorBox, shownOf } from './mercatorBox.ts'
import { parsed } from './row.ts'

const NearbyRow = CaseRow.extend({ text: z.string(), distanceM: z.number() })
export type NearbyCase = z.infer<typeof NearbyRow>
const MOST = 50

/** Cases in the actor's scope within reach of a duplicate, in place, and in time or still open; the nearest first. */
export async function casesNear(
  tx: Transaction,
  { id, position, reportedAt }: { id: string; position: Position; reportedAt: number },
  { duplicateWithinM, duplicateWithinHours }: IncidentSettings,
): Promise<NearbyCase[]> {
  const rows = await tx.query(
    `select * from (
       select ${CASE_COLUMNS}, i.text,
              st_distance(i.position::geography, $1::geometry::geography)::float8 as "distanceM"
         from incidents i
        where i.mercator && ${mercatorBox(['$2', '$3', '$4', '$5'])}
          and starts_with(i.area, $6) and i.id <> $7
          and (i.stopped_at is null
               or abs(extract(epoch from i.reported_at - $8::timestamptz)) <= $9::float8 * 3600)) near
      where "distanceM" <= $10 order by "distanceM", id limit ${MOST}`,
    [
      pointToEwkb(toLattice(position)),
      ...shownOf(boxAround(position, duplicateWithinM)),
      tx.actor.scope,
      id,
      new Date(reportedAt).toISOString(),
      duplicateWithinHours,
      duplicateWithinM,
    ],
  )
  return parsed(NearbyRow, rows)
}

/** In degrees, as contract and core's reports have it. */
export const degreesOf = ({ position }: Pick<CaseRow, 'position'>): [number, number] | null => {
  if (position === null) return null
  const [lng, lat] = toDegrees(position)
  return [lng, lat]
}
