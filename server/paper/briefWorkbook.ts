import writeXlsxFile, { type Sheet } from 'write-excel-file/node'
import { BRIEF_FIGURES } from '#core/incident/shiftBrief.ts'
import {
  briefParts,
  FIGURE_WORDS,
  handoverSection,
  PARTED_WORDS,
  type PrintedBrief,
  pressingSection,
  timeRows,
} from './briefTables.ts'
import type { Section } from './sections.ts'
import { type SheetColumn, sheetOf } from './workbook.ts'

type Cells = readonly (string | number)[]

const inMinutes = (ms: number | null) => (ms === null ? '' : Math.round(ms / 6_000) / 10)

/**
 * The brief of a shift as a workbook (XLSX): its figures, lengths of time in minutes, parts, what is overdue, the
 * cases behind each figure by number, and the hand-overs.
 */
export function briefWorkbook(printed: PrintedBrief): Promise<Uint8Array> {
  const { figures } = printed.brief
  const times = timeRows(printed.brief).map(
    ({ name, count, medianMs, p90Ms }): Cells => [name, count, inMinutes(medianMs), inMinutes(p90Ms)],
  )
  const parts = briefParts(printed.brief).flatMap(({ header, rows }) =>
    rows.map(({ name, counts }): Cells => [header, name, ...counts.map((count) => count ?? '＜3')]),
  )
  const cases = BRIEF_FIGURES.flatMap((figure) =>
    figures[figure].cases.map((number): Cells => [FIGURE_WORDS[figure], number]),
  )
  return writeXlsxFile([
    table(
      '指标',
      ['指标', '件数'],
      BRIEF_FIGURES.map((figure) => [FIGURE_WORDS[figure], figures[figure].count]),
    ),
    table('用时', ['环节', '次数', '中位数（分钟）', '九成在此以内（分钟）'], times),
    table('分项', ['分项', '名称', ...PARTED_WORDS], parts),
    written('超期和红牌', pressingSection(printed)),
    table('指标案件', ['指标', '案件编号'], cases),
    written('交接班', handoverSection(printed)),
  ]).toBuffer()
}

const WIDTH = 18
const table = (name: string, headers: readonly string[], rows: readonly Cells[]): Sheet<Buffer> =>
  sheetOf(
    name,
    headers.map((header, n): SheetColumn<Cells> => ({ header, width: WIDTH, of: (row) => row[n] ?? '' })),
    rows,
  )
const written = (name: string, { columns, rows }: Section): Sheet<Buffer> =>
  table(
    name,
    columns.map(({ header }) => header),
    rows,
  )
