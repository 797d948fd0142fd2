/** A plan that is asked for one command after the other, and what must hold after each of them, whatever it was. */
import { coverageFaults } from '#core/geometry/faults.ts'
import { difference } from '#core/geometry/geos.ts'
import {
  type Box,
  boxesMeet,
  boxOf,
  doubledAreaOf,
  edgesOf,
  holdsPoint,
  ringsOf,
} from '#core/geometry/shape.ts'
import {
  applyChange,
  buildingOf,
  buildingsOf,
  gridOf,
  gridsIn,
  gridsOf,
  invertChange,
} from '#core/plan/change.ts'
import type { Command } from '#core/plan/commands.ts'
import { decide } from '#core/plan/decide.ts'
import type { Change, Plan } from '#core/plan/plan.ts'
import { shapesOf } from './drawing.ts'

/** What no command may change. */
export interface Ground {
  readonly area: number
  readonly households: number
  readonly outlines: ReadonlyMap<string, readonly string[]>
}

export const groundOf = (plan: Plan): Ground => ({
  area: shapesOf(plan).reduce((sum, shape) => sum + doubledAreaOf(shape), 0),
  households: buildingsOf(plan).reduce((sum, { households }) => sum + households, 0),
  outlines: new Map([...plan.base.communities.keys()].map((code) => [code, outlineOf(plan, code)])),
})

const outlineOf = (plan: Plan, community: string): string[] =>
  [...edgesOf(gridsIn(plan, community).map(({ shape }) => shape))]
    .filter(([, { sides }]) => sides === 1)
    .map(([key]) => key)
    .sort()

/** The first thing that is wrong with a plan over this ground, in words; null: all is well. */
export function flawOf(plan: Plan, start: Ground): string | null {
  const grids = gridsOf(plan)
  if (coverageFaults(grids.map(({ shape }) => shape)).length > 0) return 'the coverage is not valid'
  const ground = groundOf(plan)
  if (ground.area !== start.area) return `the area went from ${start.area} to ${ground.area}`
  if (ground.households !== start.households) return 'households were lost or made'
  for (const [code, outline] of ground.outlines)
    if (!same(outline, start.outlines.get(code) ?? [])) return `the outline of ${code} changed`
  const boxes = grids.map(({ shape }) => boxOf(ringsOf(shape)))
  for (const building of buildingsOf(plan)) {
    const { id, grid, position } = building
    const published = plan.base.buildings.get(id)
    if (
      building !== published &&
      JSON.stringify({ ...building, grid: published?.grid }) !== JSON.stringify(published)
    )
      return `${id} is another building`
    const holders = grids.filter(
      ({ shape }, i) => boxesMeet(boxes[i] as Box, boxOf([[position]])) && holdsPoint(shape, position),
    )
    if (holders.length !== 1 || holders[0]?.id !== grid)
      return `${id} is of ${grid} and lies in ${holders.map((holder) => holder.id).join(', ') || 'no grid'}`
  }
  return null
}

/** Every row of a draft, so that equal drafts are equal byte for byte. */
const bytesOf = (plan: Plan): string =>
  JSON.stringify(
    [plan.grids, plan.buildings, plan.holds].map((rows) => [...rows].sort(([a], [b]) => (a < b ? -1 : 1))),
  )

/** What happened to a sequence of commands: those asked for, how each ended, and the first flaw that was met. */
export interface Course {
  readonly asked: readonly Command[]
  /** For each command `done`, or the code of its refusal. */
  readonly ended: readonly string[]
  readonly flaw: string | null
}

/** Performs the commands that `next` makes up for the plan as it stands, then undoes and redoes all of them. */
export function course(
  start: Plan,
  ground: Ground,
  steps: number,
  next: (plan: Plan, step: number) => Command,
): Course {
  const asked: Command[] = []
  const ended: string[] = []
  const done: { change: Change; before: string; after: string }[] = []
  let plan = start
  let before = bytesOf(plan)
  for (let step = 0; step < steps; step++) {
    const command = next(plan, step)
    asked.push(command)
    const decision = decided(plan, command)
    if (typeof decision === 'string') return { asked, ended, flaw: decision }
    ended.push(decision.ok ? 'done' : decision.refusal.code)
    if (!decision.ok) continue
    // As the database keeps it, and as it comes back from there.
    const change = JSON.parse(JSON.stringify(decision.change)) as Change
    const after = applyChange(plan, change)
    const flaw = flawOf(after, ground) ?? brokenHold(plan, after)
    if (flaw) return { asked, ended, flaw }
    done.push({ change, before, after: bytesOf(after) })
    plan = after
    before = bytesOf(plan)
  }
  for (const { change, before } of done.toReversed()) {
    plan = applyChange(plan, invertChange(change))
    if (bytesOf(plan) !== before) return { asked, ended, flaw: 'undo is not exact' }
  }
  for (const { change, after } of done) {
    plan = applyChange(plan, invertChange(invertChange(change)))
    if (bytesOf(plan) !== after) return { asked, ended, flaw: 'redo is not exact' }
  }
  return { asked, ended, flaw: null }
}

/** What held before, and does so after, must be as it was. */
function brokenHold(before: Plan, after: Plan): string | null {
  for (const [id, hold] of after.holds) {
    if (
      hold.kind === 'building' &&
      before.holds.has(id) &&
      buildingOf(before, id)?.grid !== buildingOf(after, id)?.grid
    )
      return `${id} was locked and moved`
    if (
      hold.kind === 'compound' &&
      new Set(hold.buildings.map((one) => buildingOf(after, one)?.grid)).size > 1
    )
      return `${id} was glued and came apart`
  }
  for (const grid of gridsOf(before)) {
    const now = gridOf(after, grid.id)
    if (!grid.locked || !now?.locked || now === grid) continue
    // Noding may put a vertex on a locked boundary, or bring it one unit beside where it was.
    const lengthUnits = [...edgesOf([grid.shape]).values()].reduce(
      (sum, { a, b }) => sum + Math.hypot(b[0] - a[0], b[1] - a[1]),
      0,
    )
    if (doubledAreaOf(difference(grid.shape, now.shape)) > 2 * lengthUnits)
      return `${grid.id} was locked and has other ground`
  }
  return null
}

/** The decision; in words what it threw, which no command may bring about. */
function decided(plan: Plan, command: Command): ReturnType<typeof decide> | string {
  try {
    return decide(plan, command)
  } catch (error) {
    return `${error}`
  }
}

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((value, i) => value === b[i])
