import type { Point, Polygon, Shape } from '#core/geometry/lattice.ts'
import { densifiedOutlines } from '#core/geometry/outline.ts'
import { unionOfCoverage } from '#core/geometry/union.ts'
import { applyChange, gridsOf, startedPlan } from '#core/plan/change.ts'
import type { Command } from '#core/plan/commands.ts'
import { decide } from '#core/plan/decide.ts'
import { type Base, type Building, DEFAULT_BAND, type Grid, type Plan } from '#core/plan/plan.ts'

/** Side of a drawn cell in lattice units: about 35 × 45 m. */
export const CELL = 4000
const ORIGIN: Point = [1_135_000_000, 379_000_000]
const COMMUNITY = '140303005006'

/**
 * A plan from a drawing: one letter a cell, one letter a grid, one building of 12 × 15 m in the middle of each
 * cell (none where the letter is small). Households per building: `households`, or by cell.
 */
export function planFrom(
  drawing: string,
  households: number | ((column: number, row: number) => number) = 30,
  {
    barriers = [],
    crew = new Map(),
    beats = new Map(),
    stations = new Map(),
  }: Partial<Pick<Base, 'barriers' | 'crew' | 'beats' | 'stations'>> = {},
): Plan {
  const rows = drawing
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
  const cells = new Map<string, Polygon[]>()
  const buildings = new Map<string, Building>()
  rows.forEach((letters, row) => {
    letters.forEach((letter, column) => {
      if (letter === '.') return
      const grid = letter.toUpperCase()
      const [west, south] = corner(column, row)
      cells.set(grid, [...(cells.get(grid) ?? []), [square(west, south, CELL, CELL)]])
      if (letter !== grid) return
      const id = at(column, row)
      buildings.set(id, {
        id,
        code: `${COMMUNITY}${String(row * 100 + column).padStart(5, '0')}`,
        name: `${column},${row}`,
        community: COMMUNITY,
        grid,
        households: typeof households === 'number' ? households : households(column, row),
        places: 1,
        footprint: [[square(west + 1300, south + 1300, 1400, 1400)]],
        position: [west + CELL / 2, south + CELL / 2],
      })
    })
  })
  const letters = [...cells.keys()].sort()
  const grids = densifiedOutlines(
    letters.map(
      (letter, i): Grid => ({
        id: letter,
        code: `${COMMUNITY}${String(i + 1).padStart(3, '0')}`,
        name: letter,
        type: 'basic',
        community: COMMUNITY,
        locked: false,
        shape: noded(letter, cells),
      }),
    ),
  )
  return startedPlan(
    {
      within: COMMUNITY,
      communities: new Map([
        [COMMUNITY, { code: COMMUNITY, name: '沙沟社区', usedSequences: letters.map((_, i) => i + 1) }],
      ]),
      grids: new Map(grids.map((grid) => [grid.id, grid])),
      ...{ buildings, barriers, crew, beats, stations },
    },
    DEFAULT_BAND,
  )
}

/** The id of the building drawn in this cell, counted from the top left. */
export const at = (column: number, row: number): string => `building ${column},${row}`

/** The middle of a cell's side or corner in degrees: (0, 0) is the top left corner of the drawing. */
export const place = (column: number, row: number): [number, number] => [
  (ORIGIN[0] + column * CELL) / 1e7,
  (ORIGIN[1] - row * CELL) / 1e7,
]

/** A closed region through corners in drawing coordinates, as a person would draw it. */
export const region = (...corners: readonly (readonly [number, number])[]) => ({
  type: 'Polygon' as const,
  coordinates: [[...corners, corners[0] as [number, number]].map(([column, row]) => place(column, row))],
})

/** The plan after the command. @throws if it is refused */
export function performed(plan: Plan, command: Command): Plan {
  const decision = decide(plan, command)
  if (!decision.ok) throw new Error(`refused: ${JSON.stringify(decision.refusal)}`)
  return applyChange(plan, decision.change)
}

/** The code with which a command is refused, or null. */
export function refusal(plan: Plan, command: Command): string | null {
  const decision = decide(plan, command)
  return decision.ok ? null : decision.refusal.code
}

/** The drawing again: which grid has the building of each cell ('.' where there is none). */
export function drawn(plan: Plan, columns: number, rows: number): string {
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => {
      const id = at(column, row)
      return (plan.buildings.get(id) ?? plan.base.buildings.get(id))?.grid ?? '.'
    }).join(' '),
  ).join('\n')
}

export const shapesOf = (plan: Plan): Shape[] => gridsOf(plan).map(({ shape }) => shape)

const corner = (column: number, row: number): Point => [
  ORIGIN[0] + column * CELL,
  ORIGIN[1] - (row + 1) * CELL,
]
const square = (west: number, south: number, width: number, height: number): Point[] => [
  [west, south],
  [west + width, south],
  [west + width, south + height],
  [west, south + height],
  [west, south],
]
/** Unions of lattice squares keep every corner, so neighbours share all vertices. */
const noded = (letter: string, cells: ReadonlyMap<string, Polygon[]>): Shape =>
  unionOfCoverage((cells.get(letter) as Polygon[]).map((polygon) => [polygon]))
