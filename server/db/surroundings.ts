import { z } from 'zod'
import type { Line, Shape } from '#core/geometry/lattice.ts'
import type { AreaCode } from '#core/plan/plan.ts'
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

/** The police beats of today that may reach into an area. */
export async function beatsAround(tx: Transaction, area: AreaCode): Promise<Shape[]> {
  const rows = await tx.query(
    `select b.shape from beat_versions b, areas a
      where a.code = $1 and ${validAt('b', 'now()')} and b.mercator && a.mercator`,
    [area],
  )
  return parsed(z.object({ shape: ShapeColumn }), rows).map(({ shape }) => shape)
}
