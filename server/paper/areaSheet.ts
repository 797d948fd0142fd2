import type { Band } from '#core/plan/plan.ts'
import type { MapContent, MapGrid } from './mapContent.ts'
import type { TableColumn } from './table.ts'

/** A community's grids as the wall map shows them, published at one moment. */
export interface AreaSheet {
  /** 矿区 沙坪街道 沙沟社区, and the last of it. */
  readonly place: string
  readonly name: string
  /** The day that the map is of, and the day it was printed. */
  readonly on: string
  readonly printedOn: string
  readonly official: string
  readonly band: Band
  readonly content: MapContent
}

/** A3, landscape: the map's place on the page, in points; and the size of its labels. */
export const SHEET_MAP = { x: 40, y: 92, width: 826, height: 704 }
export const SHEET_LABEL_SIZE = 12
export const LEGEND_NOTE = '颜色与斜线表示户数规模，单位：户'

export const sheetTitle = ({ name }: AreaSheet): string => `${name}网格分布示意图`
export const sheetNote = ({ on, printedOn }: AreaSheet): string =>
  `数据日期 ${on}　打印日期 ${printedOn}　坐标系 CGCS2000`

type CodeRow = Pick<MapGrid, 'code' | 'name' | 'households' | 'buildings'>

/** 网格编码表. */
export const CODES: readonly TableColumn<CodeRow>[] = [
  { header: '网格编码', width: 96, of: ({ code }) => code },
  { header: '网格名称', width: 86, of: ({ name }) => name },
  { header: '户数', width: 44, align: 'right', of: ({ households }) => String(households) },
  { header: '楼栋', width: 40, align: 'right', of: ({ buildings }) => String(buildings) },
]

/** Every grid, and their sum. */
export function codeRows({ content: { grids } }: AreaSheet): CodeRow[] {
  const sum = (of: (grid: MapGrid) => number) => grids.reduce((total, grid) => total + of(grid), 0)
  const households = sum((grid) => grid.households)
  const buildings = sum((grid) => grid.buildings)
  return [...grids, { code: '合计', name: '', households, buildings }]
}
