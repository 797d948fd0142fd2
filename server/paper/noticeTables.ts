import type { ChangeNotice, MovedBuilding, NoticeBeat, NoticeMap, NoticeRow } from './changeNotice.ts'
import type { TableColumn } from './table.ts'
import { bandWords, levelWords, signed, statusWords } from './words.ts'

/** What the change notice says in every medium: its facts, its signatures and its tables. */

const HEADS: Record<ChangeNotice['kind'], string> = {
  grids: '网格调整方案',
  beats: '警格调整方案',
  joint: '网格、警格联合调整方案',
}
export const noticeHead = ({ kind }: ChangeNotice): string => HEADS[kind]
export const noticeTitle = (notice: ChangeNotice): string => `${noticeHead(notice)} ${notice.name}`
export const movedTitle = ({ moved }: ChangeNotice): string => `二、移动楼栋（${moved.length} 栋）`
export const beatsTitle = ({ beats, householdsOffBeat }: ChangeNotice): string =>
  `三、警格变更（${beats.length} 个，${householdsOffBeat} 户改属）`
export const mapsTitle = ({ name }: NoticeMap, { beats }: ChangeNotice): string =>
  `${beats.length > 0 ? '四' : '三'}、${name}网格调整前后示意图`

/** Label and value, for two columns. */
export function noticeFacts(notice: ChangeNotice): (readonly [string, string])[] {
  const households = notice.moved.reduce((sum, building) => sum + building.households, 0)
  return [
    ['方案名称', notice.name],
    ['方案状态', statusWords[notice.status]],
    ['生效日期', notice.effectiveOn ?? '发布时确定'],
    ['打印日期', notice.printedOn],
    ['涉及楼栋', `${notice.moved.length} 栋`],
    ['涉及户数', `${households} 户`],
  ]
}

export const REASON_TITLE = '调整理由'
export const reasonOf = ({ reason }: ChangeNotice): string => reason || '（未填写）'

/** One box a level: who signed and when, or room for a signature by hand. */
export const signatureBoxes = ({ signatures }: ChangeNotice): { head: string; said: string; on: string }[] =>
  signatures.map(({ level, name, on }) => ({
    head: `${levelWords[level]}意见`,
    said: name === undefined ? '待签' : `同意　${name}`,
    on: on ?? '　　年　　月　　日',
  }))

type Figures = Omit<NoticeRow, 'grid' | 'areaM2Before' | 'areaM2After'> & { readonly isTotal?: true }

const change = (before: number, after: number) => (before === after ? String(after) : `${before} → ${after}`)
const bandChange = (row: Figures): string => {
  const { isTotal, isNew, isExclusive, retired, bandBefore, bandAfter } = row
  if (isTotal) return ''
  if (isExclusive) return isNew ? '新设 专属' : retired ? '撤销' : '专属'
  if (isNew) return `新设 ${bandWords[bandAfter]}`
  if (retired) return '撤销'
  return bandBefore === bandAfter
    ? bandWords[bandAfter]
    : `${bandWords[bandBefore]} → ${bandWords[bandAfter]}`
}

export const BALANCE_TITLE = '一、网格调整前后'
export const BALANCE: readonly TableColumn<Figures>[] = [
  { header: '网格编码', width: 92, of: ({ code }) => code },
  { header: '网格名称', width: 92, of: ({ name }) => name },
  {
    header: '户数',
    width: 78,
    align: 'right',
    of: (row) => change(row.householdsBefore, row.householdsAfter),
  },
  {
    header: '增减',
    width: 46,
    align: 'right',
    of: (row) => signed(row.householdsAfter - row.householdsBefore),
  },
  { header: '楼栋', width: 60, align: 'right', of: (row) => change(row.buildingsBefore, row.buildingsAfter) },
  { header: '单位商铺', width: 60, align: 'right', of: (row) => change(row.placesBefore, row.placesAfter) },
  { header: '户数规模', width: 71, align: 'right', of: bandChange },
]

export const MOVED: readonly TableColumn<MovedBuilding>[] = [
  { header: '楼栋编码', width: 106, of: ({ code }) => code },
  { header: '楼栋名称', width: 143, of: ({ name }) => name },
  { header: '户数', width: 50, align: 'right', of: ({ households }) => String(households) },
  { header: '原网格', width: 100, of: ({ from }) => from },
  { header: '现网格', width: 100, of: ({ to }) => to },
]

const hectares = ({ areaM2 }: { readonly areaM2: number }): string => (areaM2 / 10_000).toFixed(1)
const beatChange = (
  { before, after }: NoticeBeat,
  said: (figures: NonNullable<NoticeBeat['after']>) => string,
): string => {
  const [was, is] = [before ? said(before) : '新设', after ? said(after) : '撤销']
  return was === is ? is : `${was} → ${is}`
}

export const BEATS: readonly TableColumn<NoticeBeat>[] = [
  { header: '警格编码', width: 106, of: ({ code }) => code },
  { header: '警格名称', width: 163, of: ({ name }) => name },
  { header: '面积（公顷）', width: 110, align: 'right', of: (row) => beatChange(row, hectares) },
  {
    header: '本区域户数',
    width: 120,
    align: 'right',
    of: (row) => beatChange(row, ({ households }) => String(households)),
  },
]

/** The grids of the communities that the plan touches, and their sum: the workbook has every grid. */
export function balanceRows({ rows }: ChangeNotice, maps: readonly NoticeMap[]): Figures[] {
  const touched = rows.filter(({ code }) => maps.some((map) => code.startsWith(map.code)))
  const sum = (of: (row: NoticeRow) => number) => touched.reduce((total, row) => total + of(row), 0)
  const total: Figures = {
    ...{ code: '合计', name: '', isTotal: true, retired: false, isNew: false, isExclusive: false },
    householdsBefore: sum((row) => row.householdsBefore),
    householdsAfter: sum((row) => row.householdsAfter),
    buildingsBefore: sum((row) => row.buildingsBefore),
    buildingsAfter: sum((row) => row.buildingsAfter),
    placesBefore: sum((row) => row.placesBefore),
    placesAfter: sum((row) => row.placesAfter),
    ...{ bandBefore: 'in', bandAfter: 'in' },
  }
  return [...touched, total]
}

/** What stands over each of the two maps of a community. */
export const mapNote = (hasMarks: boolean, denominator: number): string =>
  `${hasMarks ? '深色：移动的楼栋　' : ''}比例尺 1:${denominator}　上北下南`
