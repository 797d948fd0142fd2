import type { Light } from '#core/incident/clock.ts'
import { lightColours, type Theme } from '../state/theme.ts'
import { LIGHT_SHAPES } from '../words/lightShapes.ts'
import { mapColours } from './colours.ts'

const SIZE = 48
/** Twice as many pixels as shown. */
const RATIO = 2
/** The shapes are drawn in a square of 16. */
const SCALE = SIZE / 20

/** A box on an arm, with its eye to the right. */
const CAMERA = 'M2.5 4.5h8v2l3-1.5v6l-3-1.500v2h-8z'

export interface Mark {
  readonly image: ImageData
  readonly pixelRatio: number
}

/** The mark of a light as on the page. */
export const caseMark = (light: Light, theme: Theme): Mark =>
  marked(LIGHT_SHAPES[light], lightColours[theme][light], theme)

export const cameraMark = (theme: Theme): Mark => marked(CAMERA, mapColours[theme].accent, theme)

/** A shape with a rim that tells it from any ground. */
const marked = (path: string, colour: string, theme: Theme): Mark => {
  const canvas = document.createElement('canvas')
  canvas.width = SIZE
  canvas.height = SIZE
  const pen = canvas.getContext('2d')!
  pen.setTransform(SCALE, 0, 0, SCALE, SCALE * 2, SCALE * 2)
  const shape = new Path2D(path)
  pen.lineJoin = 'round'
  pen.lineWidth = 3.4
  pen.strokeStyle = theme === 'dark' ? '#0b100f' : '#ffffff'
  pen.stroke(shape)
  pen.lineWidth = 1.2
  pen.strokeStyle = theme === 'dark' ? '#ffffff' : '#14201c'
  pen.stroke(shape)
  pen.fillStyle = colour
  pen.fill(shape, 'evenodd')
  return { image: pen.getImageData(0, 0, SIZE, SIZE), pixelRatio: RATIO }
}
