import type { Query } from './database.ts'

/** Values per statement: large enough that the round trip does not count, small enough for PGlite's memory. */
const ROWS_PER_STATEMENT = 5000

/** The same on both databases: one array of texts per column, cast to the column's type by the database. */
export async function bulkLoad(
  query: Query,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
): Promise<void> {
  const types = await query(
    `select attname::text as name, format_type(atttypid, atttypmod) as type
       from pg_attribute where attrelid = $1::regclass and attname = any($2::text[])`,
    [table, columns],
  )
  const typeByName = new Map(types.map((row) => [row.name, row.type]))
  const quoted = columns.map((column) => `"${column}"`)
  const casts = columns.map((column, i) => {
    const type = typeByName.get(column)
    if (type === undefined) throw new Error(`bulkLoad: ${table} has no column ${column}`)
    return `c${i}::${type}`
  })
  const sql = `insert into ${table} (${quoted.join(', ')})
    select ${casts.join(', ')}
      from unnest(${columns.map((_, i) => `$${i + 1}::text[]`).join(', ')})
        as rows (${columns.map((_, i) => `c${i}`).join(', ')})`
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
    const chunk = rows.slice(start, start + ROWS_PER_STATEMENT)
    await query(
      sql,
      columns.map((_, i) => chunk.map((row) => asText(row[i]))),
    )
  }
}

const asText = (value: unknown): string | null =>
  value === null || value === undefined
    ? null
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value)
