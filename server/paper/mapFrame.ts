import type { Line, Point, Shape } from '#core/geometry/lattice.ts'
import { localMetres } from '#core/geometry/metres.ts'
import { boxOf, ringsOf } from '#core/geometry/shape.ts'

/** A rectangle on the page, in points from the top left corner. */
export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** A map's place on the page, and how the world comes there. */
export interface MapFrame extends Rectangle {
  /** 1 : this, a round number. */
  readonly denominator: number
  readonly pointsPerMetre: number
  readonly projected: (line: Line) => Point[]
}

const POINTS_PER_METRE = 72 / 0.0254
const ROUND = [1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 8]
/** White kept between the shapes and the edge of the frame. */
const MARGIN = 14

/** The frame that shows the shapes, north up and in their middle, at the largest round scale. */
export function mapFrame(shapes: readonly Shape[], { x, y, width, height }: Rectangle): MapFrame {
  const [west, south, east, north] = boxOf(shapes.flatMap(ringsOf))
  const metres = localMetres([(west + east) / 2, (south + north) / 2])
  const [widthM, heightM] = [(east - west) * metres.xPerUnit, (north - south) * metres.yPerUnit]
  const needed =
    POINTS_PER_METRE * Math.max(widthM / (width - 2 * MARGIN), heightM / (height - 2 * MARGIN), 1e-3)
  const denominator = roundUp(needed)
  const pointsPerMetre = POINTS_PER_METRE / denominator
  const projected = (line: Line): Point[] =>
    line.map((point) => {
      const [eastM, northM] = metres.of(point)
      return [x + width / 2 + eastM * pointsPerMetre, y + height / 2 - northM * pointsPerMetre]
    })
  return { x, y, width, height, denominator, pointsPerMetre, projected }
}

/** The length in metres, a round number, that is at most this long on the page. */
export const roundLengthM = ({ pointsPerMetre }: MapFrame, atMostPoints: number): number => {
  const most = atMostPoints / pointsPerMetre
  const power = 10 ** Math.floor(Math.log10(most))
  return [5, 2, 1].map((digit) => digit * power).find((length) => length <= most) ?? power
}

function roundUp(needed: number): number {
  const power = 10 ** Math.floor(Math.log10(needed))
  const digit = ROUND.find((one) => one * power >= needed - 1e-9)
  return digit === undefined ? 10 * power : digit * power
}
