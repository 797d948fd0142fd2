import type { Light } from '#core/incident/clock.ts'
import { lightColours, type Theme } from '../state/theme.ts'
import { LIGHT_SHAPES } from '../words/lightShapes.ts'

const SIZE = 48
/** Twice as many pixels as shown. */
const RATIO = 2
/** The shapes are drawn in a square of 16. */
const SCALE = SIZE / 20

/** The mark of a light as on the page, with a rim that tells it from any ground. */
export const caseMark = (light: Light, theme: Theme): { image: ImageData; pixelRatio: number } => {
  const canvas = document.createElement('canvas')
  canvas.width = SIZE
  canvas.height = SIZE
  const pen = canvas.getContext('2d')!
  pen.setTransform(SCALE, 0, 0, SCALE, SCALE * 2, SCALE * 2)
  const shape = new Path2D(LIGHT_SHAPES[light])
  pen.lineJoin = 'round'
  pen.lineWidth = 3.4
  pen.strokeStyle = theme === 'dark' ? '#0b100f' : '#ffffff'
  pen.stroke(shape)
  pen.lineWidth = 1.2
  pen.strokeStyle = theme === 'dark' ? '#ffffff' : '#14201c'
  pen.stroke(shape)
  pen.fillStyle = lightColours[theme][light]
  pen.fill(shape, 'evenodd')
  return { image: pen.getImageData(0, 0, SIZE, SIZE), pixelRatio: RATIO }
}
