import type { Line } from '#core/geometry/lattice.ts'
import { BOLD, type Pdf, REGULAR, write } from './pdf.ts'
import type { Surface } from './surface.ts'

/** The page that the document is at. */
export function pdfSurface(pdf: Pdf): Surface {
  const trace = (lines: readonly Line[]): void => {
    for (const [first, ...rest] of lines) {
      if (!first) continue
      pdf.moveTo(...first)
      for (const point of rest) pdf.lineTo(...point)
    }
  }
  return {
    fill(rings, colour, opacity = 1) {
      if (rings.length === 0) return
      trace(rings)
      pdf.fillOpacity(opacity).fill(colour, 'non-zero').fillOpacity(1)
    },
    stroke(lines, { colour, width, opacity = 1 }) {
      if (lines.length === 0) return
      pdf.lineJoin('round').lineCap('round')
      trace(lines)
      pdf.lineWidth(width).strokeOpacity(opacity).stroke(colour).strokeOpacity(1)
    },
    box({ x, y, width, height }, colour, { opacity = 1, radius = 0 } = {}) {
      if (radius > 0) pdf.roundedRect(x, y, width, height, radius)
      else pdf.rect(x, y, width, height)
      pdf.fillOpacity(opacity).fill(colour).fillOpacity(1)
    },
    clipped(rings, draw) {
      pdf.save()
      trace(rings)
      pdf.clip('non-zero')
      draw()
      pdf.restore()
    },
    text(text, x, y, { isBold = false, ...writing }) {
      write(pdf, text, x, y, { ...writing, font: isBold ? BOLD : REGULAR })
    },
    widthOf: (text, size, isBold) =>
      pdf
        .font(isBold ? BOLD : REGULAR)
        .fontSize(size)
        .widthOfString(text),
  }
}
