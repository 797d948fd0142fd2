import type { Point, Shape } from '#core/geometry/lattice.ts'
import { boxOf, distanceToSegment, holdsPoint, ringsOf } from '#core/geometry/shape.ts'
import type { Rectangle } from './mapFrame.ts'

/** What wants a label: a shape on the page, and the size of its text at scale 1. */
export interface LabelWish {
  readonly shape: Shape
  readonly width: number
  readonly height: number
}
export interface Label extends Rectangle {
  /** How much smaller the text is than it was wished. */
  readonly scale: number
}

const SCALES = [1, 0.86, 0.74, 0.64]
const RASTER = 22

/**
 * A place for each label, in the order of the wishes: within its own shape and as large as fits, or reaching out of
 * it where it must. No two overlap; undefined where there is no place left.
 */
export function placedLabels(wishes: readonly LabelWish[], frame: Rectangle): (Label | undefined)[] {
  const placed: Label[] = []
  const labels = new Map<number, Label>()
  const inOrder = wishes
    .map((wish, index) => ({ wish, index, places: placesIn(wish.shape) }))
    .sort((a, b) => (a.places[0]?.clearance ?? 0) - (b.places[0]?.clearance ?? 0))
  for (const { wish, index, places } of inOrder) {
    const free = (label: Label) => isWithin(label, frame) && !placed.some((other) => overlap(label, other))
    const labelsAt = (scale: number) => places.map(({ at }) => labelAt(wish, at, scale))
    const smallest = SCALES[SCALES.length - 1] as number
    const label =
      SCALES.flatMap(labelsAt).find((one) => free(one) && isInside(one, wish.shape)) ??
      labelsAt(smallest).find(free)
    if (!label) continue
    placed.push(label)
    labels.set(index, label)
  }
  return wishes.map((_, index) => labels.get(index))
}

/** Points inside a shape on a raster, those farthest from its edge first. */
function placesIn(shape: Shape): { at: Point; clearance: number }[] {
  const [west, south, east, north] = boxOf(ringsOf(shape))
  const places: { at: Point; clearance: number }[] = []
  for (let row = 0; row < RASTER; row++)
    for (let column = 0; column < RASTER; column++) {
      const at: Point = [
        west + ((column + 0.5) / RASTER) * (east - west),
        south + ((row + 0.5) / RASTER) * (north - south),
      ]
      if (holdsPoint(shape, at)) places.push({ at, clearance: clearanceOf(shape, at) })
    }
  return places.sort((a, b) => b.clearance - a.clearance)
}

function clearanceOf(shape: Shape, at: Point): number {
  let clearance = Number.POSITIVE_INFINITY
  for (const ring of ringsOf(shape))
    for (let i = 1; i < ring.length; i++)
      clearance = Math.min(clearance, distanceToSegment(at, ring[i - 1] as Point, ring[i] as Point))
  return clearance
}

const labelAt = ({ width, height }: LabelWish, [x, y]: Point, scale: number): Label => ({
  x: x - (width * scale) / 2,
  y: y - (height * scale) / 2,
  width: width * scale,
  height: height * scale,
  scale,
})

const overlap = (a: Rectangle, b: Rectangle): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

const isWithin = (inner: Rectangle, outer: Rectangle): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height

const isInside = ({ x, y, width, height }: Rectangle, shape: Shape): boolean =>
  [0, 0.5, 1].every((right) =>
    [0, 1].every((down) => holdsPoint(shape, [x + right * width, y + down * height])),
  )
