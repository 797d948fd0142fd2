import { samePoint, toDegrees } from '../../geometry/lattice.ts'
import { buildingOf, gridsOf } from '../change.ts'
import type { CommandOf } from '../commands.ts'
import { boundariesOf, gapIn } from '../holds.ts'
import type { Hold, Plan, RowChange, Uuid } from '../plan.ts'
import { accepted, type Decision, refused } from './decision.ts'
import { lineOf } from './drawn.ts'

/** A locked building keeps its grid until it is unlocked. */
export function lockBuildings(plan: Plan, command: CommandOf<'lockBuildings'>): Decision {
  const unknown = unknownBuildings(plan, command.buildings)
  if (unknown.length > 0) return refused('unknown_building', { buildings: unknown })
  return changed(
    [...new Set(command.buildings)]
      .filter((id) => !plan.holds.has(id))
      .map((id) => begun({ kind: 'building', id })),
  )
}
export const unlockBuildings = (plan: Plan, { buildings }: CommandOf<'unlockBuildings'>): Decision =>
  changed([...new Set(buildings)].flatMap((id) => ended(plan, 'building', id)))

/**
 * Buildings of one grid become a compound, which changes grid as a whole or not at all. A compound of which some are
 * among them is taken in.
 */
export function glueBuildings(plan: Plan, { buildings, compound }: CommandOf<'glueBuildings'>): Decision {
  const unknown = unknownBuildings(plan, buildings)
  if (unknown.length > 0) return refused('unknown_building', { buildings: unknown })
  if (plan.holds.has(compound)) return refused('hold_id_taken')
  const chosen = new Set(buildings)
  const absorbed = [...plan.holds.values()].filter(
    (hold) => hold.kind === 'compound' && hold.buildings.some((id) => chosen.has(id)),
  )
  const all = [...new Set([...absorbed.flatMap(membersOf), ...chosen])]
  if (all.length < 2) return refused('too_few_to_glue')
  if (absorbed.length === 1 && membersOf(absorbed[0] as Hold).length === all.length)
    return refused('nothing_changes')
  if (new Set(all.map((id) => buildingOf(plan, id)?.grid)).size > 1)
    return refused('compound_not_together', { buildings: all })
  return changed([
    ...absorbed.flatMap(({ id }) => ended(plan, 'compound', id)),
    begun({ kind: 'compound', id: compound, buildings: all }),
  ])
}
export const unglueBuildings = (plan: Plan, { compound }: CommandOf<'unglueBuildings'>): Decision =>
  plan.holds.get(compound)?.kind === 'compound'
    ? changed(ended(plan, 'compound', compound))
    : refused('unknown_hold')

/** A stretch of the boundaries between grids, vertex by vertex, stays where it is until it is unlocked. */
export function lockBoundary(plan: Plan, command: CommandOf<'lockBoundary'>): Decision {
  const { coordinates } = command.line
  // A boundary round a hole ends where it began, which a drawn line must not.
  const first = coordinates[0]
  const last = coordinates.at(-1)
  const isRing = coordinates.length > 3 && first?.[0] === last?.[0] && first?.[1] === last?.[1]
  const drawn = lineOf({ type: 'LineString', coordinates: isRing ? coordinates.slice(0, -1) : coordinates })
  if ('code' in drawn) return { ok: false, refusal: drawn }
  const line = isRing && drawn[0] ? [...drawn, drawn[0]] : drawn
  const gap = gapIn(line, boundariesOf(gridsOf(plan)))
  if (gap) return refused('line_not_boundary', { at: toDegrees(gap) })
  const held = plan.holds.get(command.lock)
  if (held) return refused(held.kind === 'boundary' ? 'nothing_changes' : 'hold_id_taken')
  const isHeld = [...plan.holds.values()].some(
    (hold) =>
      hold.kind === 'boundary' &&
      hold.line.length === line.length &&
      line.every((point) => hold.line.some((other) => samePoint(point, other))),
  )
  if (isHeld) return refused('nothing_changes')
  return changed([begun({ kind: 'boundary', id: command.lock, line })])
}
export const unlockBoundary = (plan: Plan, { lock }: CommandOf<'unlockBoundary'>): Decision =>
  plan.holds.get(lock)?.kind === 'boundary' ? changed(ended(plan, 'boundary', lock)) : refused('unknown_hold')

const unknownBuildings = (plan: Plan, buildings: readonly Uuid[]): Uuid[] =>
  buildings.filter((id) => buildingOf(plan, id) === undefined)
const membersOf = (hold: Hold): readonly Uuid[] => (hold.kind === 'compound' ? hold.buildings : [])
const changed = (rows: readonly RowChange[]): Decision =>
  rows.length > 0 ? accepted([...rows]) : refused('nothing_changes')
const begun = (hold: Hold): RowChange => ({ table: 'holds', id: hold.id, before: null, after: hold })
const ended = (plan: Plan, kind: Hold['kind'], id: Uuid): RowChange[] => {
  const hold = plan.holds.get(id)
  return hold?.kind === kind ? [{ table: 'holds', id, before: hold, after: null }] : []
}
