import {
  CARD_LABEL_SIZE,
  CARD_MAP,
  CARD_TITLE,
  CREW_TITLE,
  cardFacts,
  cardName,
  cardNote,
  cardPlace,
  crewColumns,
  type GridCard,
  MAP_TITLE,
} from './gridCard.ts'
import { drawMap } from './mapDrawing.ts'
import { mapFrame } from './mapFrame.ts'
import { drawNorthArrow, drawScale } from './mapMarks.ts'
import { BOLD, bytesOf, openedPdf, write } from './pdf.ts'
import { pdfSurface } from './pdfSurface.ts'
import { drawFacts, drawFeet, drawSection, drawTitle, LEFT, TOP } from './sheet.ts'

/** A grid's public card as PDF: map, crew, beat and station. */
export function gridCardDocument(card: GridCard): Promise<Uint8Array> {
  const pdf = openedPdf('A4', 'portrait', cardName(card))
  const surface = pdfSurface(pdf)
  drawTitle(pdf, CARD_TITLE, cardPlace(card))
  drawFacts(pdf, cardFacts(card), TOP + 70)
  write(pdf, MAP_TITLE, LEFT, CARD_MAP.y - 24, { size: 12, font: BOLD })
  const shapes = card.content.grids.map(({ shape }) => shape)
  const frame = mapFrame(shapes, CARD_MAP)
  drawMap(surface, frame, card.content, CARD_LABEL_SIZE)
  drawNorthArrow(surface, frame)
  drawScale(surface, frame)
  drawSection(pdf, CREW_TITLE, crewColumns(card), card.crew, CARD_MAP.y + CARD_MAP.height + 22)
  drawFeet(pdf, card.official, cardNote(card))
  return bytesOf(pdf)
}
