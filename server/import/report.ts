import type { Position } from '#core/geometry/lattice.ts'

type RowFlaw =
  | 'feature_malformed'
  | 'position_out_of_range'
  | 'ring_not_closed'
  | 'shape_without_area'
  | 'shape_invalid'
  | 'geometry_type'
  | 'code_malformed'
  | 'code_taken'
  | 'code_missing'
  | 'name_missing'
  | 'households_malformed'
  | 'community_unknown'
  | 'community_has_grids'
  | 'street_unknown'
  | 'station_unknown'
  | 'station_has_beats'
  | 'outside_every_grid'
  | 'overlaps_published'
  | 'link_malformed'
  | 'report_malformed'
  | 'report_known'
  | 'report_refused'
  | 'district_missing'

/** One feature that is not taken, with the reason. */
export interface BadRow {
  readonly row: number
  readonly code: RowFlaw
  readonly detail?: string
  readonly at?: Position
}

/** Something that a person should look at before it is stored. */
export interface Doubt {
  readonly code: 'overlap' | 'gap' | 'outside_district' | 'building_cut' | 'community_not_covered'
  /** What it is about: names or codes. */
  readonly about: readonly string[]
  readonly areaM2?: number
  readonly share?: number
  readonly at?: Position
}

/** What an import found: it is shown before anything is stored. */
export interface ImportReport {
  readonly layer: string
  readonly features: number
  readonly accepted: number
  readonly badRows: readonly BadRow[]
  readonly doubts: readonly Doubt[]
  /** Thin overlaps and slits between shapes drawn one by one, closed by the matching. */
  readonly closed: { readonly count: number; readonly areaM2: number }
}

/** Nothing is wrong and nothing doubtful: it can be stored without asking. */
export const isClean = ({ badRows, doubts }: ImportReport): boolean =>
  badRows.length === 0 && doubts.length === 0

const words: Record<RowFlaw | Doubt['code'], string> = {
  feature_malformed: 'not a GeoJSON feature with a point or polygon',
  position_out_of_range: 'the position is not on the globe; is the CRS right, and x before y?',
  ring_not_closed: 'a ring does not end where it began',
  shape_without_area: 'the shape has no area',
  shape_invalid: 'the shape crosses itself or is otherwise not valid',
  geometry_type: 'this layer needs another type of geometry',
  code_malformed: 'the code does not have the digits that it needs',
  code_taken: 'the code is or was in use',
  code_missing: 'a code is needed',
  name_missing: 'a name is needed',
  households_malformed: 'households must be a whole number from 0',
  community_unknown: 'the community is not known; import communities first, or name one with --community',
  community_has_grids: 'the community already has grids; redraw them in a plan',
  street_unknown: 'the street is not known; import communities first, or name it by its 9 digits',
  station_unknown: 'the police station is not known; import stations first',
  station_has_beats: 'the station has beats in another street; retire them in a plan first',
  outside_every_grid: 'the building lies in no grid',
  overlaps_published: 'it covers ground that another community already has',
  link_malformed: 'the link is not an address that begins with http:// or https://',
  report_malformed: 'not a report as the API takes it',
  report_known: 'it was reported before',
  report_refused: 'the report cannot be taken',
  district_missing: 'there is no district yet; import communities first',
  overlap: 'two shapes cover the same ground',
  gap: 'ground between shapes belongs to none of them',
  outside_district: 'more than 30 % of the features lie outside the district; is the CRS right?',
  building_cut: 'a grid boundary runs through the building',
  community_not_covered: 'the grids do not cover exactly the ground of their community',
}

const MOST_LINES = 40
const place = (at: Position | undefined): string => (at ? ` at ${at[0].toFixed(6)}, ${at[1].toFixed(6)}` : '')

/** The report as lines for a terminal. */
export function reportLines(report: ImportReport): string[] {
  const rows = report.badRows.map(
    ({ row, code, detail, at }) =>
      `  row ${row}: ${code}: ${words[code]}${detail ? ` (${detail})` : ''}${place(at)}`,
  )
  const doubts = report.doubts.map(
    ({ code, about, areaM2, share, at }) =>
      `  ${code}: ${words[code]}: ${about.join(', ')}` +
      `${areaM2 === undefined ? '' : `, ${areaM2.toFixed(1)} m²`}` +
      `${share === undefined ? '' : `, ${Math.round(share * 100)} %`}${place(at)}`,
  )
  const { count, areaM2 } = report.closed
  return [
    `${report.layer}: ${report.features} features, ${report.accepted} can be stored`,
    ...(count > 0 ? [`${count} slits and thin overlaps closed, ${areaM2.toFixed(1)} m² in all`] : []),
    ...(rows.length > 0 ? [`${rows.length} rows not taken:`, ...cut(rows)] : []),
    ...(doubts.length > 0 ? [`${doubts.length} places to look at:`, ...cut(doubts)] : []),
  ]
}

const cut = (lines: readonly string[]): string[] =>
  lines.length <= MOST_LINES
    ? [...lines]
    : [...lines.slice(0, MOST_LINES), `  … and ${lines.length - MOST_LINES} more`]
