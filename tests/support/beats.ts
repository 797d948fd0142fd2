import type { Beat, Plan } from '#core/plan/plan.ts'
import { planFrom } from './drawing.ts'

const STREET = '140303005'
const station = { id: 'station', code: '14030301', name: '沙坪派出所', street: STREET, usedNumbers: [1, 2] }
/**
 * A joint plan of grids in beats that are drawn alike: one letter a cell, one letter a beat, '.' for none. The `foreign`
 * ones are of another street's station.
 */
export function withBeats(drawing: string, beats: string, foreign = ''): Plan {
  const drawn = planFrom(beats)
  const rows = [...drawn.base.grids.values()].map(
    ({ id, code, name, shape }): Beat => ({
      ...{ id, code, name, shape, station: station.id, officers: 1 },
      street: foreign.includes(id) ? '140303001' : STREET,
    }),
  )
  const plan = planFrom(drawing, 30, {
    beats: new Map(rows.map((beat) => [beat.id, beat])),
    stations: new Map([[station.id, station]]),
  })
  return { ...plan, kind: 'joint' }
}
