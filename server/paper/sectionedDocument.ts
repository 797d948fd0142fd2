import { bytesOf, openedPdf } from './pdf.ts'
import { printedSections, type SectionedPaper } from './sections.ts'
import { drawFacts, drawFeet, drawSection, drawTitle, TOP } from './sheet.ts'

/** Facts and tables as PDF. */
export function sectionedDocument(paper: SectionedPaper): Promise<Uint8Array> {
  const { title, place, name, official, facts } = paper
  const pdf = openedPdf('A4', 'portrait', name)
  drawTitle(pdf, title, place)
  let y = drawFacts(pdf, facts, TOP + 66)
  for (const section of printedSections(paper))
    y = drawSection(pdf, section.title, section.columns, section.rows, y + 20)
  drawFeet(pdf, official, name)
  return bytesOf(pdf)
}
