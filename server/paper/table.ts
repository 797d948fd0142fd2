import { BOLD, type Pdf, write } from './pdf.ts'
import { RULE, SOFT_INK } from './surface.ts'

export interface TableColumn<T> {
  readonly header: string
  /** In points. */
  readonly width: number
  readonly align?: 'left' | 'right'
  readonly of: (row: T) => string
}

export interface TablePlace {
  readonly x: number
  readonly y: number
  /** No row goes below; what does not fit goes on at `top` of the page that `nextPage` adds. */
  readonly bottom: number
  readonly top: number
  readonly nextPage: () => void
}

const ROW = 17
const SIZE = 8.5
const PADDING = 4

/** Draws a table, its header again on every page. Answers where it ends. */
export function drawTable<T>(
  pdf: Pdf,
  columns: readonly TableColumn<T>[],
  rows: readonly T[],
  place: TablePlace,
): number {
  const width = columns.reduce((sum, column) => sum + column.width, 0)
  const line = (cells: readonly string[], y: number, isHeader: boolean): number => {
    if (isHeader) pdf.rect(place.x, y, width, ROW).fill('#e9eee9')
    let x = place.x
    for (const [i, column] of columns.entries()) {
      write(pdf, cells[i] ?? '', x + PADDING, y + 3.5, {
        size: SIZE,
        width: column.width - 2 * PADDING,
        ...(column.align && { align: column.align }),
        ...(isHeader && { font: BOLD, colour: SOFT_INK }),
      })
      x += column.width
    }
    pdf
      .moveTo(place.x, y + ROW)
      .lineTo(place.x + width, y + ROW)
      .lineWidth(0.4)
      .stroke(RULE)
    return y + ROW
  }
  const header = (y: number) =>
    line(
      columns.map((column) => column.header),
      y,
      true,
    )
  const onNextPage = () => {
    place.nextPage()
    return header(place.top)
  }
  let y = place.y + 2 * ROW > place.bottom ? onNextPage() : header(place.y)
  for (const row of rows) {
    if (y + ROW > place.bottom) y = onNextPage()
    y = line(
      columns.map((column) => column.of(row)),
      y,
      false,
    )
  }
  return y
}
