import { BOLD, type Pdf, write } from './pdf.ts'
import { RULE, SOFT_INK } from './surface.ts'
import { drawTable, type TableColumn } from './table.ts'

/** A4, portrait, in points. */
export const LEFT = 48
export const WIDTH = 499
export const TOP = 52
export const BOTTOM = 776
const FOOT = 796

/** What the paper is, and of which place. */
export function drawTitle(pdf: Pdf, title: string, place: string): void {
  write(pdf, title, LEFT, TOP, { size: 22, font: BOLD, width: WIDTH, align: 'center' })
  write(pdf, place, LEFT, TOP + 36, { size: 11, colour: SOFT_INK, width: WIDTH, align: 'center' })
}

/** Labels and values in two columns; answers where they end. */
export function drawFacts(pdf: Pdf, facts: readonly (readonly [string, string])[], y: number): number {
  for (const [i, [label, value]] of facts.entries()) {
    const [x, line] = [LEFT + (i % 2) * (WIDTH / 2), y + Math.floor(i / 2) * 18]
    write(pdf, label, x, line, { size: 9.5, colour: SOFT_INK })
    write(pdf, value, x + 56, line, { size: 9.5, width: WIDTH / 2 - 62 })
  }
  return y + Math.ceil(facts.length / 2) * 18
}

/** A heading and its table, on the next page where too little of it would fit; answers where it ends. */
export function drawSection<T>(
  pdf: Pdf,
  title: string,
  columns: readonly TableColumn<T>[],
  rows: readonly T[],
  from: number,
): number {
  let y = from
  if (y + 60 > BOTTOM) {
    pdf.addPage()
    y = TOP
  }
  write(pdf, title, LEFT, y, { size: 12, font: BOLD })
  const place = { x: LEFT, y: y + 22, bottom: BOTTOM, top: TOP, nextPage: () => void pdf.addPage() }
  return drawTable(pdf, columns, rows, place)
}

/** A line under a table, on the next page where it would not fit; answers where it ends. */
export function drawNote(pdf: Pdf, note: string, from: number): number {
  let y = from
  if (y + 12 > BOTTOM) {
    pdf.addPage()
    y = TOP
  }
  write(pdf, note, LEFT, y, { size: 8.5, colour: SOFT_INK, width: WIDTH })
  return y + 12
}

/** At the foot of every page: what makes it official, what it is, and which page it is. */
export function drawFeet(pdf: Pdf, official: string, name: string): void {
  const { start, count } = pdf.bufferedPageRange()
  for (let page = start; page < start + count; page++) {
    pdf.switchToPage(page)
    pdf
      .moveTo(LEFT, FOOT)
      .lineTo(LEFT + WIDTH, FOOT)
      .lineWidth(0.4)
      .stroke(RULE)
    const common = { size: 8, colour: SOFT_INK }
    write(pdf, official, LEFT, FOOT + 6, { ...common, width: 150 })
    write(pdf, name, LEFT + 150, FOOT + 6, { ...common, width: WIDTH - 300, align: 'center' })
    const number = `第 ${page - start + 1} 页，共 ${count} 页`
    write(pdf, number, LEFT + WIDTH - 150, FOOT + 6, { ...common, width: 150, align: 'right' })
  }
}
