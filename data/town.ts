import { type Division, isVillage, type Street } from './divisions.ts'
import { type GridSketch, landM2 } from './grids.ts'
import {
  Crossings,
  type Cut,
  cutOf,
  divided,
  halves,
  inLine,
  lay,
  type Plot,
  type Roadworks,
  weightOf,
} from './plots.ts'
import type { Random } from './random.ts'
import { SHAGOU, shagouPlots } from './shagou.ts'
import { ALONG, BAND, type Stretch, type Valley, type ValleyForm, valley } from './valley.ts'

/** A grid on its ground: one plot, or two that make an L. */
export interface Lot {
  readonly sketch: GridSketch
  readonly division: Division
  readonly street: Street
  readonly plots: readonly Plot[]
}

export interface Town {
  readonly valley: Valley
  /** In the order of their sequence numbers within each community. */
  readonly lots: readonly Lot[]
  readonly cuts: readonly Cut[]
  /** The arterial, railway and other lines that run the length of the valley, by their `across`. */
  readonly longLines: readonly LongLine[]
}
interface LongLine {
  readonly across: number
  readonly kind: 'arterial' | 'railway' | 'river' | 'minor'
}

/** Roads between communities that would end this near to each other on a long line meet there. */
const CROSSING_M = 20

interface Weighed {
  readonly weight: number
  readonly sketch: GridSketch
}
interface Quarter {
  readonly weight: number
  readonly division: Division
  readonly grids: readonly Weighed[]
}

/** Ground that every grid has besides its buildings: roads, yards, slopes. */
const COMMON_GROUND_M2 = 13_000

/**
 * Lays the district out: streets one after the other along the valley, communities in the bands between the
 * arterial and the river, grids as blocks between roads, each with ground in proportion to what it has to hold.
 */
export function laidOut(
  streets: readonly Street[],
  sketches: ReadonlyMap<string, readonly GridSketch[]>,
  form: ValleyForm,
  random: Random,
): Town {
  const rows = streets.map((street) => {
    const quarters = street.communities.map((division) => quarterOf(division, sketches.get(division.code)!))
    return { street, weight: weightOf(quarters), bands: inBands(quarters, form.bands, random) }
  })
  const whole: Plot = { west: 0, east: ALONG, north: 0, south: form.bands * BAND }
  const placed = inLine(whole, rows)
  const stretches = placed.map(({ item, plot }): Stretch => {
    const shares = item.bands.map((band) => weightOf(band) / item.weight)
    return { from: plot.west, to: plot.east, shares }
  })
  const works: Roadworks = { valley: valley(form, stretches, random), crossings: new Crossings(), cuts: [] }
  const longLines = longLinesOf(form)
  const spines = longLines.map(({ across }) => across)
  const lots: Lot[] = []

  for (const { item, plot } of placed) {
    item.bands.forEach((quarters, band) => {
      const strip: Plot = { ...plot, north: band * BAND, south: (band + 1) * BAND }
      let west = strip.west
      for (const { item: quarter, plot: share } of inLine(strip, quarters)) {
        const last = share.east === strip.east
        const reach = (CROSSING_M * ALONG) / form.lengthM
        const east = last ? share.east : works.crossings.settled(strip, 'along', share.east, reach)
        const ground: Plot = { ...share, west, east }
        west = east
        if (east < ALONG) lay(cutOf(ground, 'along', east, 'community'), works)
        const place = { division: quarter.division, street: item.street }
        if (quarter.division.code === SHAGOU) {
          const shagou = shagouPlots(ground, works.valley)
          works.cuts.push(...shagou.cuts)
          shagou.plots.forEach((it, i) => {
            lots.push({ ...place, sketch: quarter.grids[i]!.sketch, plots: [it] })
          })
          continue
        }
        const spine = spines.find((across) => across > ground.north && across < ground.south)
        for (const { part, grids } of spine === undefined
          ? [{ part: ground, grids: quarter.grids }]
          : alongSpine(ground, spine, quarter.grids))
          for (const { item: it, plots } of divided(part, grids, works, random))
            lots.push({ ...place, sketch: it.sketch, plots })
      }
    })
  }
  return { valley: works.valley, lots, cuts: works.cuts, longLines }
}

function quarterOf(division: Division, sketches: readonly GridSketch[]): Quarter {
  const grids = sketches.map((sketch): Weighed => {
    const need = sketch.houses.reduce((sum, house) => sum + landM2(house), 0)
    return { sketch, weight: COMMON_GROUND_M2 + 1.35 * need + EXTRA_M2[sketch.purpose ?? 'none'] }
  })
  return { division, grids, weight: weightOf(grids) }
}
const EXTRA_M2 = { mine: 30_000, park: 28_000, school: 14_000, hospital: 6_000, market: 0, none: 0 } as const

/** Communities by band, about equal in weight; villages on the two hillsides, 沙沟社区 on the northern one. */
function inBands(quarters: readonly Quarter[], bands: number, random: Random): Quarter[][] {
  const rows: Quarter[][] = Array.from({ length: bands }, () => [])
  const outer = [0, bands - 1]
  const lightest = (among: readonly number[]): number =>
    among.reduce((a, b) => (weightOf(rows[b]!) < weightOf(rows[a]!) ? b : a))
  const all = rows.map((_, i) => i)
  const order = [...random.shuffled(quarters)].sort((a, b) => rank(a) - rank(b) || b.weight - a.weight)
  for (const quarter of order) {
    const band = quarter.division.code === SHAGOU ? 0 : lightest(isVillage(quarter.division) ? outer : all)
    rows[band]!.push(quarter)
  }
  return rows.map((row) => random.shuffled(row))
}
const rank = ({ division }: Quarter): number => (division.code === SHAGOU ? 0 : isVillage(division) ? 1 : 2)

/** Long lines between bands (arterial and river) and in the middle of bands (railway, southern arterial). */
function longLinesOf(form: ValleyForm): LongLine[] {
  const lines: LongLine[] = []
  for (let band = 0; band < form.bands; band++) {
    if (band > 0) lines.push({ across: band * BAND, kind: band === form.river ? 'river' : 'arterial' })
    if (band === form.river - 1) lines.push({ across: (band + 0.5) * BAND, kind: 'railway' })
    else if (band >= form.river)
      lines.push({ across: (band + 0.5) * BAND, kind: band === form.river ? 'arterial' : 'minor' })
  }
  return lines
}

/** The community's grids north and south of a long line that runs through it, half its weight each. */
function alongSpine(
  ground: Plot,
  spine: number,
  grids: readonly Weighed[],
): { part: Plot; grids: readonly Weighed[] }[] {
  const [north, south] = halves(ground, 'across', spine)
  const half = weightOf(grids) / 2
  let split = 0
  let weight = 0
  while (split < grids.length - 1 && (split === 0 || weight + grids[split]!.weight / 2 < half))
    weight += grids[split++]!.weight
  return [
    { part: north, grids: grids.slice(0, split) },
    { part: south, grids: grids.slice(split) },
  ]
}
