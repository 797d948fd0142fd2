import { type MapFrame, roundLengthM } from './mapFrame.ts'
import { cornersOf, INK, type Surface } from './surface.ts'

const PAPER = '#ffffff'

/** In the upper right corner of a map. */
export function drawNorthArrow(surface: Surface, { x, y, width }: MapFrame): void {
  const [centre, top] = [x + width - 34, y + 16]
  surface.box({ x: centre - 22, y: top - 8, width: 44, height: 66 }, PAPER, { opacity: 0.86, radius: 4 })
  surface.text('北', centre - 20, top - 6, { size: 13, isBold: true, width: 40, align: 'center' })
  const tip = top + 15
  const half = (side: 1 | -1) =>
    [
      [centre, tip],
      [centre + side * 10, tip + 36],
      [centre, tip + 28],
      [centre, tip],
    ] as const
  surface.fill([half(-1)], INK)
  surface.fill([half(1)], PAPER)
  surface.stroke([half(1)], { colour: INK, width: 0.8 })
}

/** In the lower left corner: a bar of two halves, and the scale in figures. */
export function drawScale(surface: Surface, frame: MapFrame): void {
  const lengthM = roundLengthM(frame, 150)
  const half = (lengthM * frame.pointsPerMetre) / 2
  const [x, y] = [frame.x + 22, frame.y + frame.height - 22]
  const back = { x: x - 12, y: y - 36, width: 2 * half + 56, height: 52 }
  surface.box(back, PAPER, { opacity: 0.86, radius: 4 })
  surface.text(`1:${frame.denominator}`, x, y - 33, { size: 9.5, isBold: true })
  for (const [i, colour] of [INK, PAPER].entries()) {
    const bar = { x: x + i * half, y, width: half, height: 5 }
    surface.box(bar, colour)
    surface.stroke([cornersOf(bar)], { colour: INK, width: 0.7 })
  }
  for (const [i, text] of ['0', String(lengthM / 2), `${lengthM} 米`].entries())
    surface.text(text, x + i * half - 20, y - 14, { size: 8.5, width: 40, align: 'center' })
}
