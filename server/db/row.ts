import { z } from 'zod'
import type { Actor, Row } from './database.ts'
import { lineFromEwkb, pointFromEwkb, shapeFromEwkb } from './ewkb.ts'

/** Column types that both drivers give alike, parsed into what the product works with. */
export const Timestamp = z.date().transform((at) => at.toISOString())
/** Milliseconds since 1970, as core counts. */
export const InstantColumn = z.date().transform((at) => at.getTime())
export const ShapeColumn = z.string().transform(shapeFromEwkb)
export const LineColumn = z.string().transform(lineFromEwkb)
export const PointColumn = z.string().transform(pointFromEwkb)

export const parsed = <S extends z.ZodType>(schema: S, rows: readonly Row[]): z.output<S>[] =>
  rows.map((row) => schema.parse(row))

/** The only row, or undefined. @throws if there are more. */
export function only<S extends z.ZodType>(schema: S, rows: readonly Row[]): z.output<S> | undefined {
  if (rows.length > 1) throw new Error(`expected one row, found ${rows.length}`)
  return rows[0] && schema.parse(rows[0])
}

/** The tightest code that `actor` may see and that was asked for; null where they lie apart: nothing is to be seen. */
export function underBoth(actor: Actor, within: string | undefined): string | null {
  if (within === undefined || actor.scope.startsWith(within)) return actor.scope
  return within.startsWith(actor.scope) ? within : null
}
