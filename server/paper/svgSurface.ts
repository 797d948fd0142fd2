import type { Line } from '#core/geometry/lattice.ts'
import type { Rectangle } from './mapFrame.ts'
import { Markup, markup } from './markup.ts'
import { INK, type Surface } from './surface.ts'

/** Of a line of text, from its top down to where the letters stand, in sizes: as in the face of the PDFs. */
const BASELINE = 1.16
/** Widths of letters in sizes: Chinese ones are square; the others are taken for the widest of their kind. */
const SQUARE = 1
const NARROW = 0.6

/**
 * What `draw` draws, as an SVG element that shows `view`. Its texts are texts; the browser brings the face, so
 * their widths are taken with some room. `name` tells it from the others of a page.
 */
export function svgOf(
  name: string,
  view: Rectangle,
  label: string,
  draw: (surface: Surface) => void,
): Markup {
  const parts: Markup[] = []
  let clips = 0
  const surface: Surface = {
    fill: (rings, colour, opacity = 1) => {
      if (rings.length > 0)
        parts.push(markup`<path d="${pathOf(rings)}" fill="${colour}" fill-opacity="${opacity}"/>`)
    },
    stroke: (lines, { colour, width, opacity = 1 }) => {
      if (lines.length > 0)
        parts.push(
          markup`<path d="${pathOf(lines)}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-opacity="${opacity}" stroke-linejoin="round" stroke-linecap="round"/>`,
        )
    },
    box: ({ x, y, width, height }, colour, { opacity = 1, radius = 0 } = {}) => {
      parts.push(
        markup`<rect x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}" rx="${radius}" fill="${colour}" fill-opacity="${opacity}"/>`,
      )
    },
    clipped(rings, draw) {
      const id = `${name}-${++clips}`
      parts.push(
        markup`<clipPath id="${id}"><path d="${pathOf(rings)}"/></clipPath><g clip-path="url(#${id})">`,
      )
      draw()
      parts.push(markup`</g>`)
    },
    text(text, x, y, { size, isBold = false, colour = INK, width = 0, align = 'left' }) {
      const [anchor, at] = ANCHORS[align]
      parts.push(
        markup`<text x="${short(x + at * width)}" y="${short(y + BASELINE * size)}" font-size="${short(size)}" font-weight="${isBold ? 700 : 400}" fill="${colour}" text-anchor="${anchor}">${text}</text>`,
      )
    },
    widthOf: (text, size) =>
      [...text].reduce((sum, letter) => sum + (letter > '\u2e80' ? SQUARE : NARROW), 0) * size,
  }
  draw(surface)
  // Half of a stroke along the edge lies beyond it.
  const seen = [view.x - 1, view.y - 1, view.width + 2, view.height + 2].join(' ')
  return markup`<svg xmlns="http://www.w3.org/2000/svg" viewBox="${seen}" role="img" aria-label="${label}">${parts}</svg>`
}

const ANCHORS = { left: ['start', 0], center: ['middle', 0.5], right: ['end', 1] } as const

/** Hundredths of a point: finer than any printer. */
const short = (value: number): string => String(Math.round(value * 100) / 100)

const pathOf = (lines: readonly Line[]): Markup =>
  new Markup(lines.map((line) => `M${line.map(([x, y]) => `${short(x)} ${short(y)}`).join('L')}`).join(''))
