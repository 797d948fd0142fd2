import type { Plan } from '#core/plan/plan.ts'
import { planFrom } from './drawing.ts'
import { patrolledBy } from './patrols.ts'

/** A joint plan of grids in beats, both drawn; the `foreign` beats are of another street's station. */
export function withBeats(drawing: string, beats: string, foreign = ''): Plan {
  const plan = patrolledBy(planFrom(drawing), beats)
  const placed = [...plan.base.beats].map(
    ([id, beat]) => [id, foreign.includes(id) ? { ...beat, street: '140303001' } : beat] as const,
  )
  return { ...plan, base: { ...plan.base, beats: new Map(placed) } }
}
