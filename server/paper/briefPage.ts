import { BRIEF_TITLE, briefFacts, briefName, briefSections, type PrintedBrief } from './briefTables.ts'
import { markup } from './markup.ts'
import { pageOf, tableOf } from './page.ts'

/** The brief of a shift 值班简报 as a page to print on A4. */
export function briefPage(printed: PrintedBrief): Uint8Array {
  const name = briefName(printed)
  const facts = briefFacts(printed).map(
    ([label, value]) => markup`<div><dt>${label}</dt><dd>${value}</dd></div>`,
  )
  const tables = briefSections(printed).map(({ title, columns, rows }) => tableOf(title, columns, rows))
  const page = markup`<article class="sheet a4">
<h1>${BRIEF_TITLE}</h1>
<p class="place">${printed.brief.place}</p>
<dl class="facts">${facts}</dl>
${tables}
<footer><span>${printed.official}</span><span>${name}</span></footer>
</article>`
  return pageOf(name, page, 'A4 纵向')
}
