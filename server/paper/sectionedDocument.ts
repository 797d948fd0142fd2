import { bytesOf, openedPdf } from './pdf.ts'
import { printedSections, type SectionedPaper } from './sections.ts'
import { drawFacts, drawFeet, drawNote, drawSection, drawTitle, TOP } from './sheet.ts'

/** Facts and tables as PDF. */
export function sectionedDocument(paper: SectionedPaper): Promise<Uint8Array> {
  const { title, place, name, official, facts } = paper
  const pdf = openedPdf('A4', 'portrait', name)
  drawTitle(pdf, title, place)
  let y = drawFacts(pdf, facts, TOP + 66)
  for (const { title: heading, columns, rows, note } of printedSections(paper)) {
    y = drawSection(pdf, heading, columns, rows, y + 20)
    if (note) y = drawNote(pdf, note, y + 6)
  }
  drawFeet(pdf, official, name)
  return bytesOf(pdf)
}
