import { z } from 'zod'
import type { AreaCode, CrewRole, Uuid } from '#core/plan/plan.ts'
import type { Transaction } from './database.ts'
import { parsed } from './row.ts'

const GridRole = z.enum(['chief', 'instructor', 'worker', 'auxiliary'])
/** Serves today, in the time zone `$2`. */
const SERVES = `from_on <= (now() at time zone $2)::date and (to_on is null or to_on > (now() at time zone $2)::date)`

const RolesRow = z.object({ grid: z.string(), roles: z.array(GridRole) })

/** Who serves each grid under `within` today: a role for each post. A grid that nobody serves is left out. */
export async function crewToday(
  tx: Transaction,
  within: AreaCode,
  timeZone: string,
): Promise<Map<Uuid, CrewRole[]>> {
  const rows = await tx.query(
    `select grid, json_agg(role order by role) as roles from crew
      where starts_with(area, $1) and grid is not null and ${SERVES} group by grid`,
    [within, timeZone],
  )
  return new Map(parsed(RolesRow, rows).map(({ grid, roles }) => [grid, roles]))
}

const CountRow = z.object({ role: GridRole.nullable(), people: z.int() })

/** How many people serve, in all and in each role. */
export interface Serving {
  readonly people: number
  readonly byRole: Readonly<Record<CrewRole, number>>
}

/** How many people serve one of these grids today: in all, and in each role; one in two roles counts in both. */
export async function peopleServing(
  tx: Transaction,
  grids: readonly Uuid[],
  timeZone: string,
): Promise<Serving> {
  const rows = await tx.query(
    `select role, count(distinct person)::int as people from crew
      where grid = any($1::uuid[]) and ${SERVES} group by rollup (role)`,
    [grids, timeZone],
  )
  const counts = new Map(parsed(CountRow, rows).map(({ role, people }) => [role, people]))
  const count = (role: CrewRole | null) => counts.get(role) ?? 0
  return {
    people: count(null),
    byRole: {
      chief: count('chief'),
      instructor: count('instructor'),
      worker: count('worker'),
      auxiliary: count('auxiliary'),
    },
  }
}
