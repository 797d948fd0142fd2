import type { Point, Shape } from '#core/geometry/lattice.ts'
import { canonical } from '#core/geometry/shape.ts'
import { cornersOf, setBack } from './blocks.ts'
import { placeName } from './divisions.ts'
import { lineOnGround } from './ground.ts'
import { HILLS_NORTH, HILLS_SOUTH, RIVER } from './names/words.ts'
import type { Plot } from './plots.ts'
import { random, uuid } from './random.ts'
import type { Garden } from './settle.ts'
import type { Town } from './town.ts'
import { ALONG, BAND, type Metres } from './valley.ts'
import type { WorldCover } from './world.ts'

const shapeOf = (points: readonly Point[]): Shape => canonical([[[...points, points[0]!]]])

/** The river: a strip of changing width along its line, out to both ends of the valley. */
export function riverOf({ valley }: Town, key: string, seed: number): WorldCover {
  const source = random(seed, 'river', key)
  const across = valley.form.river * BAND
  const phase = source.between(0, 6)
  const steps = Math.round(valley.form.lengthM / 25)
  const bank = (sideways: 1 | -1): Point[] =>
    Array.from({ length: steps + 1 }, (_, i) => {
      const along = (ALONG * i) / steps
      const [ax, ay] = valley.metres({ along: Math.max(0, along - 900), across })
      const [bx, by] = valley.metres({ along: Math.min(ALONG, along + 900), across })
      const half = 15 + 4 * Math.sin(i / 9 + phase) + 2.5 * Math.sin(i / 3.7 + phase * sideways)
      const length = Math.hypot(bx - ax, by - ay)
      const [x, y] = valley.metres({ along, across })
      const turned: Metres = [
        x - (((by - ay) * half) / length) * sideways,
        y + (((bx - ax) * half) / length) * sideways,
      ]
      return valley.onLattice(turned)
    })
  return {
    id: uuid(seed, 'river', key),
    name: RIVER,
    kind: 'river',
    shape: shapeOf([...bank(1), ...bank(-1).reverse()]),
  }
}

/** Hillsides on both flanks, in stretches between the side valleys, and the parks. */
export function greenOf(town: Town, gardens: readonly Garden[], key: string, seed: number): WorldCover[] {
  const source = random(seed, 'green', key)
  const { valley } = town
  const hills = (['north', 'south'] as const).flatMap((side) => {
    const names = side === 'north' ? HILLS_NORTH : HILLS_SOUTH
    const count = Math.max(3, Math.round(valley.form.lengthM / 1_500))
    return Array.from({ length: count }, (_, i): WorldCover => {
      const gap = 0.012 * ALONG
      const [from, to] = [
        (i * ALONG) / count + gap * source.next(),
        ((i + 1) * ALONG) / count - gap * source.next(),
      ]
      const phase = source.between(0, 6)
      const height = source.between(190, 330)
      const steps = 48
      const edge = (beyond: (share: number) => number): Point[] =>
        Array.from({ length: steps + 1 }, (_, k) => {
          const share = k / steps
          return valley.onLattice(valley.outside(from + (to - from) * share, side, beyond(share)))
        })
      const foot = edge(() => 6)
      const ridge = edge(
        (share) =>
          14 +
          height *
            Math.sin(Math.PI * share) ** 0.6 *
            (0.8 + 0.14 * Math.sin(share * 11 + phase) + 0.06 * Math.sin(share * 29 + phase)),
      )
      return {
        id: uuid(seed, 'hill', key, side, i),
        name: names[i % names.length]!,
        kind: 'hill',
        shape: shapeOf([...foot, ...ridge.reverse()]),
      }
    })
  })
  const parks = town.lots
    .filter(({ sketch }) => sketch.purpose === 'park')
    .flatMap(({ division, plots }) =>
      plots.map((plot) => ({ division, plot: setBack(plot, () => 9, valley) })),
    )
  return [
    ...hills,
    ...parks.map(({ division, plot }, i) => parkOf(plot, `${placeName(division)}公园`, `park ${i}`)),
    ...gardens.map(({ division, plot }, i) => parkOf(plot, `${placeName(division)}小游园`, `garden ${i}`)),
  ]

  function parkOf(plot: Plot, name: string, nth: string): WorldCover {
    const corners = cornersOf(plot)
    const sides = corners.flatMap((corner, i) =>
      lineOnGround(corner, corners[(i + 1) % 4]!, valley).slice(0, -1),
    )
    return { id: uuid(seed, key, nth), name, kind: 'park', shape: shapeOf(sides) }
  }
}
