import type { TableColumn } from './table.ts'

/** A table on paper, its cells written out. */
export interface Section {
  readonly title: string
  readonly columns: readonly TableColumn<readonly string[]>[]
  readonly rows: readonly (readonly string[])[]
  /** What has to be known to read it, under the table. */
  readonly note?: string
}

export const sectionOf = <T>(
  title: string,
  columns: readonly TableColumn<T>[],
  rows: readonly T[],
): Section => ({
  title,
  columns: columns.map((column, n) => ({ ...column, of: (cells) => cells[n] ?? '' })),
  rows: rows.map((row) => columns.map(({ of }) => of(row))),
})

/** What is handed out as a title, facts and tables on A4. */
export interface SectionedPaper {
  readonly title: string
  /** Of which place it is. */
  readonly place: string
  /** Of the file, and at the foot of every page. */
  readonly name: string
  /** What makes it official. */
  readonly official: string
  readonly facts: readonly (readonly [string, string])[]
  readonly sections: readonly Section[]
}

/** The sections as they are printed: an empty one says so. */
export const printedSections = ({ sections }: SectionedPaper): Section[] =>
  sections.map((one) => (one.rows.length > 0 ? one : { ...one, rows: [['（无）']] }))

const MINUTE_MS = 60_000
const HOUR_MIN = 60
/** 45 秒, 12.5 分, 7.2 小时. */
export function lengthOf(ms: number | null): string {
  if (ms === null) return '—'
  if (ms < 2 * MINUTE_MS) return `${Math.round(ms / 1000)} 秒`
  const minutes = ms / MINUTE_MS
  return minutes < 2 * HOUR_MIN ? `${minutes.toFixed(1)} 分` : `${(minutes / HOUR_MIN).toFixed(1)} 小时`
}

/** 87.5%（7/8）. */
export const share = (part: number, whole: number, ofNone: string): string =>
  whole === 0 ? ofNone : `${((100 * part) / whole).toFixed(1)}%（${part}/${whole}）`
