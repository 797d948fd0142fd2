import type { Alignment, Mismatch } from '../../beat/alignment.ts'
import { alignments, type DraftBeat, published } from '../../beat/draft.ts'
import { overlay, uncoveredBy } from '../../beat/overlay.ts'
import { interiorPoint } from '../../geometry/geos.ts'
import { type Polygon, type Position, type Shape, toDegrees } from '../../geometry/lattice.ts'
import { boxesMeet, boxOf, ringsOf } from '../../geometry/shape.ts'
import { beatsOf, gridsOf } from '../change.ts'
import type { Finding, FindingCode } from '../commands.ts'
import type { Grid, Plan } from '../plan.ts'
import { type Check, largestFirst, placeIn } from './subject.ts'

const CODES: Readonly<Record<Mismatch, FindingCode>> = {
  two_beats: 'grid_in_two_beats',
  no_beat: 'grid_without_beat',
  other_station: 'grid_off_station',
}

/**
 * A grid does not lie in one beat of its own street's station, and the plan changed how it lies: it redrew the grid
 * or a beat. Silent where no beat is known at all.
 * ```
 *   A A | A        the line is the edge of a beat: A lies in two
 * ```
 */
export const gridInItsBeat: Check = ({ plan, grids }) => {
  if (beatsOf(plan).length === 0) return []
  const [now, before] = [alignments(plan), alignments(published(plan))]
  const concerned = new Set([...grids, ...gridsUnderChangedBeats(plan)])
  return [...concerned].flatMap((grid): Finding[] => {
    const [is, was] = [now(grid.id), before(grid.id)]
    if (!is?.mismatch || (was && inShort(is) === inShort(was))) return []
    return [
      {
        ...{ code: CODES[is.mismatch], severity: 'warning', grid: grid.id },
        ...{ beats: sharesOf(is), at: placeOf(plan, grid, is) },
      },
    ]
  })
}

/** How a grid lies, to a ten-thousandth: noding may move an edge by half a centimetre. */
const inShort = (alignment: Alignment<DraftBeat>): string =>
  JSON.stringify(sharesOf(alignment), (_, value) =>
    typeof value === 'number' ? Math.round(value * 1e4) : value,
  )

function gridsUnderChangedBeats(plan: Plan): Grid[] {
  const boxes = [...plan.beats].flatMap(([id, after]) =>
    [plan.base.beats.get(id), after].flatMap((beat) => (beat ? [boxOf(ringsOf(beat.shape))] : [])),
  )
  if (boxes.length === 0) return []
  return gridsOf(plan).filter(({ shape }) => {
    const box = boxOf(ringsOf(shape))
    return boxes.some((other) => boxesMeet(box, other))
  })
}

/** Slivers are not worth a word. */
const sharesOf = ({ beats, uncovered }: Alignment<DraftBeat>): NonNullable<Finding['beats']> => [
  ...beats.flatMap(({ name, shareOfArea, shareOfHouseholds, sliver }) =>
    sliver ? [] : [{ name, shareOfArea, shareOfHouseholds }],
  ),
  ...(uncovered && !uncovered.sliver
    ? [
        {
          name: null,
          shareOfArea: uncovered.shareOfArea,
          shareOfHouseholds: uncovered.shareOfHouseholds,
        },
      ]
    : []),
]

/** Inside the largest piece outside its main beat; of a grid that is wrong as a whole, inside the grid. */
function placeOf(plan: Plan, grid: Grid, { mismatch, beats }: Alignment<DraftBeat>): Position {
  if (mismatch !== 'two_beats') return placeIn(grid)
  const pieces = overlay(grid.shape, beatsOf(plan))
  const outside: Shape = [
    ...pieces.flatMap(({ beat, shape }) => (beat.id === beats[0]?.beat ? [] : shape)),
    ...uncoveredBy(grid.shape, pieces),
  ]
  const largest: Polygon | undefined = largestFirst(outside)[0]
  return largest ? toDegrees(interiorPoint(largest)) : placeIn(grid)
}
