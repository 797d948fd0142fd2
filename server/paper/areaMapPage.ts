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
import { drawMap } from './mapDrawing.ts'
import { mapFrame } from './mapFrame.ts'
import { drawNorthArrow, drawScale } from './mapMarks.ts'
import { markup } from './markup.ts'
import { legendOf, pageOf, tableOf } from './page.ts'
import { svgOf } from './svgSurface.ts'

/** The map 网格分布示意图 of a community's grids as a page to print on A3, the same drawing as the PDF. */
export function areaMapPage(sheet: AreaSheet): Uint8Array {
  const { content, band, place, official } = sheet
  const title = sheetTitle(sheet)
  const frame = mapFrame(
    content.grids.map(({ shape }) => shape),
    SHEET_MAP,
  )
  const map = svgOf('map', SHEET_MAP, title, (surface) => {
    drawMap(surface, frame, content, SHEET_LABEL_SIZE)
    drawNorthArrow(surface, frame)
    drawScale(surface, frame)
  })
  const page = markup`<article class="sheet a3">
<h1>${title}</h1>
<p class="place">${place}</p>
<div class="map-and-side"><div>${map}</div>
<aside><h2>图例</h2>${legendOf('legend', band)}
<p class="note">${LEGEND_NOTE}</p>
${tableOf('网格编码表', CODES, codeRows(sheet))}</aside></div>
<footer><span>${official}</span><span>${sheetNote(sheet)}</span></footer>
</article>`
  return pageOf(title, page, 'A3 横向')
}
