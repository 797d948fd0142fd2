import type { AreaSheet } from './areaSheet.ts'
import type { MapGrid } from './mapContent.ts'
import { drawMap, drawPatch } from './mapDrawing.ts'
import { type MapFrame, mapFrame, roundLengthM } from './mapFrame.ts'
import { BOLD, bytesOf, INK, openedPdf, type Pdf, RULE, SOFT_INK, write } from './pdf.ts'
import { SHADES, shadeText } from './shades.ts'
import { drawTable, type TableColumn } from './table.ts'

/** A3, landscape, in points. */
const LEFT = 40
const TOP = 34
const FOOT = 808
const MAP = { x: LEFT, y: 92, width: 826, height: 704 }
const LABEL_SIZE = 12
const SIDE = { x: 884, width: 266, bottom: 796 }

/** The map 网格分布示意图 of a community's grids: with legend, scale, north arrow and a table of codes, as PDF. */
export function areaMap(sheet: AreaSheet): Promise<Uint8Array> {
  const { name, place, content, band } = sheet
  const title = `${name}网格分布示意图`
  const pdf = openedPdf('A3', 'landscape', title)
  const whole = SIDE.x + SIDE.width - LEFT
  write(pdf, title, LEFT, TOP - 8, { size: 26, font: BOLD, width: whole, align: 'center' })
  write(pdf, place, LEFT, TOP + 32, { size: 11, colour: SOFT_INK, width: whole, align: 'center' })

  const frame = mapFrame(
    content.grids.map(({ shape }) => shape),
    MAP,
  )
  drawMap(pdf, frame, content, LABEL_SIZE)
  drawNorthArrow(pdf, frame)
  drawScale(pdf, frame)
  drawFoot(pdf, sheet)

  let y = drawLegend(pdf, band)
  write(pdf, '网格编码表', SIDE.x, y + 12, { size: 12, font: BOLD })
  y += 34
  const total = content.grids.reduce((sum, { households }) => sum + households, 0)
  const buildings = content.grids.reduce((sum, grid) => sum + grid.buildings, 0)
  const rows: CodeRow[] = [...content.grids, { code: '合计', name: '', households: total, buildings }]
  const nextPage = () => {
    pdf.addPage()
    drawFoot(pdf, sheet)
  }
  drawTable(pdf, CODES, rows, { x: SIDE.x, y, bottom: SIDE.bottom, top: MAP.y, nextPage })
  return bytesOf(pdf)
}

type CodeRow = Pick<MapGrid, 'code' | 'name' | 'households' | 'buildings'>
const CODES: readonly TableColumn<CodeRow>[] = [
  { header: '网格编码', width: 96, of: ({ code }) => code },
  { header: '网格名称', width: 86, of: ({ name }) => name },
  { header: '户数', width: 44, align: 'right', of: ({ households }) => String(households) },
  { header: '楼栋', width: 40, align: 'right', of: ({ buildings }) => String(buildings) },
]

function drawLegend(pdf: Pdf, band: AreaSheet['band']): number {
  write(pdf, '图例', SIDE.x, MAP.y - 4, { size: 12, font: BOLD })
  const top = MAP.y + 20
  for (const [i, shade] of SHADES.entries()) {
    const [x, y] = [SIDE.x + (i % 2) * (SIDE.width / 2), top + Math.floor(i / 2) * 20]
    drawPatch(pdf, { x, y, width: 26, height: 13 }, shade)
    write(pdf, shadeText(shade, band), x + 32, y - 0.5, { size: 9.5 })
  }
  const lines = top + 3 * 20
  const samples = [
    ['社区界', 1.9, '#16211d'],
    ['网格界', 0.9, '#2c3b36'],
  ] as const
  for (const [i, [text, width, colour]] of samples.entries()) {
    const x = SIDE.x + i * (SIDE.width / 2)
    pdf
      .moveTo(x, lines + 6)
      .lineTo(x + 26, lines + 6)
      .lineWidth(width)
      .stroke(colour)
    write(pdf, text, x + 32, lines - 1.5, { size: 9.5 })
  }
  write(pdf, '颜色与斜线表示户数规模，单位：户', SIDE.x, lines + 18, { size: 8.5, colour: SOFT_INK })
  return lines + 34
}

function drawNorthArrow(pdf: Pdf, { x, y, width }: MapFrame): void {
  const [centre, top] = [x + width - 34, y + 16]
  pdf
    .fillOpacity(0.86)
    .roundedRect(centre - 22, top - 8, 44, 66, 4)
    .fill('#ffffff')
    .fillOpacity(1)
  write(pdf, '北', centre - 20, top - 6, { size: 13, font: BOLD, width: 40, align: 'center' })
  const tip = top + 15
  pdf
    .moveTo(centre, tip)
    .lineTo(centre - 10, tip + 36)
    .lineTo(centre, tip + 28)
    .closePath()
    .fill(INK)
  pdf
    .moveTo(centre, tip)
    .lineTo(centre + 10, tip + 36)
    .lineTo(centre, tip + 28)
    .closePath()
    .lineWidth(0.8)
    .fillAndStroke('#ffffff', INK)
}

/** A bar of two halves, and the scale in figures. */
function drawScale(pdf: Pdf, frame: MapFrame): void {
  const lengthM = roundLengthM(frame, 150)
  const half = (lengthM * frame.pointsPerMetre) / 2
  const [x, y] = [frame.x + 22, frame.y + frame.height - 22]
  pdf
    .fillOpacity(0.86)
    .roundedRect(x - 12, y - 36, 2 * half + 56, 52, 4)
    .fill('#ffffff')
    .fillOpacity(1)
  write(pdf, `1:${frame.denominator}`, x, y - 33, { size: 9.5, font: BOLD })
  pdf.rect(x, y, half, 5).lineWidth(0.7).fillAndStroke(INK, INK)
  pdf.rect(x + half, y, half, 5).fillAndStroke('#ffffff', INK)
  for (const [i, text] of ['0', String(lengthM / 2), `${lengthM} 米`].entries())
    write(pdf, text, x + i * half - 20, y - 14, { size: 8.5, width: 40, align: 'center' })
}

function drawFoot(pdf: Pdf, { official, on, printedOn }: AreaSheet): void {
  const whole = SIDE.x + SIDE.width - LEFT
  pdf
    .moveTo(LEFT, FOOT)
    .lineTo(LEFT + whole, FOOT)
    .lineWidth(0.4)
    .stroke(RULE)
  const common = { size: 9, colour: SOFT_INK, width: whole }
  write(pdf, official, LEFT, FOOT + 6, common)
  write(pdf, `数据日期 ${on}　打印日期 ${printedOn}　坐标系 CGCS2000`, LEFT, FOOT + 6, {
    ...common,
    align: 'right',
  })
}
