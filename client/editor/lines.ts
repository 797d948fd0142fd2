import { type Position, toLattice, UNITS_PER_DEGREE } from '#core/geometry/lattice.ts'
import { localMetres } from '#core/geometry/metres.ts'
import type { Command, Refusal } from '#core/plan/commands.ts'
import type { Uuid } from '#core/plan/plan.ts'
import {
  dropped,
  type Gesture,
  type Ground,
  isLineTool,
  isOutlineTool,
  type LineTool,
  type Pointer,
  penned,
  type Reducer,
  type Step,
} from './gesture.ts'
import type { Outlined } from './neighbours.ts'
import { closedRing, enclosesArea, isInsidePolygon, simplifiedLine } from './outline.ts'
import { apart, cross, crossingOf, type Snap, type SnapLine, snapOf } from './snap.ts'

/** About half a metre. */
const LINE_TOLERANCE = 5e-6
/** A line that stops on a boundary ends within a centimetre of it, on either side: this makes it reach. */
const OVERSHOOT_M = 0.3
/** A press and a release this near to each other, in reaches, are a click; likewise two clicks a double one. */
const STILL = 0.4
/** Places along a line at which it is asked through which grid it passes. */
const SAMPLES = 60

/** About 4 m²: anything smaller was meant as a click. */
export const SMALLEST_OUTLINE = 4e-10

/** With fewer vertices a line does nothing. */
export const FEWEST: Record<LineTool, number> = { area: 3, reshape: 2, split: 2, carve: 3 }

export const attraction = (
  { at, free, reach, roads }: Pointer,
  { snapLines }: Ground,
  except: Position | null = null,
): Snap | null =>
  free
    ? null
    : snapOf(at, [...snapLines, ...roads.map((line) => ({ kind: 'road', line }) as const)], reach, except)

/**
 * A line or an outline, a click a vertex, or by hand with the button down. A second click in the same place ends it,
 * and a click on its beginning closes an outline. By hand a new boundary is done when let go; where a grid comes into
 * being the drawn line and the closed outline wait, so that it can be named: another click there is enough. A piece of
 * ground is picked once its outline is closed.
 */
export const drawLine: Reducer = (gesture, pointer, ground) => {
  const { pen, drawing } = gesture
  const snap = pointer.kind === 'drag' ? null : snapFor(gesture, pointer, ground)
  const at = snap?.at ?? pointer.at
  switch (pointer.kind) {
    case 'move':
      return { gesture: penned(gesture, { snap, tip: pen.isDrawn ? null : at, reach: pointer.reach }) }
    case 'down':
      return { gesture: { ...penned(gesture, { tip: null, snap, reach: pointer.reach }), drawing: [at] } }
    case 'drag':
      return { gesture: { ...gesture, drawing: [...(drawing ?? []), pointer.at] } }
    case 'up': {
      const released = { ...gesture, drawing: null }
      if (!drawing) return { gesture }
      const isStroke = drawing.some((place) => apart(place, drawing[0]!) > STILL * pointer.reach)
      if (isStroke) return afterStroke(released, [...drawing, at], ground)
      return isByClick(gesture)
        ? { gesture: released }
        : afterClick(released, drawing[0]!, pointer.reach, ground)
    }
    case 'click':
      return isByClick(gesture) ? afterClick(gesture, at, pointer.reach, ground) : { gesture }
  }
}

/** Once ground is picked, a click says where it goes: the one that closes its outline must not be left over for that. */
const isByClick = ({ tool }: Gesture): boolean => tool === 'area'

/** A new boundary begins on an old one wherever one is near. */
const snapFor = ({ tool, pen }: Gesture, pointer: Pointer, ground: Ground): Snap | null => {
  const begins = tool === 'reshape' && pen.points.length === 0 && !pointer.free
  return (
    (begins ? snapOf(pointer.at, boundariesOf(ground), pointer.reach) : null) ?? attraction(pointer, ground)
  )
}
const boundariesOf = ({ snapLines }: Ground) => snapLines.filter(({ kind }) => kind === 'boundary')

const afterStroke = (gesture: Gesture, stroke: readonly Position[], ground: Ground): Step => {
  const earlier = gesture.pen.isDrawn ? [] : gesture.pen.points
  const points = [...earlier, ...simplifiedLine(stroke, LINE_TOLERANCE)]
  const drawn = penned(gesture, { points, isDrawn: true, tip: null, snap: null })
  if (gesture.tool === 'area') return enclosed(drawn, gesture)
  return gesture.tool === 'reshape' ? finished(drawn, ground) : { gesture: drawn }
}

const afterClick = (gesture: Gesture, at: Position, reach: number, ground: Ground): Step => {
  const { pen } = gesture
  const points = pen.isDrawn ? [] : pen.points
  const isAt = (place: Position | undefined) => place !== undefined && apart(place, at) <= STILL * reach
  if (isOutlineTool(gesture.tool) && pen.points.length > 2 && isAt(pen.points[0]))
    return pen.isDrawn || gesture.tool === 'area'
      ? finished(gesture, ground)
      : { gesture: penned(gesture, { isDrawn: true, tip: null, snap: null }) }
  if (isAt(points.at(-1))) return finished(gesture, ground)
  return { gesture: penned(gesture, { points: [...points, at], isDrawn: false, tip: at }) }
}

/** Why the outline of an area would not be taken if it were closed as it is. */
export const crossedOutline = (gesture: Gesture): Refusal | undefined => {
  const line = gesture.tool === 'area' ? drawnLine(gesture) : []
  const at = line.length > 3 && crossingOf(simplifiedLine(closedRing(line), LINE_TOLERANCE))
  return at ? { code: 'region_invalid', at } : undefined
}

/** The ground within the outline is picked; where there is none, or the outline crosses itself, all stays as `otherwise`. */
const enclosed = (gesture: Gesture, otherwise = gesture): Step => {
  const done = penned({ ...gesture, drawing: null }, { tip: null })
  const line = drawnLine(done)
  const refusal = crossedOutline(done)
  if (refusal) return { gesture: otherwise, refusal }
  const ring = simplifiedLine(closedRing(line), LINE_TOLERANCE)
  if (!enclosesArea(line, SMALLEST_OUTLINE)) return { gesture: otherwise }
  return { gesture: { ...dropped(gesture), picked: { kind: 'region', ring } } }
}

/** The command of the vertices that are set, or the ground within them; with too few of them the line goes on. */
export const finished = (gesture: Gesture, ground: Ground): Step => {
  if (gesture.tool === 'area') return enclosed(gesture)
  const command = commandAlong(penned({ ...gesture, drawing: null }, { tip: null }), ground)
  return command ? { gesture: dropped(gesture), command } : { gesture }
}

/** The last vertex is taken back. */
export const shortened = (gesture: Gesture): Gesture =>
  penned(gesture, { points: gesture.pen.isDrawn ? [] : gesture.pen.points.slice(0, -1), isDrawn: false })

/** All that is drawn, to where the pointer is, without repeats. */
export const drawnLine = ({ pen, drawing }: Gesture): Position[] => {
  const tip = pen.tip && !drawing ? [pen.tip] : []
  return [...(pen.isDrawn && drawing ? [] : pen.points), ...(drawing ?? []), ...tip].filter(
    (place, i, line) => i === 0 || place[0] !== line[i - 1]![0] || place[1] !== line[i - 1]![1],
  )
}

/** A line on its way that only does not yet reach as far as it must: nothing is wrong with it. */
export const isOnItsWay = ({ tool, pen, drawing }: Gesture, { code }: Refusal): boolean =>
  isLineTool(tool) &&
  (pen.tip !== null || drawing !== null) &&
  (code === 'line_misses_boundary' || code === 'line_does_not_split')

/** What the line would do if it ended where the pointer is. */
export const commandAlong = (gesture: Gesture, ground: Ground): Command | undefined => {
  const { tool, pen, drawing } = gesture
  const line = drawing ? simplifiedLine(drawnLine(gesture), LINE_TOLERANCE) : drawnLine(gesture)
  if (!isLineTool(tool) || tool === 'area' || line.length < FEWEST[tool]) return undefined
  const newGrid = { id: ground.newId, ...(pen.name.trim() && { name: pen.name }) }
  if (tool === 'carve')
    return {
      type: 'carveExclusiveGrid',
      region: { type: 'Polygon', coordinates: [closedRing(line)] },
      newGrid,
    }
  const drawn = {
    type: 'LineString',
    coordinates: overshot(tool === 'reshape' ? reaching(line, pen.reach, ground) : line),
  } as const
  if (tool === 'reshape') return { type: 'reshapeBoundary', line: drawn }
  const grid = gridToSplit(line, ground)
  return grid ? { type: 'splitGrid', grid, line: drawn, newGrid } : undefined
}

/** The line, drawn on to a boundary at an end that stops within `reach` of it without meeting one there. */
const reaching = (line: readonly Position[], reach: number, ground: Ground): readonly Position[] => {
  const boundaries = boundariesOf(ground)
  const reached = (before: Position, end: Position): Position[] => {
    const share = Math.min(1, reach / apart(before, end))
    const from: Position = [end[0] + share * (before[0] - end[0]), end[1] + share * (before[1] - end[1])]
    const near = snapOf(end, boundaries, reach)
    if (!near || apart(near.at, end) < LINE_TOLERANCE || meets(from, end, boundaries)) return []
    return [near.at]
  }
  return [...reached(line[1]!, line[0]!), ...line, ...reached(line.at(-2)!, line.at(-1)!)]
}
const meets = (a: Position, b: Position, boundaries: readonly SnapLine[]): boolean =>
  boundaries.some(({ line }) => line.some((c, i) => i > 0 && cross(a, b, line[i - 1]!, c)))

/** The line with both ends drawn on a little. */
const overshot = (line: readonly Position[]): Position[] => [
  beyond(line[1]!, line[0]!),
  ...line,
  beyond(line.at(-2)!, line.at(-1)!),
]
const beyond = (from: Position, [x, y]: Position): Position => {
  const { xPerUnit, yPerUnit } = localMetres(toLattice(from))
  const [dx, dy] = [x - from[0], y - from[1]]
  const lengthM = Math.hypot(dx * xPerUnit, dy * yPerUnit) * UNITS_PER_DEGREE
  return [x + (dx / lengthM) * OVERSHOOT_M, y + (dy / lengthM) * OVERSHOOT_M]
}

/** The grid that a line is meant for: the selected one if it passes through it, unless it runs elsewhere for the most part. */
const gridToSplit = (
  line: readonly Position[],
  { grids, selected }: Pick<Ground, 'grids' | 'selected'>,
): Uuid | null => {
  const places = sampled(line)
  const passes = (grid: Outlined) =>
    places.filter((place) => grid.coordinates.some((polygon) => isInsidePolygon(place, polygon))).length
  const counted = grids.map((grid) => ({ id: grid.id, count: passes(grid) }))
  const most = counted.reduce((best, one) => (one.count > best.count ? one : best), { id: '', count: 0 })
  const chosen = counted.find(({ id }) => id === selected)
  if (chosen && chosen.count > 0 && 2 * chosen.count >= most.count) return chosen.id
  // One that misses them all is refused in words, as it misses the grid at hand.
  return most.count > 0 ? most.id : (selected ?? grids[0]?.id ?? null)
}

/** Places evenly along a line, not its ends. */
const sampled = (line: readonly Position[]): Position[] => {
  const lengths = line.slice(1).map((b, i) => apart(line[i]!, b))
  const spacing = lengths.reduce((sum, length) => sum + length, 0) / SAMPLES
  return lengths.flatMap((length, i) => {
    const [[ax, ay], [bx, by]] = [line[i]!, line[i + 1]!]
    const count = Math.max(1, Math.round(length / spacing))
    return Array.from({ length: count }, (_, n): Position => {
      const along = (n + 0.5) / count
      return [ax + along * (bx - ax), ay + along * (by - ay)]
    })
  })
}
