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
import { markup } from './markup.ts'
import { factsOf, pageOf, tableOf } from './page.ts'
import { svgOf } from './svgSurface.ts'

/** A grid's public card as a page to print on A4, the same drawing as the PDF. */
export function gridCardPage(card: GridCard): Uint8Array {
  const frame = mapFrame(
    card.content.grids.map(({ shape }) => shape),
    CARD_MAP,
  )
  const map = svgOf('map', CARD_MAP, MAP_TITLE, (surface) => {
    drawMap(surface, frame, card.content, CARD_LABEL_SIZE)
    drawNorthArrow(surface, frame)
    drawScale(surface, frame)
  })
  const page = markup`<article class="sheet a4">
<h1>${CARD_TITLE}</h1>
<p class="place">${cardPlace(card)}</p>
${factsOf(cardFacts(card))}
<h2>${MAP_TITLE}</h2>
${map}
${tableOf(CREW_TITLE, crewColumns(card), card.crew)}
<footer><span>${card.official}</span><span>${cardNote(card)}</span></footer>
</article>`
  return pageOf(cardName(card), page, 'A4 纵向')
}
