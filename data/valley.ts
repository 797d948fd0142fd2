import { type Point, toLattice } from '#core/geometry/lattice.ts'
import { localMetres } from '#core/geometry/metres.ts'
import type { Random } from './random.ts'

/** East and north of the valley's origin, in metres. */
export type Metres = readonly [east: number, north: number]

/**
 * A spot in the town's own frame, in which every road is straight and every block a rectangle: `along` the valley
 * (0 to ALONG, equal steps hold equal area) and `across` it (from the north-eastern hillside 0, one BAND after the
 * other). Both are whole numbers, so that two roads that meet do so exactly. The valley bends this frame once,
 * smoothly, into the real town.
 */
export interface Spot {
  readonly along: number
  readonly across: number
}
export const ALONG = 1_000_000
export const BAND = 100_000

export interface ValleyForm {
  /** Of the middle line, and of the whole width, in metres. */
  readonly lengthM: number
  readonly widthM: number
  /** Strips between the long lines; line `river` (1 … bands − 1) is the river. */
  readonly bands: number
  readonly river: number
  /** The town lies inside: west, south, east, north in degrees. */
  readonly box: readonly [number, number, number, number]
}

/** How much of the town's width each band takes along a stretch of the valley (a street). */
export interface Stretch {
  readonly from: number
  readonly to: number
  readonly shares: readonly number[]
}

export interface Valley {
  readonly form: ValleyForm
  metres(place: Spot): Metres
  /** Past the town's edge as well: `beyondM` from the hillside edge at `across` 0 or bands × BAND, outwards. */
  outside(along: number, side: 'north' | 'south', beyondM: number): Metres
  onLattice(metres: Metres): Point
}

interface Wave {
  readonly amplitude: number
  readonly lengthM: number
  readonly phase: number
}
const wave = (amplitude: number, lengthM: number, random: Random): Wave => ({
  amplitude,
  lengthM,
  phase: random.between(0, 2 * Math.PI),
})
const at = (waves: readonly Wave[], x: number): number =>
  waves.reduce(
    (sum, { amplitude, lengthM, phase }) => sum + amplitude * Math.sin((2 * Math.PI * x) / lengthM + phase),
    0,
  )

const STEP_M = 10
const smooth = (t: number): number => t * t * (3 - 2 * t)

/** A valley that runs from north-west to south-east, with its meanders, in the middle of the box. */
export function valley(form: ValleyForm, stretches: readonly Stretch[], random: Random): Valley {
  const spine = middleLine(form, random)
  const edges = [0, 1].map(() => [wave(24, 1_900, random), wave(22, 900, random), wave(9, 420, random)])
  const meander = [wave(75, 2_100, random), wave(22, 1_150, random)]
  const bends = Array.from({ length: 5 }, () => {
    const bearing = random.between(0, 2 * Math.PI)
    return {
      east: Math.cos(bearing),
      north: Math.sin(bearing),
      wave: wave(7.5, random.between(620, 1_100), random),
    }
  })
  const halfWidthAt = (t: number): number => form.widthM * (0.5 - 0.17 * Math.abs(2 * t - 1) ** 3)

  // Area up to each step, so that equal steps along hold equal area.
  const steps = spine.length - 1
  const areas = [0]
  for (let i = 1; i <= steps; i++) areas.push(areas[i - 1]! + halfWidthAt((i - 0.5) / steps))
  const stepAt = (along: number): number => {
    const area = (along / ALONG) * areas[steps]!
    let [low, high] = [0, steps]
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (areas[middle]! <= area) low = middle
      else high = middle
    }
    return low + (area - areas[low]!) / (areas[high]! - areas[low]!)
  }

  /** Share of the width north of long line `line`, gliding from the middle of one stretch to that of the next. */
  const shareAbove = (line: number, along: number): number => {
    const shareOf = (stretch: Stretch): number => stretch.shares.slice(0, line).reduce((a, b) => a + b, 0)
    const middle = ({ from, to }: Stretch): number => (from + to) / 2
    const next = stretches.findIndex((stretch) => middle(stretch) > along)
    if (next === 0) return shareOf(stretches[0]!)
    if (next < 0) return shareOf(stretches.at(-1)!)
    const [a, b] = [stretches[next - 1]!, stretches[next]!]
    return shareOf(a) + (shareOf(b) - shareOf(a)) * smooth((along - middle(a)) / (middle(b) - middle(a)))
  }

  /** Metres to the left (north) of the middle line. */
  const offset = (line: number, along: number, step: number): number => {
    const half = halfWidthAt(step / steps)
    const x = step * STEP_M
    if (line === 0) return half + at(edges[0]!, x)
    if (line === form.bands) return -half - at(edges[1]!, x)
    const pull = 1 - Math.abs(line - form.river) / form.bands
    return half * (1 - 2 * shareAbove(line, along)) + pull * at(meander, x)
  }

  const fromSpine = (step: number, left: number): Metres => {
    const i = Math.min(steps - 1, Math.max(0, Math.floor(step)))
    const [a, b] = [spine[i]!, spine[i + 1]!]
    const t = step - i
    const heading = a.heading + (b.heading - a.heading) * t
    const east = a.east + (b.east - a.east) * t - Math.sin(heading) * left
    const north = a.north + (b.north - a.north) * t + Math.cos(heading) * left
    let [moveEast, moveNorth] = [0, 0]
    bends.forEach(({ east: x, north: y, wave: bend }, k) => {
      const move = at([bend], east * x + north * y)
      if (k % 2) moveEast += move
      else moveNorth += move
    })
    return [east + moveEast, north + moveNorth]
  }

  const raw = ({ along, across }: Spot): Metres => {
    const step = stepAt(along)
    const band = Math.min(form.bands - 1, Math.floor(across / BAND))
    const t = across / BAND - band
    const above = offset(band, along, step)
    return fromSpine(step, above + (offset(band + 1, along, step) - above) * t)
  }

  // Laid into the middle of the box; made smaller only if it would leave it.
  const [west, south, east, north] = form.box
  const local = localMetres(toLattice([(west + east) / 2, (south + north) / 2]))
  const [eastM, northM] = local.of(toLattice([east, north]))
  const box = boundsOf(raw, form.bands)
  const scale = Math.min(1, (2 * eastM * 0.998) / (box[2] - box[0]), (2 * northM * 0.998) / (box[3] - box[1]))
  const middle: Metres = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]
  const scaled = ([x, y]: Metres): Metres => [(x - middle[0]) * scale, (y - middle[1]) * scale]
  return {
    form,
    metres: (place) => scaled(raw(place)),
    outside: (along, side, beyondM) => {
      const step = stepAt(along)
      return scaled(
        side === 'north'
          ? fromSpine(step, offset(0, along, step) + beyondM)
          : fromSpine(step, offset(form.bands, along, step) - beyondM),
      )
    },
    onLattice: (metres) => {
      const [x, y] = local.back(metres)
      return [Math.round(x), Math.round(y)]
    },
  }
}

interface SpinePoint {
  readonly east: number
  readonly north: number
  readonly heading: number
}

/** From north-west to south-east, flatter at both ends than in the middle. */
function middleLine(form: ValleyForm, random: Random): SpinePoint[] {
  const bend = random.between(0.3, 0.38)
  const sway = wave(0.07, 0.55, random)
  const steps = Math.round(form.lengthM / STEP_M)
  const points: SpinePoint[] = []
  let [east, north] = [0, 0]
  for (let i = 0; i <= steps; i++) {
    const t = i / steps
    const heading = -0.73 + bend * Math.cos(2 * Math.PI * t) + at([sway], t)
    points.push({ east, north, heading })
    east += Math.cos(heading) * STEP_M
    north += Math.sin(heading) * STEP_M
  }
  return points
}

function boundsOf(place: (at: Spot) => Metres, bands: number): readonly [number, number, number, number] {
  const points: Metres[] = []
  for (let i = 0; i <= 400; i++)
    for (const across of [0, bands * BAND]) points.push(place({ along: (i * ALONG) / 400, across }))
  for (let i = 0; i <= 20; i++)
    for (const along of [0, ALONG]) points.push(place({ along, across: (i * bands * BAND) / 20 }))
  const easts = points.map(([x]) => x)
  const norths = points.map(([, y]) => y)
  return [Math.min(...easts), Math.min(...norths), Math.max(...easts), Math.max(...norths)]
}
