import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Plan } from '#core/plan/plan.ts'
import { BEAT_COMMANDS, type Beyond, beatCourse, beyondOf, flawOfBeats } from '../../support/beatSequence.ts'
import { patrolledAnyhow } from '../../support/patrols.ts'
import { type Traits, town } from '../../support/town.ts'

/** `SEED=n npx vitest run onBeats.property` asks for other sequences, or again for those that failed. */
const SEED = Number(process.env.SEED || 20_261_122)
const SEQUENCES = Number(process.env.SEQUENCES || 600)

const seed = fc.noShrink(fc.integer())
const seeds = fc.array(seed, { minLength: 1, maxLength: 6, size: 'max' })

const TOWNS = 60
const traits: readonly Traits[] = [
  {},
  { ragged: true },
  { school: true, courtyards: true },
  { lake: true, school: true },
  { parted: true, ragged: true },
]
const made = new Map<number, { plan: Plan; beyond: Beyond }>()
function townAt(n: number): { plan: Plan; beyond: Beyond } {
  const known = made.get(n)
  if (known) return known
  const grids = 2 + Math.round(8 * (n / (TOWNS - 1)) ** 2)
  const plan = patrolledAnyhow(town(n, grids, 4 + 4 * grids, traits[n % traits.length]), n)
  const fresh = { plan, beyond: beyondOf(plan) }
  made.set(n, fresh)
  return fresh
}

test('the beats are well before anything is asked of them', () => {
  for (let n = 0; n < TOWNS; n++) {
    const { plan, beyond } = townAt(n)
    expect([n, flawOfBeats(plan, beyond)]).toEqual([n, null])
  }
})

const tally = new Map<string, { asked: number; done: number }>()

test('whatever is asked of beats, none overlap, the ground beyond stays, every household is in one or none, and undo is exact', () => {
  fc.assert(
    fc.property(fc.nat(TOWNS - 1), seeds, (n, chosen) => {
      const { plan, beyond } = townAt(n)
      const { asked, ended, flaw } = beatCourse(plan, beyond, chosen)
      for (const [i, { type }] of asked.entries()) {
        const counts = tally.get(type) ?? { asked: 0, done: 0 }
        tally.set(type, { asked: counts.asked + 1, done: counts.done + (ended[i] === 'done' ? 1 : 0) })
      }
      if (flaw)
        throw new Error(`${flaw}, in town ${n} after\n${asked.map((one) => JSON.stringify(one)).join('\n')}`)
    }),
    {
      ...{ seed: SEED, numRuns: SEQUENCES },
      reporter: (run) => {
        if (run.failed)
          throw new Error(`SEED=${run.seed}: ${fc.defaultReportMessage(run)}`, { cause: run.errorInstance })
      },
    },
  )
}, 600_000)

test('of every command some are done', () => {
  const total = (of: 'asked' | 'done') => [...tally.values()].reduce((sum, one) => sum + one[of], 0)
  expect([...tally].filter(([, { done }]) => done === 0)).toEqual([])
  expect([...tally.keys()].sort()).toEqual([...BEAT_COMMANDS].sort())
  expect(total('done') / total('asked')).toBeGreaterThan(0.3)
})
