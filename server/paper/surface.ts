import type { Line, Point } from '#core/geometry/lattice.ts'
import type { Rectangle } from './mapFrame.ts'

export const INK = '#14201c'
export const SOFT_INK = '#4c5a54'
export const RULE = '#9aa59f'

interface Stroke {
  readonly colour: string
  readonly width: number
  readonly opacity?: number
}

interface Writing {
  readonly size: number
  readonly isBold?: boolean
  readonly colour?: string
  /** Aligned texts are aligned within this width, in which they are known to fit. */
  readonly width?: number
  readonly align?: 'left' | 'center' | 'right'
}

/**
 * What a map is drawn on: a page of a PDF, or an SVG. Lengths are points, y runs down. Rings repeat their first
 * point; holes run against their outer ring (the rule is nonzero), so many shapes of one look are one path.
 */
export interface Surface {
  fill(rings: readonly Line[], colour: string, opacity?: number): void
  /** With round joins and ends. */
  stroke(lines: readonly Line[], stroke: Stroke): void
  box(place: Rectangle, colour: string, look?: { readonly opacity?: number; readonly radius?: number }): void
  /** Whatever `draw` draws is seen only inside the rings. */
  clipped(rings: readonly Line[], draw: () => void): void
  /** One line of text, the upper left corner of its line (of its `width`) at x, y. */
  text(text: string, x: number, y: number, writing: Writing): void
  widthOf(text: string, size: number, isBold: boolean): number
}

export const cornersOf = ({ x, y, width, height }: Rectangle): Point[] => [
  [x, y],
  [x + width, y],
  [x + width, y + height],
  [x, y + height],
  [x, y],
]
