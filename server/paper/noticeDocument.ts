import type { ChangeNotice, NoticeMap } from './changeNotice.ts'
import type { MapContent } from './mapContent.ts'
import { drawMap, drawPatch } from './mapDrawing.ts'
import { mapFrame } from './mapFrame.ts'
import {
  BALANCE,
  BALANCE_TITLE,
  BEATS,
  balanceRows,
  beatsTitle,
  MOVED,
  mapNote,
  mapsTitle,
  movedTitle,
  noticeFacts,
  noticeHead,
  noticeTitle,
  REASON_TITLE,
  reasonOf,
  signatureBoxes,
} from './noticeTables.ts'
import { BOLD, bytesOf, openedPdf, type Pdf, write, writeParagraphs } from './pdf.ts'
import { pdfSurface } from './pdfSurface.ts'
import { SHADES, shadeText } from './shades.ts'
import { BOTTOM, drawFacts, drawFeet, drawSection, drawTitle, LEFT, TOP, WIDTH } from './sheet.ts'
import { RULE, SOFT_INK } from './surface.ts'

const LABEL_SIZE = 8.5
const MAP_HEIGHT = 320

/** The change notice 调整方案 as PDF: what changes, who signed, and a page with two maps for each community. */
export function noticeDocument(notice: ChangeNotice, maps: readonly NoticeMap[]): Promise<Uint8Array> {
  const pdf = openedPdf('A4', 'portrait', noticeTitle(notice))
  let y = drawHead(pdf, notice)
  y = drawSignatures(pdf, notice, y + 16)
  y = drawSection(pdf, BALANCE_TITLE, BALANCE, balanceRows(notice, maps), y + 20)
  y = drawSection(pdf, movedTitle(notice), MOVED, notice.moved, y + 20)
  if (notice.beats.length > 0) drawSection(pdf, beatsTitle(notice), BEATS, notice.beats, y + 20)
  for (const map of maps) drawMaps(pdf, map, notice)
  drawFeet(pdf, notice.official, notice.name)
  return bytesOf(pdf)
}

function drawHead(pdf: Pdf, notice: ChangeNotice): number {
  drawTitle(pdf, noticeHead(notice), notice.place)
  const y = drawFacts(pdf, noticeFacts(notice), TOP + 66)
  write(pdf, REASON_TITLE, LEFT, y, { size: 9.5, colour: SOFT_INK })
  return writeParagraphs(pdf, reasonOf(notice), LEFT + 56, y, { size: 9.5, width: WIDTH - 56 })
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

/** A page: the community as it was above, as it will be below, in one scale. */
function drawMaps(pdf: Pdf, map: NoticeMap, notice: ChangeNotice): void {
  pdf.addPage()
  write(pdf, mapsTitle(map, notice), LEFT, TOP - 6, { size: 12, font: BOLD })
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
