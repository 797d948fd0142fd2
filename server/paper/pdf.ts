import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fonts } from '@embedpdf/fonts-sc'
import PDFDocument from 'pdfkit'
import { INK } from './surface.ts'

export type Pdf = PDFKit.PDFDocument

/** Both are embedded as the subset that a document uses. */
export const REGULAR = 'regular'
export const BOLD = 'bold'

/** Noto Sans Hans in the given weight: the whole of it, some 30,000 glyphs. */
function fontFile(weight: number): string {
  const font = fonts.find((one) => one.weight === weight)
  if (!font) throw new Error(`the package of fonts has none of weight ${weight}`)
  const main = createRequire(import.meta.url).resolve('@embedpdf/fonts-sc')
  return join(dirname(main), '..', 'fonts', font.file)
}

/** An empty document; its margins are the drawing's business. */
export function openedPdf(size: 'A3' | 'A4', layout: 'portrait' | 'landscape', title: string): Pdf {
  const pdf = new PDFDocument({
    ...{ size, layout, margin: 0, bufferPages: true },
    info: { Title: title, Creator: 'Gridloom 织网', Producer: 'Gridloom 织网' },
    lang: 'zh-CN',
    displayTitle: true,
  })
  pdf.registerFont(REGULAR, fontFile(400))
  pdf.registerFont(BOLD, fontFile(700))
  return pdf.font(REGULAR)
}

/** Ends the document: its bytes. */
export function bytesOf(pdf: Pdf): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const parts: Uint8Array[] = []
    pdf.on('data', (part: Uint8Array) => parts.push(part))
    pdf.on('error', reject)
    pdf.on('end', () => resolve(Buffer.concat(parts)))
    pdf.end()
  })
}

interface Writing {
  readonly size: number
  readonly font?: typeof REGULAR | typeof BOLD
  readonly colour?: string
  /** Longer texts are cut, and aligned texts are aligned, within this width. */
  readonly width?: number
  readonly align?: 'left' | 'center' | 'right'
}

/** One line of text whose upper left corner (of its `width`) is at x, y. */
export function write(pdf: Pdf, text: string, x: number, y: number, writing: Writing): void {
  const { size, font = REGULAR, colour = INK, width, align = 'left' } = writing
  pdf.font(font).fontSize(size).fillColor(colour)
  const line = fitting(pdf, text.replace(/\p{Cc}/gu, ' '), width)
  const spare = width === undefined ? 0 : width - pdf.widthOfString(line)
  const indent = align === 'right' ? spare : align === 'center' ? spare / 2 : 0
  pdf.text(line, x + indent, y, { lineBreak: false })
}

/** Text in lines as long as `width`; answers where it ends. */
export function writeParagraphs(
  pdf: Pdf,
  text: string,
  x: number,
  y: number,
  { size, width }: { readonly size: number; readonly width: number },
): number {
  pdf.font(REGULAR).fontSize(size).fillColor(INK)
  pdf.text(text.replace(/[^\n\P{Cc}]/gu, ' '), x, y, { width })
  return pdf.y
}

/** The text in lines that fit into a width, broken between any two characters as Chinese is. */
export function linesOf(pdf: Pdf, text: string, size: number, width: number): string[] {
  pdf.font(REGULAR).fontSize(size)
  const lines: string[] = []
  for (const paragraph of text.split('\n')) {
    let line = ''
    for (const letter of paragraph)
      if (line !== '' && pdf.widthOfString(line + letter) > width) {
        lines.push(line)
        line = letter
      } else line += letter
    lines.push(line)
  }
  return lines
}

/** The text, or as much of its beginning as fits. */
function fitting(pdf: Pdf, text: string, width: number | undefined): string {
  if (width === undefined || pdf.widthOfString(text) <= width) return text
  const letters = [...text]
  while (letters.length > 0 && pdf.widthOfString(`${letters.join('')}…`) > width) letters.pop()
  return `${letters.join('')}…`
}
