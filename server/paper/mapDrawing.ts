import type { Point, Shape } from '#core/geometry/lattice.ts'
import { boxOf, outlineEdges, ringsOf } from '#core/geometry/shape.ts'
import { type Label, placedLabels } from './labels.ts'
import type { MapContent, MapGrid } from './mapContent.ts'
import type { MapFrame, Rectangle } from './mapFrame.ts'
import { BOLD, INK, type Pdf, REGULAR, RULE, write } from './pdf.ts'
import { type Shade, shadeColours, shadeHatches, shadeOf } from './shades.ts'

const GROUND = '#f1f2ee'
const COVERS = { river: '#9ec9de', park: '#c6dfbb', hill: '#dde7d2' } as const
const ROADS = {
  arterial: { width: 3.2, colour: '#ffffff', casing: '#8d958f' },
  minor: { width: 2, colour: '#ffffff', casing: '#a3aaa5' },
  lane: { width: 1, colour: '#ffffff', casing: '#b9beb8' },
  railway: { width: 1.2, colour: '#5d6662', casing: '#5d6662' },
} as const
const BUILDING = { fill: '#cfc8ba', edge: '#8b8474' } as const
const MARKED = '#3c3a36'
/** Of a label, in sizes of its name. */
const HOUSEHOLDS = 0.88
const LINE = 1.3
const PADDING = 0.18

/**
 * Draws a community's map into its frame: ground, grids in their shades, roads, buildings, boundaries, and labels
 * whose names are of `labelSize` where they fit.
 */
export function drawMap(pdf: Pdf, frame: MapFrame, content: MapContent, labelSize: number): void {
  const { grids, ground, footprints, marked } = content
  const drawn = grids.map((grid) => ({ grid, shape: onPage(frame, grid.shape) }))
  pdf.save()
  pdf.rect(frame.x, frame.y, frame.width, frame.height).clip()
  pdf.rect(frame.x, frame.y, frame.width, frame.height).fill(GROUND)
  for (const { kind, shape } of ground.covers) fill(pdf, onPage(frame, shape), COVERS[kind])
  for (const { grid, shape } of drawn) fill(pdf, shape, shadeColours[shadeOf(grid)], 0.78)
  drawRoads(pdf, frame, ground.roads)
  for (const shape of footprints) {
    trace(pdf, onPage(frame, shape))
    pdf.lineWidth(0.25).fillAndStroke(BUILDING.fill, BUILDING.edge, 'even-odd')
  }
  for (const shape of marked) fill(pdf, onPage(frame, shape), MARKED)
  for (const { grid, shape } of drawn) drawHatch(pdf, shape, shadeOf(grid))
  pdf.lineJoin('round').lineCap('round')
  for (const { shape } of drawn) {
    trace(pdf, shape)
    pdf.lineWidth(0.9).stroke('#2c3b36')
  }
  for (const [a, b] of outlineEdges(grids.map(({ shape }) => shape))) strokeLine(pdf, frame.projected([a, b]))
  pdf.lineWidth(1.9).stroke('#16211d')
  drawLabels(pdf, frame, drawn, labelSize)
  pdf.restore()
  pdf.rect(frame.x, frame.y, frame.width, frame.height).lineWidth(0.8).stroke(INK)
}

/** A patch of a shade, as the legend shows it. */
export function drawPatch(pdf: Pdf, { x, y, width, height }: Rectangle, shade: Shade): void {
  const ring: Point[] = [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
    [x, y],
  ]
  fill(pdf, [[ring]], shadeColours[shade])
  drawHatch(pdf, [[ring]], shade)
  pdf.rect(x, y, width, height).lineWidth(0.5).stroke(RULE)
}

const onPage = (frame: MapFrame, shape: Shape): Shape =>
  shape.map((polygon) => polygon.map((ring) => frame.projected(ring)))

function strokeLine(pdf: Pdf, [first, ...rest]: readonly Point[]): void {
  if (!first) return
  pdf.moveTo(...first)
  for (const point of rest) pdf.lineTo(...point)
}

function trace(pdf: Pdf, shape: Shape): void {
  for (const ring of ringsOf(shape)) {
    strokeLine(pdf, ring.slice(0, -1))
    pdf.closePath()
  }
}

function fill(pdf: Pdf, shape: Shape, colour: string, opacity = 1): void {
  trace(pdf, shape)
  pdf.fillOpacity(opacity).fill(colour, 'even-odd').fillOpacity(1)
}

/** All casings first, so that roads open into each other where they meet. */
function drawRoads(pdf: Pdf, frame: MapFrame, roads: MapContent['ground']['roads']): void {
  pdf.lineJoin('round').lineCap('round')
  for (const part of ['casing', 'colour'] as const)
    for (const { class: kind, line } of roads) {
      const { width, ...colours } = ROADS[kind]
      strokeLine(pdf, frame.projected(line))
      pdf.lineWidth(part === 'casing' ? width + 0.8 : width).stroke(colours[part])
    }
}

/** Parallel strokes, so that the shades differ without colour too. */
function drawHatch(pdf: Pdf, shape: Shape, shade: Shade): void {
  const hatch = shadeHatches[shade]
  if (!hatch) return
  const [west, north, east, south] = boxOf(ringsOf(shape))
  const height = south - north
  pdf.save()
  trace(pdf, shape)
  pdf.clip('even-odd')
  const first = Math.floor((west - height) / hatch.every) * hatch.every
  for (const direction of hatch.directions)
    for (let x = first; x < east + height; x += hatch.every) {
      const [from, to] = direction === 'rising' ? [south, north] : [north, south]
      pdf.moveTo(x, from).lineTo(x + height, to)
    }
  pdf.lineWidth(hatch.width).strokeOpacity(0.5).stroke(INK).strokeOpacity(1)
  pdf.restore()
}

function drawLabels(
  pdf: Pdf,
  frame: MapFrame,
  drawn: readonly { readonly grid: MapGrid; readonly shape: Shape }[],
  size: number,
): void {
  const texts = drawn.map(({ grid }) => [shortName(grid.name), `${grid.households} 户`] as const)
  const wishes = drawn.map(({ shape }, i) => {
    const [name, households] = texts[i] as readonly [string, string]
    const width = Math.max(
      pdf.font(BOLD).fontSize(size).widthOfString(name),
      pdf
        .font(REGULAR)
        .fontSize(size * HOUSEHOLDS)
        .widthOfString(households),
    )
    const height = size * (1 + HOUSEHOLDS) * LINE
    return { shape, width: width + 2 * size * PADDING, height: height + 2 * size * PADDING }
  })
  for (const [i, label] of placedLabels(wishes, frame).entries())
    if (label) drawLabel(pdf, label, size * label.scale, texts[i] as readonly [string, string])
}

function drawLabel(
  pdf: Pdf,
  { x, y, width, height }: Label,
  size: number,
  [name, households]: readonly [string, string],
): void {
  pdf.fillOpacity(0.86).roundedRect(x, y, width, height, 2).fill('#ffffff').fillOpacity(1)
  // The face stands low in its line: a little higher it is in the middle.
  const top = y + size * (PADDING - 0.12)
  write(pdf, name, x, top, { size, font: BOLD, width, align: 'center' })
  write(pdf, households, x, top + size * LINE, { size: size * HOUSEHOLDS, width, align: 'center' })
}

/** 第八网格 → 第八: on the map every label is a grid. */
const shortName = (name: string): string => (name.length > 2 ? name.replace(/网格$/, '') : name)
