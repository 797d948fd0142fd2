import writeXlsxFile from 'write-excel-file/node'
import type { ChangeNotice, MovedBuilding, NoticeBeat, NoticeRow } from './changeNotice.ts'
import { bandWords } from './words.ts'
import { type SheetColumn, sheetOf } from './workbook.ts'

const bandOrExclusive = ({ isExclusive }: NoticeRow, band: NoticeRow['bandAfter']): string =>
  isExclusive ? '专属' : bandWords[band]

const BALANCE: readonly SheetColumn<NoticeRow>[] = [
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

const MOVED: readonly SheetColumn<MovedBuilding>[] = [
  { header: '楼栋编码', width: 20, of: ({ code }) => code },
  { header: '楼栋名称', width: 24, of: ({ name }) => name },
  { header: '户数', width: 8, of: ({ households }) => households },
  { header: '原网格', width: 16, of: ({ from }) => from },
  { header: '现网格', width: 16, of: ({ to }) => to },
]

const BEATS: readonly SheetColumn<NoticeBeat>[] = [
  { header: '警格编码', width: 18, of: ({ code }) => code },
  { header: '警格名称', width: 26, of: ({ name }) => name },
  { header: '面积平方米（前）', width: 17, of: ({ before }) => Math.round(before?.areaM2 ?? 0) },
  { header: '面积平方米（后）', width: 17, of: ({ after }) => Math.round(after?.areaM2 ?? 0) },
  { header: '本区域户数（前）', width: 17, of: ({ before }) => before?.households ?? 0 },
  { header: '本区域户数（后）', width: 17, of: ({ after }) => after?.households ?? 0 },
  { header: '备注', width: 8, of: ({ before, after }) => (before ? (after ? '' : '撤销') : '新设') },
]

/** The notice as a workbook (XLSX): every grid before and after, the buildings that move, and beats if any change. */
export const noticeWorkbook = ({ rows, moved, beats }: ChangeNotice): Promise<Uint8Array> =>
  writeXlsxFile([
    sheetOf('调整前后', BALANCE, rows, 'with totals'),
    sheetOf('移动楼栋', MOVED, moved, 'with totals'),
    ...(beats.length > 0 ? [sheetOf('警格变更', BEATS, beats, 'with totals')] : []),
  ]).toBuffer()
