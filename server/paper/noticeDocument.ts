import type { ChangeNotice, MovedBuilding, NoticeMap, NoticeRow } from './changeNotice.ts'
import type { MapContent } from './mapContent.ts'
import { drawMap, drawPatch } from './mapDrawing.ts'
import { mapFrame } from './mapFrame.ts'
import { BOLD, bytesOf, openedPdf, type Pdf, RULE, SOFT_INK, write } from './pdf.ts'
import { SHADES, shadeText } from './shades.ts'
import { drawTable, type TableColumn } from './table.ts'
import { bandWords, levelWords, signed, statusWords } from './words.ts'

/** A4, portrait, in points. */
const LEFT = 48
const WIDTH = 499
const TOP = 52
const BOTTOM = 776
const FOOT = 796
const LABEL_SIZE = 8.5
const MAP_HEIGHT = 320

/** The change notice 调整方案 as PDF: what changes, who signed, and a page with two maps for each community. */
export function noticeDocument(notice: ChangeNotice, maps: readonly NoticeMap[]): Promise<Uint8Array> {
  const pdf = openedPdf('A4', 'portrait', `网格调整方案 ${notice.name}`)
  let y = drawHead(pdf, notice)
  y = drawSignatures(pdf, notice, y + 16)
  // Of a whole street only what the plan touches: the workbook has every grid.
  const touched = notice.rows.filter(({ code }) => maps.some((map) => code.startsWith(map.code)))
  y = drawSection(pdf, '一、网格调整前后', BALANCE, [...touched, totalOf(touched)], y + 20)
  drawSection(pdf, `二、移动楼栋（${notice.moved.length} 栋）`, MOVED, notice.moved, y + 20)
  for (const map of maps) drawMaps(pdf, map, notice)
  drawFeet(pdf, notice)
  return bytesOf(pdf)
}

type Figures = Omit<NoticeRow, 'grid' | 'areaM2Before' | 'areaM2After'> & {
  readonly areaM2Before: number
  readonly areaM2After: number
  readonly isTotal?: true
}

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

const BALANCE: readonly TableColumn<Figures>[] = [
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

const MOVED: readonly TableColumn<MovedBuilding>[] = [
  { header: '楼栋编码', width: 106, of: ({ code }) => code },
  { header: '楼栋名称', width: 143, of: ({ name }) => name },
  { header: '户数', width: 50, align: 'right', of: ({ households }) => String(households) },
  { header: '原网格', width: 100, of: ({ from }) => from },
  { header: '现网格', width: 100, of: ({ to }) => to },
]

const SUMMED = [
  'householdsBefore',
  'householdsAfter',
  'buildingsBefore',
  'buildingsAfter',
  'placesBefore',
  'placesAfter',
  'areaM2Before',
  'areaM2After',
] as const

function totalOf(rows: readonly NoticeRow[]): Figures {
  const sums = Object.fromEntries(
    SUMMED.map((key) => [key, rows.reduce((sum, row) => sum + row[key], 0)]),
  ) as Record<(typeof SUMMED)[number], number>
  const labels = {
    code: '合计',
    name: '',
    retired: false,
    isNew: false,
    isExclusive: false,
    isTotal: true,
  } as const
  return { ...sums, ...labels, bandBefore: 'in', bandAfter: 'in' }
}

function drawHead(pdf: Pdf, notice: ChangeNotice): number {
  write(pdf, '网格调整方案', LEFT, TOP, { size: 22, font: BOLD, width: WIDTH, align: 'center' })
  write(pdf, notice.place, LEFT, TOP + 36, { size: 11, colour: SOFT_INK, width: WIDTH, align: 'center' })
  const households = notice.moved.reduce((sum, building) => sum + building.households, 0)
  const facts = [
    ['方案名称', notice.name],
    ['方案状态', statusWords[notice.status]],
    ['生效日期', notice.effectiveOn ?? '发布时确定'],
    ['打印日期', notice.printedOn],
    ['涉及楼栋', `${notice.moved.length} 栋`],
    ['涉及户数', `${households} 户`],
  ] as const
  const y = TOP + 66
  for (const [i, [label, value]] of facts.entries()) {
    const [x, line] = [LEFT + (i % 2) * (WIDTH / 2), y + Math.floor(i / 2) * 18]
    write(pdf, label, x, line, { size: 9.5, colour: SOFT_INK })
    write(pdf, value, x + 56, line, { size: 9.5, width: WIDTH / 2 - 62 })
  }
  return y + 3 * 18
}

/** One box a level: who signed and when, or room for a signature by hand. */
function drawSignatures(pdf: Pdf, { signatures }: ChangeNotice, y: number): number {
  const width = WIDTH / signatures.length
  for (const [i, { level, name, on }] of signatures.entries()) {
    const x = LEFT + i * width
    pdf.rect(x, y, width, 54).lineWidth(0.5).stroke(RULE)
    write(pdf, `${levelWords[level]}意见`, x + 6, y + 4, { size: 8.5, colour: SOFT_INK })
    write(pdf, name === undefined ? '待签' : `同意　${name}`, x + 6, y + 20, { size: 9.5, width: width - 12 })
    write(pdf, on ?? '　　年　　月　　日', x + 6, y + 37, {
      ...{ size: 8.5, colour: SOFT_INK, width: width - 12 },
      align: 'right',
    })
  }
  return y + 54
}

function drawSection<T>(
  pdf: Pdf,
  title: string,
  columns: readonly TableColumn<T>[],
  rows: readonly T[],
  from: number,
): number {
  let y = from
  if (y + 60 > BOTTOM) {
    pdf.addPage()
    y = TOP
  }
  write(pdf, title, LEFT, y, { size: 12, font: BOLD })
  const place = { x: LEFT, y: y + 22, bottom: BOTTOM, top: TOP, nextPage: () => void pdf.addPage() }
  return drawTable(pdf, columns, rows, place)
}

/** A page: the community as it was above, as it will be below, in one scale. */
function drawMaps(pdf: Pdf, { name, before, after }: NoticeMap, notice: ChangeNotice): void {
  pdf.addPage()
  write(pdf, `三、${name}网格调整前后示意图`, LEFT, TOP - 6, { size: 12, font: BOLD })
  drawOne(pdf, '调整前', before, TOP + 18)
  drawOne(pdf, '调整后', after, TOP + 18 + MAP_HEIGHT + 34)
  const y = BOTTOM - 8
  for (const [i, shade] of SHADES.entries()) {
    const x = LEFT + i * (WIDTH / SHADES.length)
    drawPatch(pdf, { x, y, width: 16, height: 10 }, shade)
    write(pdf, shadeText(shade, notice.band), x + 20, y - 0.5, { size: 8 })
  }
}

function drawOne(pdf: Pdf, title: string, content: MapContent, y: number): void {
  const shapes = content.grids.map(({ shape }) => shape)
  const frame = mapFrame(shapes, { x: LEFT, y: y + 16, width: WIDTH, height: MAP_HEIGHT })
  write(pdf, title, LEFT, y - 1, { size: 10, font: BOLD })
  const marks = content.marked.length > 0 ? '深色：移动的楼栋　' : ''
  write(pdf, `${marks}比例尺 1:${frame.denominator}　上北下南`, LEFT, y, {
    ...{ size: 8, colour: SOFT_INK, width: WIDTH },
    align: 'right',
  })
  drawMap(pdf, frame, content, LABEL_SIZE)
}

/** At the foot of every page: what makes the maps official, and which page it is. */
function drawFeet(pdf: Pdf, { official, name }: ChangeNotice): void {
  const { start, count } = pdf.bufferedPageRange()
  for (let page = start; page < start + count; page++) {
    pdf.switchToPage(page)
    pdf
      .moveTo(LEFT, FOOT)
      .lineTo(LEFT + WIDTH, FOOT)
      .lineWidth(0.4)
      .stroke(RULE)
    const common = { size: 8, colour: SOFT_INK }
    write(pdf, official, LEFT, FOOT + 6, { ...common, width: 150 })
    write(pdf, name, LEFT + 150, FOOT + 6, { ...common, width: WIDTH - 300, align: 'center' })
    const number = `第 ${page - start + 1} 页，共 ${count} 页`
    write(pdf, number, LEFT + WIDTH - 150, FOOT + 6, { ...common, width: 150, align: 'right' })
  }
}
