import type { HouseSketch } from './grids.ts'
import type { Random } from './random.ts'

/** Along the front and back from it, in metres, from the corner of the building's box. */
export type Local = readonly [x: number, y: number]

/** Outlines of a building inside its box (front × depth), counter-clockwise and open, and a point well inside. */
export interface Footprint {
  readonly outline: readonly Local[]
  readonly inside: Local
}

export function footprint({ kind, frontM: w, depthM: d }: HouseSketch, random: Random): Footprint {
  switch (kind) {
    case 'courtyard':
      return w * d < 150 || random.chance(0.35) ? box(w, d) : random.chance(0.5) ? uShape(w, d) : lShape(w, d)
    case 'dormitory':
      return random.chance(0.4) && w > 30 ? lShape(w, d) : box(w, d)
    case 'walk_up':
      return w > 40 && random.chance(0.45) ? stepped(w, d) : box(w, d)
    case 'mid_rise':
      return random.chance(0.5) ? stepped(w, d) : box(w, d)
    case 'long_block':
      return box(w, d)
    case 'tower':
      return cross(w, d)
  }
}

const box = (w: number, d: number): Footprint => ({
  outline: [
    [0, 0],
    [w, 0],
    [w, d],
    [0, d],
  ],
  inside: [w / 2, d / 2],
})

/** Two halves, one set back by a metre and a half: two stairwells built in two years. */
const stepped = (w: number, d: number): Footprint => ({
  outline: [
    [0, 0],
    [w / 2, 0],
    [w / 2, 1.5],
    [w, 1.5],
    [w, d],
    [w / 2, d],
    [w / 2, d - 1.5],
    [0, d - 1.5],
  ],
  inside: [w / 4, d / 2],
})

/** Main house at the back, one wing to the front. */
const lShape = (w: number, d: number): Footprint => ({
  outline: [
    [0, 0],
    [w * 0.38, 0],
    [w * 0.38, d * 0.5],
    [w, d * 0.5],
    [w, d],
    [0, d],
  ],
  inside: [w * 0.5, d * 0.75],
})

/** Main house at the back, a wing on either side, the yard open to the front. */
const uShape = (w: number, d: number): Footprint => ({
  outline: [
    [0, 0],
    [w * 0.28, 0],
    [w * 0.28, d * 0.55],
    [w * 0.72, d * 0.55],
    [w * 0.72, 0],
    [w, 0],
    [w, d],
    [0, d],
  ],
  inside: [w * 0.5, d * 0.78],
})

const cross = (w: number, d: number): Footprint => {
  const [x, y] = [w * 0.22, d * 0.2]
  return {
    outline: [
      [x, 0],
      [w - x, 0],
      [w - x, y],
      [w, y],
      [w, d - y],
      [w - x, d - y],
      [w - x, d],
      [x, d],
      [x, d - y],
      [0, d - y],
      [0, y],
      [x, y],
    ],
    inside: [w / 2, d / 2],
  }
}
