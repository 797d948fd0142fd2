/** How a grid lies in the police beats: in one, in several or partly in none, or in none at all. */
export type AlignmentClass = 'full' | 'partial' | 'none'
/** What is wrong with it; `two_beats`: it does not lie wholly in one. */
export type Mismatch = 'no_beat' | 'two_beats' | 'other_station'

/** What of a grid lies somewhere. Incidents are those of a year. */
export interface Ground {
  readonly areaM2: number
  readonly buildings: number
  readonly households: number
  readonly incidents: number
}
/** The same beside the whole grid. */
interface Share extends Ground {
  /** 0–1 of the grid's area on the ellipsoid. */
  readonly shareOfArea: number
  /** 0–1; 0 where the grid has no households. */
  readonly shareOfHouseholds: number
  /** Under 1 % of the area and without a building: noise of digitising, which does not count. */
  readonly sliver: boolean
}

/** A beat as an alignment names it. */
export interface BeatLabel {
  readonly beat: string
  readonly code: string
  /** The 9 digits of its station's street. */
  readonly street: string
}

export interface Alignment<B extends BeatLabel> {
  readonly class: AlignmentClass
  readonly mismatch: Mismatch | null
  /** Whether its main beat is of the station of its own street; null where it has none. */
  readonly station: 'own' | 'other' | null
  /** The main beat first: most households, then most ground; slivers last. */
  readonly beats: readonly (B & Share)[]
  /** Ground in no beat. */
  readonly uncovered: Share | null
}

/** A smaller share of a grid is a sliver, unless a building stands on it. */
const SLIVER = 0.01
/** Less ground than this is no ground, but what the lattice rounds. */
const ROUNDING_M2 = 0.01

/**
 * Classifies a grid by what of it lies in each beat; what lies in none is the rest. Exactly one beat that counts and
 * no rest that counts is `full`, no beat that counts `none`. Beats without ground in the grid are left out.
 */
export function aligned<B extends BeatLabel>(
  grid: Ground & { readonly community: string },
  parts: readonly (B & Ground)[],
): Alignment<B> {
  const shareOf = (ground: Ground): Share => ({
    ...only(ground),
    shareOfArea: grid.areaM2 === 0 ? 0 : ground.areaM2 / grid.areaM2,
    shareOfHouseholds: grid.households === 0 ? 0 : ground.households / grid.households,
    sliver: ground.areaM2 < SLIVER * grid.areaM2 && ground.buildings === 0,
  })
  const beats = parts
    .filter(isGround)
    .map((part) => ({ ...part, ...shareOf(part) }))
    .sort(mainFirst)
  const rest = beats.reduce<Ground>(without, grid)
  const uncovered = isGround(rest) ? shareOf({ ...rest, areaM2: Math.max(0, rest.areaM2) }) : null

  const counting = beats.filter(({ sliver }) => !sliver)
  const [main] = counting
  if (!main) return { class: 'none', mismatch: 'no_beat', station: null, beats, uncovered }
  const isPartial = counting.length > 1 || uncovered?.sliver === false
  const isOwn = grid.community.startsWith(main.street)
  return {
    class: isPartial ? 'partial' : 'full',
    mismatch: isPartial ? 'two_beats' : isOwn ? null : 'other_station',
    station: isOwn ? 'own' : 'other',
    beats,
    uncovered,
  }
}

const mainFirst = (a: BeatLabel & Share, b: BeatLabel & Share): number =>
  Number(a.sliver) - Number(b.sliver) ||
  b.households - a.households ||
  b.areaM2 - a.areaM2 ||
  (a.code < b.code ? -1 : 1)
const isGround = ({ areaM2, buildings }: Ground): boolean => areaM2 > ROUNDING_M2 || buildings > 0
const only = ({ areaM2, buildings, households, incidents }: Ground): Ground => ({
  ...{ areaM2, buildings, households, incidents },
})
const without = (whole: Ground, part: Ground): Ground => ({
  areaM2: whole.areaM2 - part.areaM2,
  buildings: whole.buildings - part.buildings,
  households: whole.households - part.households,
  incidents: whole.incidents - part.incidents,
})
