import type { Line, Point, Shape } from '#core/geometry/lattice.ts'
import { boxOf, outlineEdges, ringsOf } from '#core/geometry/shape.ts'
import { lineInside, ringInside, strung, thinned } from './clipping.ts'
import { type Label, placedLabels } from './labels.ts'
import type { Ground, MapContent, MapGrid } from './mapContent.ts'
import type { MapFrame, Rectangle } from './mapFrame.ts'
import { SHADES, type Shade, shadeColours, shadeHatches, shadeOf } from './shades.ts'
import { cornersOf, INK, RULE, type Surface } from './surface.ts'

const GROUND = '#f1f2ee'
const COVERS = { hill: '#dde7d2', park: '#c6dfbb', river: '#9ec9de' } as const
/** From the least to the most: what matters more lies above. */
const ROADS = {
  lane: { width: 1, colour: '#ffffff', casing: '#b9beb8' },
  minor: { width: 2, colour: '#ffffff', casing: '#a3aaa5' },
  arterial: { width: 3.2, colour: '#ffffff', casing: '#8d958f' },
  railway: { width: 1.2, colour: '#5d6662', casing: '#5d6662' },
} as const
const BUILDING = { fill: '#cfc8ba', edge: '#8b8474' } as const
const MARKED = '#3c3a36'
const EDGES = {
  grid: { width: 0.9, colour: '#2c3b36' },
  community: { width: 1.9, colour: '#16211d' },
} as const
/** As the legend shows them. */
export const EDGE_SAMPLES = [
  ['社区界', EDGES.community],
  ['网格界', EDGES.grid],
] as const
/** Of a label, in sizes of its name. */
const HOUSEHOLDS = 0.88
const LINE = 1.3
const PADDING = 0.18
/** Points that stray less from a line, in points (0.02 mm), are not seen. */
const UNSEEN = 0.06

const keys = <T extends object>(of: T) => Object.keys(of) as (keyof T)[]

/**
 * Draws a community's map into its frame: ground, grids in their shades, roads, buildings, boundaries, and labels
 * whose names are of `labelSize` where they fit.
 */
export function drawMap(surface: Surface, frame: MapFrame, content: MapContent, labelSize: number): void {
  const { grids, ground, footprints, marked } = content
  const drawn = grids.map((grid) => ({ grid, shape: onPage(frame, grid.shape) }))
  const rings = (shapes: readonly Shape[]) => shapes.flatMap((shape) => ringsOf(onPage(frame, shape)))
  surface.box(frame, GROUND)
  drawCovers(surface, frame, ground.covers)
  for (const shade of SHADES) {
    const ofShade = drawn.filter(({ grid }) => shadeOf(grid) === shade)
    surface.fill(
      ofShade.flatMap(({ shape }) => ringsOf(shape)),
      shadeColours[shade],
      0.78,
    )
  }
  drawRoads(surface, frame, ground.roads)
  const buildings = rings(footprints)
  surface.fill(buildings, BUILDING.fill)
  surface.stroke(buildings, { colour: BUILDING.edge, width: 0.25 })
  surface.fill(rings(marked), MARKED)
  for (const { grid, shape } of drawn) drawHatch(surface, ringsOf(shape), shadeOf(grid))
  surface.stroke(
    drawn.flatMap(({ shape }) => ringsOf(shape)),
    EDGES.grid,
  )
  const outline = strung(outlineEdges(grids.map(({ shape }) => shape)))
  surface.stroke(
    outline.map((line) => lineOnPage(frame, line)),
    EDGES.community,
  )
  drawLabels(surface, frame, drawn, labelSize)
  surface.stroke([cornersOf(frame)], { colour: INK, width: 0.8 })
}

/** A patch of a shade, as the legend shows it. */
export function drawPatch(surface: Surface, place: Rectangle, shade: Shade): void {
  surface.box(place, shadeColours[shade])
  drawHatch(surface, [cornersOf(place)], shade)
  surface.stroke([cornersOf(place)], { colour: RULE, width: 0.5 })
}

const lineOnPage = (frame: MapFrame, line: Line): Point[] => thinned(frame.projected(line), UNSEEN)
const onPage = (frame: MapFrame, shape: Shape): Shape =>
  shape.map((polygon) => polygon.map((ring) => lineOnPage(frame, ring)))

/** Only what is seen: the ground reaches far beyond the frame. */
function drawCovers(surface: Surface, frame: MapFrame, covers: Ground['covers']): void {
  for (const kind of keys(COVERS)) {
    const rings = covers.filter((cover) => cover.kind === kind).flatMap(({ shape }) => ringsOf(shape))
    surface.fill(
      rings.flatMap((ring) => {
        const inside = ringInside(frame.projected(ring), frame)
        return inside ? [thinned(inside, UNSEEN)] : []
      }),
      COVERS[kind],
    )
  }
}

/** All casings first, so that roads open into each other where they meet. */
function drawRoads(surface: Surface, frame: MapFrame, roads: Ground['roads']): void {
  const lines = (kind: keyof typeof ROADS) =>
    roads
      .filter((road) => road.class === kind)
      .flatMap(({ line }) => lineInside(lineOnPage(frame, line), frame))
  const drawn = keys(ROADS).map((kind) => ({ ...ROADS[kind], lines: lines(kind) }))
  surface.clipped([cornersOf(frame)], () => {
    for (const { lines, width, casing } of drawn)
      surface.stroke(lines, { width: width + 0.8, colour: casing })
    for (const { lines, width, colour } of drawn) surface.stroke(lines, { width, colour })
  })
}

/** Parallel strokes, so that the shades differ without colour too. */
function drawHatch(surface: Surface, rings: readonly Line[], shade: Shade): void {
  const hatch = shadeHatches[shade]
  if (!hatch) return
  const [west, north, east, south] = boxOf(rings)
  const height = south - north
  const first = Math.floor((west - height) / hatch.every) * hatch.every
  const strokes: Line[] = []
  for (const direction of hatch.directions)
    for (let x = first; x < east + height; x += hatch.every) {
      const [from, to] = direction === 'rising' ? [south, north] : [north, south]
      strokes.push([
        [x, from],
        [x + height, to],
      ])
    }
  surface.clipped(rings, () => surface.stroke(strokes, { colour: INK, width: hatch.width, opacity: 0.5 }))
}

function drawLabels(
  surface: Surface,
  frame: MapFrame,
  drawn: readonly { readonly grid: MapGrid; readonly shape: Shape }[],
  size: number,
): void {
  const texts = drawn.map(({ grid }) => [shortName(grid.name), `${grid.households} 户`] as const)
  const wishes = drawn.map(({ shape }, i) => {
    const [name, households] = texts[i] as readonly [string, string]
    const width = Math.max(
      surface.widthOf(name, size, true),
      surface.widthOf(households, size * HOUSEHOLDS, false),
    )
    const height = size * (1 + HOUSEHOLDS) * LINE
    return { shape, width: width + 2 * size * PADDING, height: height + 2 * size * PADDING }
  })
  for (const [i, label] of placedLabels(wishes, frame).entries())
    if (label) drawLabel(surface, label, size * label.scale, texts[i] as readonly [string, string])
}

function drawLabel(
  surface: Surface,
  label: Label,
  size: number,
  [name, households]: readonly [string, string],
): void {
  const { x, y, width } = label
  surface.box(label, '#ffffff', { opacity: 0.86, radius: 2 })
  // The face stands low in its line: a little higher it is in the middle.
  const top = y + size * (PADDING - 0.12)
  surface.text(name, x, top, { size, isBold: true, width, align: 'center' })
  surface.text(households, x, top + size * LINE, { size: size * HOUSEHOLDS, width, align: 'center' })
}

/** 第八网格 → 第八: on the map every label is a grid. */
const shortName = (name: string): string => (name.length > 2 ? name.replace(/网格$/, '') : name)
