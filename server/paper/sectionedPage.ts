import { markup } from './markup.ts'
import { factsOf, pageOf, tableOf } from './page.ts'
import { printedSections, type SectionedPaper } from './sections.ts'

/** Facts and tables as a page to print on A4. */
export function sectionedPage(paper: SectionedPaper): Uint8Array {
  const { title, place, name, official } = paper
  const tables = printedSections(paper).map(
    ({ title: caption, columns, rows, note }) =>
      markup`${tableOf(caption, columns, rows)}${note ? markup`<p class="note">${note}</p>` : ''}`,
  )
  const page = markup`<article class="sheet a4">
<h1>${title}</h1>
<p class="place">${place}</p>
${factsOf(paper.facts)}
${tables}
<footer><span>${official}</span><span>${name}</span></footer>
</article>`
  return pageOf(name, page, 'A4 纵向')
}
