import type { ChangeNotice, NoticeMap } from './changeNotice.ts'
import type { MapContent } from './mapContent.ts'
import { drawMap } from './mapDrawing.ts'
import { mapFrame } from './mapFrame.ts'
import { type Markup, markup } from './markup.ts'
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
import { legendOf, pageOf, tableOf } from './page.ts'
import { svgOf } from './svgSurface.ts'

/** In points: two of them and their legend fill a page. */
const MAP = { x: 0, y: 0, width: 499, height: 308 }
const LABEL_SIZE = 8.5

/** The change notice 调整方案 as a page to print on A4, with the same maps as the PDF. */
export function noticePage(notice: ChangeNotice, maps: readonly NoticeMap[]): Uint8Array {
  const { place, official } = notice
  const facts = noticeFacts(notice).map(
    ([label, value]) => markup`<div><dt>${label}</dt><dd>${value}</dd></div>`,
  )
  const boxes = signatureBoxes(notice).map(
    ({ head, said, on }) =>
      markup`<li><small>${head}</small><span>${said}</span><small class="right">${on}</small></li>`,
  )
  const page = markup`<article class="sheet a4">
<h1>${noticeHead(notice)}</h1>
<p class="place">${place}</p>
<dl class="facts">${facts}<div class="reason"><dt>${REASON_TITLE}</dt><dd>${reasonOf(notice)}</dd></div></dl>
<ul class="signatures">${boxes}</ul>
${tableOf(BALANCE_TITLE, BALANCE, balanceRows(notice, maps))}
${tableOf(movedTitle(notice), MOVED, notice.moved)}
${notice.beats.length > 0 ? tableOf(beatsTitle(notice), BEATS, notice.beats) : ''}
<footer><span>${official}</span><span>${notice.name}</span></footer>
</article>
${maps.map((map) => mapsSheet(map, notice))}`
  return pageOf(noticeTitle(notice), page, 'A4 纵向')
}

/** The community as it was above, as it will be below, in one scale. */
const mapsSheet = (map: NoticeMap, notice: ChangeNotice): Markup =>
  markup`<article class="sheet a4">
<h2>${mapsTitle(map, notice)}</h2>
${figure(`${map.code}-before`, '调整前', map.before)}
${figure(`${map.code}-after`, '调整后', map.after)}
${legendOf(`${map.code}-legend`, notice.band)}
<footer><span>${notice.official}</span><span>${notice.name}</span></footer>
</article>
`

function figure(name: string, title: string, content: MapContent): Markup {
  const frame = mapFrame(
    content.grids.map(({ shape }) => shape),
    MAP,
  )
  const map = svgOf(name, MAP, title, (surface) => drawMap(surface, frame, content, LABEL_SIZE))
  const note = mapNote(content.marked.length > 0, frame.denominator)
  return markup`<figure><figcaption><b>${title}</b><small>${note}</small></figcaption>${map}</figure>`
}
