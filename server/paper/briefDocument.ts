import { BRIEF_TITLE, briefFacts, briefName, briefSections, type PrintedBrief } from './briefTables.ts'
import { bytesOf, openedPdf } from './pdf.ts'
import { drawFacts, drawFeet, drawSection, drawTitle, TOP } from './sheet.ts'

/** The brief of a shift 值班简报 as PDF. */
export function briefDocument(printed: PrintedBrief): Promise<Uint8Array> {
  const name = briefName(printed)
  const pdf = openedPdf('A4', 'portrait', name)
  drawTitle(pdf, BRIEF_TITLE, printed.brief.place)
  let y = drawFacts(pdf, briefFacts(printed), TOP + 66)
  for (const { title, columns, rows } of briefSections(printed))
    y = drawSection(pdf, title, columns, rows, y + 20)
  drawFeet(pdf, printed.official, name)
  return bytesOf(pdf)
}
