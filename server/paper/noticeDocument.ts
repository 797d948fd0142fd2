import type { ChangeNotice, NoticeMap } from './changeNotice.ts'
import type { MapContent } from './mapContent.ts'
import { drawMap, drawPatch } from './mapDrawing.ts'
import { mapFrame } from './mapFrame.ts'
import {
  BALANCE,
  BALANCE_TITLE,
  balanceRows,
  MOVED,
  mapNote,
  mapsTitle,
  movedTitle,
  noticeFacts,
  noticeTitle,
  REASON_TITLE,
  reasonOf,
  signatureBoxes,
} from './noticeTables.ts'
import { BOLD, bytesOf, openedPdf, type Pdf, write, writeParagraphs } from './pdf.ts'
import { pdfSurface } from './pdfSurface.ts'
import { SHADES, shadeText } from './shades.ts'
import { RULE, SOFT_INK } from './surface.ts'
import { drawTable, type TableColumn } from './table.ts'

/** A4, portrait, in points. */
const LEFT = 48
const WIDTH = 499
const TOP = 52
const BOTTOM = 776
const FOOT = 796
const LABEL_SIZE = 8.5
const MAP_HEIGHT = 320

/** The change notice 调整方案 as PDF: what changes, who signed, and a page with two maps for each community. */
export function noticeDocument(notice: ChangeNotice, maps: readonly NoticeMap[]): Promise<Uint8Array> {
  const pdf = openedPdf('A4', 'portrait', noticeTitle(notice))
  let y = drawHead(pdf, notice)
  y = drawSignatures(pdf, notice, y + 16)
  y = drawSection(pdf, BALANCE_TITLE, BALANCE, balanceRows(notice, maps), y + 20)
  drawSection(pdf, movedTitle(notice), MOVED, notice.moved, y + 20)
  for (const map of maps) drawMaps(pdf, map, notice)
  drawFeet(pdf, notice)
  return bytesOf(pdf)
}

function drawHead(pdf: Pdf, notice: ChangeNotice): number {
  write(pdf, '网格调整方案', LEFT, TOP, { size: 22, font: BOLD, width: WIDTH, align: 'center' })
  write(pdf, notice.place, LEFT, TOP + 36, { size: 11, colour: SOFT_INK, width: WIDTH, align: 'center' })
  const y = TOP + 66
  for (const [i, [label, value]] of noticeFacts(notice).entries()) {
    const [x, line] = [LEFT + (i % 2) * (WIDTH / 2), y + Math.floor(i / 2) * 18]
    write(pdf, label, x, line, { size: 9.5, colour: SOFT_INK })
    write(pdf, value, x + 56, line, { size: 9.5, width: WIDTH / 2 - 62 })
  }
  write(pdf, REASON_TITLE, LEFT, y + 3 * 18, { size: 9.5, colour: SOFT_INK })
  return writeParagraphs(pdf, reasonOf(notice), LEFT + 56, y + 3 * 18, { size: 9.5, width: WIDTH - 56 })
}

function drawSignatures(pdf: Pdf, notice: ChangeNotice, y: number): number {
  const boxes = signatureBoxes(notice)
  const width = WIDTH / boxes.length
  for (const [i, { head, said, on }] of boxes.entries()) {
    const x = LEFT + i * width
    pdf.rect(x, y, width, 54).lineWidth(0.5).stroke(RULE)
    write(pdf, head, x + 6, y + 4, { size: 8.5, colour: SOFT_INK })
    write(pdf, said, x + 6, y + 20, { size: 9.5, width: width - 12 })
    write(pdf, on, x + 6, y + 37, { size: 8.5, colour: SOFT_INK, width: width - 12, align: 'right' })
  }
  return y + 54
}

function drawSection<T>(
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

/** A page: the community as it was above, as it will be below, in one scale. */
function drawMaps(pdf: Pdf, map: NoticeMap, notice: ChangeNotice): void {
  pdf.addPage()
  write(pdf, mapsTitle(map), LEFT, TOP - 6, { size: 12, font: BOLD })
  drawOne(pdf, '调整前', map.before, TOP + 18)
  drawOne(pdf, '调整后', map.after, TOP + 18 + MAP_HEIGHT + 34)
  const y = BOTTOM - 8
  for (const [i, shade] of SHADES.entries()) {
    const x = LEFT + i * (WIDTH / SHADES.length)
    drawPatch(pdfSurface(pdf), { x, y, width: 16, height: 10 }, shade)
    write(pdf, shadeText(shade, notice.band), x + 20, y - 0.5, { size: 8 })
  }
}

function drawOne(pdf: Pdf, title: string, content: MapContent, y: number): void {
  const shapes = content.grids.map(({ shape }) => shape)
  const frame = mapFrame(shapes, { x: LEFT, y: y + 16, width: WIDTH, height: MAP_HEIGHT })
  write(pdf, title, LEFT, y - 1, { size: 10, font: BOLD })
  write(pdf, mapNote(content.marked.length > 0, frame.denominator), LEFT, y, {
    ...{ size: 8, colour: SOFT_INK, width: WIDTH },
    align: 'right',
  })
  drawMap(pdfSurface(pdf), frame, content, LABEL_SIZE)
}

/** At the foot of every page: what makes the maps official, and which page it is. */
function drawFeet(pdf: Pdf, { official, name }: ChangeNotice): void {
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
