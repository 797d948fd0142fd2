import type { Cell, Row, Sheet } from 'write-excel-file/node'
import { cellText } from './cellText.ts'

export interface SheetColumn<T> {
  readonly header: string
  /** In characters of the sheet's own face. */
  readonly width: number
  readonly of: (row: T) => string | number
}

/** A sheet of a workbook: a header that stays in view, a row each, and if asked for a row that adds numbers up. */
export function sheetOf<T>(
  name: string,
  columns: readonly SheetColumn<T>[],
  rows: readonly T[],
  totalled?: 'with totals',
): Sheet<Buffer> {
  const header = columns.map((column): Cell => ({ value: column.header, fontWeight: 'bold' }))
  const cells = rows.map((row) => columns.map((column) => column.of(row)))
  return {
    sheet: name,
    data: [header, ...(totalled ? [...cells, totals(cells)] : cells).map((row): Row => row.map(cellOf))],
    columns: columns.map(({ width }) => ({ width })),
    stickyRowsCount: 1,
  }
}

/** Every number added up over its column, after the word for it. */
const totals = (cells: readonly (readonly (string | number)[])[]): (string | number)[] =>
  (cells[0] ?? []).map((first, i) => {
    if (i === 0) return '合计'
    return typeof first === 'number' ? cells.reduce((sum, row) => sum + Number(row[i]), 0) : ''
  })

const cellOf = (value: string | number): Cell =>
  typeof value === 'number' ? { value, type: Number } : { value: cellText(value), type: String }
