import {
  type AreaSheet,
  CODES,
  codeRows,
  LEGEND_NOTE,
  SHEET_LABEL_SIZE,
  SHEET_MAP,
  sheetNote,
  sheetTitle,
} from './areaSheet.ts'
import { drawMap, drawPatch, EDGE_SAMPLES } from './mapDrawing.ts'
import { mapFrame } from './mapFrame.ts'
import { drawNorthArrow, drawScale } from './mapMarks.ts'
import { BOLD, bytesOf, openedPdf, type Pdf, write } from './pdf.ts'
import { pdfSurface } from './pdfSurface.ts'
import { SHADES, shadeText } from './shades.ts'
import { RULE, SOFT_INK, type Surface } from './surface.ts'
import { drawTable } from './table.ts'

/** A3, landscape, in points. */
const LEFT = 40
const TOP = 34
const FOOT = 808
const SIDE = { x: 884, width: 266, bottom: 796 }

/** The map 网格分布示意图 of a community's grids: with legend, scale, north arrow and a table of codes, as PDF. */
export function areaMap(sheet: AreaSheet): Promise<Uint8Array> {
  const { place, content, band } = sheet
  const title = sheetTitle(sheet)
  const pdf = openedPdf('A3', 'landscape', title)
  const surface = pdfSurface(pdf)
  const whole = SIDE.x + SIDE.width - LEFT
  write(pdf, title, LEFT, TOP - 8, { size: 26, font: BOLD, width: whole, align: 'center' })
  write(pdf, place, LEFT, TOP + 32, { size: 11, colour: SOFT_INK, width: whole, align: 'center' })

  const frame = mapFrame(
    content.grids.map(({ shape }) => shape),
    SHEET_MAP,
  )
  drawMap(surface, frame, content, SHEET_LABEL_SIZE)
  drawNorthArrow(surface, frame)
  drawScale(surface, frame)
  drawFoot(pdf, sheet)

  const y = drawLegend(surface, band)
  write(pdf, '网格编码表', SIDE.x, y + 12, { size: 12, font: BOLD })
  const nextPage = () => {
    pdf.addPage()
    drawFoot(pdf, sheet)
  }
  const table = { x: SIDE.x, y: y + 34, bottom: SIDE.bottom, top: SHEET_MAP.y, nextPage }
  drawTable(pdf, CODES, codeRows(sheet), table)
  return bytesOf(pdf)
}

/** Answers where it ends. */
function drawLegend(surface: Surface, band: AreaSheet['band']): number {
  surface.text('图例', SIDE.x, SHEET_MAP.y - 4, { size: 12, isBold: true })
  const top = SHEET_MAP.y + 20
  for (const [i, shade] of SHADES.entries()) {
    const [x, y] = [SIDE.x + (i % 2) * (SIDE.width / 2), top + Math.floor(i / 2) * 20]
    drawPatch(surface, { x, y, width: 26, height: 13 }, shade)
    surface.text(shadeText(shade, band), x + 32, y - 0.5, { size: 9.5 })
  }
  const y = top + 3 * 20
  for (const [i, [text, edge]] of EDGE_SAMPLES.entries()) {
    const x = SIDE.x + i * (SIDE.width / 2)
    const line = [
      [x, y + 6],
      [x + 26, y + 6],
    ] as const
    surface.stroke([line], edge)
    surface.text(text, x + 32, y - 1.5, { size: 9.5 })
  }
  surface.text(LEGEND_NOTE, SIDE.x, y + 18, { size: 8.5, colour: SOFT_INK })
  return y + 34
}

function drawFoot(pdf: Pdf, sheet: AreaSheet): void {
  const whole = SIDE.x + SIDE.width - LEFT
  pdf
    .moveTo(LEFT, FOOT)
    .lineTo(LEFT + whole, FOOT)
    .lineWidth(0.4)
    .stroke(RULE)
  const common = { size: 9, colour: SOFT_INK, width: whole }
  write(pdf, sheet.official, LEFT, FOOT + 6, common)
  write(pdf, sheetNote(sheet), LEFT, FOOT + 6, { ...common, align: 'right' })
}
