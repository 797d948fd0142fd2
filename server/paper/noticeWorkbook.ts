import writeXlsxFile, { type Cell, type Row, type Sheet } from 'write-excel-file/node'
import { cellText } from './cellText.ts'
import type { ChangeNotice, MovedBuilding, NoticeRow } from './changeNotice.ts'
import { bandWords } from './words.ts'

interface Column<T> {
  readonly header: string
  /** In characters of the sheet's own face. */
  readonly width: number
  readonly of: (row: T) => string | number
}

const bandOrExclusive = ({ isExclusive }: NoticeRow, band: NoticeRow['bandAfter']): string =>
  isExclusive ? '专属' : bandWords[band]

const BALANCE: readonly Column<NoticeRow>[] = [
  { header: '网格编码', width: 18, of: ({ code }) => code },
  { header: '网格名称', width: 16, of: ({ name }) => name },
  { header: '户数（前）', width: 11, of: (row) => row.householdsBefore },
  { header: '户数（后）', width: 11, of: (row) => row.householdsAfter },
  { header: '户数增减', width: 10, of: (row) => row.householdsAfter - row.householdsBefore },
  { header: '楼栋（前）', width: 11, of: (row) => row.buildingsBefore },
  { header: '楼栋（后）', width: 11, of: (row) => row.buildingsAfter },
  { header: '楼栋增减', width: 10, of: (row) => row.buildingsAfter - row.buildingsBefore },
  { header: '单位商铺（前）', width: 15, of: (row) => row.placesBefore },
  { header: '单位商铺（后）', width: 15, of: (row) => row.placesAfter },
  { header: '单位商铺增减', width: 14, of: (row) => row.placesAfter - row.placesBefore },
  { header: '面积平方米（前）', width: 17, of: (row) => Math.round(row.areaM2Before) },
  { header: '面积平方米（后）', width: 17, of: (row) => Math.round(row.areaM2After) },
  {
    header: '面积增减',
    width: 10,
    of: (row) => Math.round(row.areaM2After) - Math.round(row.areaM2Before),
  },
  { header: '规模（前）', width: 11, of: (row) => (row.isNew ? '' : bandOrExclusive(row, row.bandBefore)) },
  { header: '规模（后）', width: 11, of: (row) => (row.retired ? '' : bandOrExclusive(row, row.bandAfter)) },
  { header: '备注', width: 8, of: (row) => (row.isNew ? '新设' : row.retired ? '撤销' : '') },
]

const MOVED: readonly Column<MovedBuilding>[] = [
  { header: '楼栋编码', width: 20, of: ({ code }) => code },
  { header: '楼栋名称', width: 24, of: ({ name }) => name },
  { header: '户数', width: 8, of: ({ households }) => households },
  { header: '原网格', width: 16, of: ({ from }) => from },
  { header: '现网格', width: 16, of: ({ to }) => to },
]

/** The notice as a workbook (XLSX) with two sheets: every grid before and after, and the buildings that move. */
export const noticeWorkbook = ({ rows, moved }: ChangeNotice): Promise<Uint8Array> =>
  writeXlsxFile([sheetOf('调整前后', BALANCE, rows), sheetOf('移动楼栋', MOVED, moved)]).toBuffer()

function sheetOf<T>(name: string, columns: readonly Column<T>[], rows: readonly T[]): Sheet<Buffer> {
  const header = columns.map((column): Cell => ({ value: column.header, fontWeight: 'bold' }))
  const cells = rows.map((row) => columns.map((column) => column.of(row)))
  return {
    sheet: name,
    data: [header, ...[...cells, totals(cells)].map((row): Row => row.map(cellOf))],
    columns: columns.map(({ width }) => ({ width })),
    stickyRowsCount: 1,
  }
}

/** Every number added up over its column, after the word for it. */
const totals = (cells: readonly (readonly (string | number)[])[]): (string | number)[] =>
  (cells[0] ?? []).map((first, i) => {
    if (i === 0) return '合计'
    return typeof first === 'number' ? cells.reduce((sum, row) => sum + Number(row[i]), 0) : ''
  })

const cellOf = (value: string | number): Cell =>
  typeof value === 'number' ? { value, type: Number } : { value: cellText(value), type: String }
