import { z } from 'zod'
import type { Line, Shape } from '#core/geometry/lattice.ts'
import { ringsOf } from '#core/geometry/shape.ts'
import { grouped } from '#core/grouped.ts'
import type { AreaCode, Barrier, Uuid } from '#core/plan/plan.ts'
import { validAt } from './asOf.ts'
import type { Transaction } from './database.ts'
import { LineColumn, parsed, ShapeColumn } from './row.ts'

/** In units of the Mercator map, somewhat shorter than a metre here: roads along the outline count too. */
const MARGIN = 20

/** Centre lines of the roads in and along an area; railways are none. */
export async function roadsAround(tx: Transaction, area: AreaCode): Promise<Line[]> {
  const rows = await tx.query(
    `select r.line from roads r, areas a
      where a.code = $1 and r.class <> 'railway' and r.mercator && st_expand(a.mercator, $2)`,
    [area, MARGIN],
  )
  return parsed(z.object({ line: LineColumn }), rows).map(({ line }) => line)
}

const RoadRow = z.object({ kind: z.enum(['main_road', 'railway']), name: z.string(), line: LineColumn })
const RiverRow = z.object({ name: z.string(), shape: ShapeColumn })

/** Rivers, railways and main roads in and along an area, each whole and once. */
export async function barriersAround(tx: Transaction, area: AreaCode): Promise<Barrier[]> {
  const roads = await tx.query(
    `select case r.class when 'railway' then 'railway' else 'main_road' end as kind, r.name, r.line
       from roads r, areas a
      where a.code = $1 and r.class in ('arterial', 'railway') and r.mercator && st_expand(a.mercator, $2)
      order by r.class, r.name, r.id`,
    [area, MARGIN],
  )
  const rivers = await tx.query(
    `select c.name, c.shape from land_cover c, areas a
      where a.code = $1 and c.kind = 'river' and c.mercator && st_expand(a.mercator, $2)
      order by c.name, c.id`,
    [area, MARGIN],
  )
  const banks = parsed(RiverRow, rivers).map(
    ({ name, shape }): Barrier => ({ kind: 'river', name, lines: ringsOf(shape) }),
  )
  const pieces = grouped(parsed(RoadRow, roads), ({ kind, name }) => `${kind} ${name}`)
  const whole = [...pieces.values()].map((parts): Barrier => {
    const { kind, name } = parts[0] as z.infer<typeof RoadRow>
    return { kind, name, lines: parts.map(({ line }) => line) }
  })
  return [...banks, ...whole]
}

/** The police beats of today that may reach into an area. */
export async function beatsAround(
  tx: Transaction,
  area: AreaCode,
): Promise<{ readonly id: Uuid; readonly shape: Shape }[]> {
  const rows = await tx.query(
    `select b.beat as id, b.shape from beat_versions b, areas a
      where a.code = $1 and ${validAt('b', 'now()')} and b.mercator && a.mercator`,
    [area],
  )
  return parsed(z.object({ id: z.string(), shape: ShapeColumn }), rows)
}
