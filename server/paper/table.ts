import { BOLD, linesOf, type Pdf, write } from './pdf.ts'
import { RULE, SOFT_INK } from './surface.ts'

export interface TableColumn<T> {
  readonly header: string
  /** In points. */
  readonly width: number
  readonly align?: 'left' | 'right'
  /** Goes on in further lines instead of being cut. */
  readonly wraps?: true
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
const LINE = 11.5
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
  const line = (cells: readonly (readonly string[])[], y: number, isHeader: boolean): number => {
    if (isHeader) pdf.rect(place.x, y, width, ROW).fill('#e9eee9')
    const end = y + heightOf(cells)
    let x = place.x
    for (const [i, column] of columns.entries()) {
      for (const [n, text] of (cells[i] ?? []).entries())
        write(pdf, text, x + PADDING, y + 3.5 + n * LINE, {
          size: SIZE,
          width: column.width - 2 * PADDING,
          ...(column.align && { align: column.align }),
          ...(isHeader && { font: BOLD, colour: SOFT_INK }),
        })
      x += column.width
    }
    pdf
      .moveTo(place.x, end)
      .lineTo(place.x + width, end)
      .lineWidth(0.4)
      .stroke(RULE)
    return end
  }
  const header = (y: number) =>
    line(
      columns.map((column) => [column.header]),
      y,
      true,
    )
  const onNextPage = () => {
    place.nextPage()
    return header(place.top)
  }
  let y = place.y + 2 * ROW > place.bottom ? onNextPage() : header(place.y)
  for (const row of rows) {
    const cells = columns.map((column) => {
      const text = column.of(row)
      return column.wraps ? linesOf(pdf, text, SIZE, column.width - 2 * PADDING) : [text]
    })
    if (y + heightOf(cells) > place.bottom) y = onNextPage()
    y = line(cells, y, false)
  }
  return y
}

const heightOf = (cells: readonly (readonly string[])[]): number =>
  ROW + LINE * (Math.max(...cells.map(({ length }) => length)) - 1)
