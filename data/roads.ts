import { lineOnGround } from './ground.ts'
import { ARTERIALS, LANE_ENDINGS, RAILWAY, ROAD_PREFIXES } from './names/words.ts'
import { type Cut, sizeM } from './plots.ts'
import { random, uuid } from './random.ts'
import type { Town } from './town.ts'
import { ALONG, BAND, type Valley } from './valley.ts'
import type { WorldRoad } from './world.ts'

/** Every road of the town: the long lines, the roads between communities and grids, the lanes between blocks. */
export function roadsOf(town: Town, lanes: readonly Cut[], key: string, seed: number): WorldRoad[] {
  const source = random(seed, 'roads', key)
  const { valley } = town
  const names = source.shuffled(
    ROAD_PREFIXES.flatMap((prefix) => ['路', '街'].map((ending) => `${prefix}${ending}`)),
  )
  let named = 0
  let arterials = 0
  const roads: Omit<WorldRoad, 'id'>[] = []
  for (const { across, kind } of town.longLines) {
    if (kind === 'river') continue
    const line = lineOnGround({ along: 0, across }, { along: ALONG, across }, valley)
    const name =
      kind === 'arterial'
        ? ARTERIALS[arterials++ % ARTERIALS.length]!
        : kind === 'railway'
          ? RAILWAY
          : names[named++ % names.length]!
    roads.push({ name, class: kind, line })
  }
  for (const cut of joined([...town.cuts, ...lanes])) {
    const line = lineOnGround(cut.from, cut.to, valley)
    const lane = cut.rank === 'lane' || (cut.rank === 'grid' && lengthM(cut, valley) < 150)
    roads.push(
      lane
        ? { name: `${source.pick(ROAD_PREFIXES)}${source.pick(LANE_ENDINGS)}`, class: 'lane', line }
        : { name: names[named++ % names.length]!, class: 'minor', line },
    )
  }
  return roads.map((road, i) => ({ id: uuid(seed, 'road', key, i), ...road }))
}

function lengthM({ from, to }: Cut, valley: Valley): number {
  const [front, depth] = sizeM(
    {
      west: Math.min(from.along, to.along),
      east: Math.max(from.along, to.along),
      north: Math.min(from.across, to.across),
      south: Math.max(from.across, to.across),
    },
    valley,
  )
  return Math.max(front, depth)
}

/** Cuts of one rank that go on in a straight line are one road. */
function joined(cuts: readonly Cut[]): Cut[] {
  const byStart = new Map<string, Cut>()
  const ends = new Set<string>()
  const key = (cut: Cut, end: 'from' | 'to'): string =>
    `${cut.rank === 'lane' ? 'lane' : 'road'} ${cut.from.along === cut.to.along ? 'across' : 'along'} ${cut[end].along} ${cut[end].across}`
  for (const cut of cuts) {
    byStart.set(key(cut, 'from'), cut)
    ends.add(key(cut, 'to'))
  }
  return cuts
    .filter((cut) => !ends.has(key(cut, 'from')))
    .map((first) => {
      let last = first
      for (let next = byStart.get(key(last, 'to')); next; next = byStart.get(key(last, 'to'))) last = next
      return { ...first, to: last.to }
    })
}

/** Class of the busiest road along the edges of a plot, as passers-by. */
export function footfallOf(
  town: Town,
  plot: { north: number; south: number; west: number; east: number },
): number {
  const busy = town.longLines.some(
    ({ across, kind }) => kind === 'arterial' && (across === plot.north || across === plot.south),
  )
  const edge = plot.north === 0 || plot.south === town.valley.form.bands * BAND
  return busy ? 6 : edge ? 0.7 : 1.6
}
