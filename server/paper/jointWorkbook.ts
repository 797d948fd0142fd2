import writeXlsxFile, { type Sheet } from 'write-excel-file/node'
import type { FlowTold } from '../contract/exchange.ts'
import { alignmentRows, FLOWS_NOTE, flowRows, jointSections, type PrintedJointReport } from './jointTables.ts'
import type { Section } from './sections.ts'
import { type SheetColumn, sheetOf } from './workbook.ts'

type Cells = readonly (string | number)[]

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

const inHours = (ms: number | null | undefined) => (ms == null ? '' : Math.round(ms / 36_000) / 100)
const FLOW = ['派出所、警格', '移交', '已应答', '已办结', '待移交', '未结'].concat([
  ...['应答中位数（小时）', '应答九成（小时）', '办结中位数（小时）', '办结九成（小时）'],
])
const flowCells = (name: string, { toAnswer, toClose, ...counts }: FlowTold): Cells => {
  const { handed, answered, closed, waiting, open } = counts
  return [
    name,
    ...[handed, answered, closed, waiting, open].map((count) => count ?? '＜3'),
    ...[toAnswer, toClose].flatMap((one) => [inHours(one?.medianMs), inHours(one?.p90Ms)]),
  ]
}

/** The joint report 警网联席月报 as a workbook (XLSX): numbers as numbers, lengths of time in hours. */
export function jointWorkbook({ report }: PrintedJointReport): Promise<Uint8Array> {
  const [, changes, faults, , , parts] = jointSections(report) as [
    ...[Section, Section, Section, Section, Section, Section],
  ]
  const flows = (way: 'toPolice' | 'toGrids'): Cells[] => [
    ...flowRows(report, way).map(({ name, flow }) => flowCells(name, flow)),
    [FLOWS_NOTE],
  ]
  return writeXlsxFile([
    table(
      '对应',
      ['网格', '上月末', '本月末'],
      alignmentRows(report).map(({ name, now, before }) => [name, before ?? '', now]),
    ),
    written('错位变化', changes),
    written('人员缺岗', faults),
    table('移送公安', FLOW, flows('toPolice')),
    table('回流网格', FLOW, flows('toGrids')),
    written('派出所和警格', parts),
  ]).toBuffer()
}
