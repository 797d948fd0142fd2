import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Plan } from '#core/plan/plan.ts'
import { COMMAND_TYPES, randomCommand } from '../../support/commands.ts'
import { course, flawOf, type Ground, groundOf } from '../../support/sequence.ts'
import { type Traits, town } from '../../support/town.ts'

/** `SEED=n npx vitest run commands.property` asks for other sequences, or again for those that failed. */
const SEED = Number(process.env.SEED || 20_260_801)
const SEQUENCES = Number(process.env.SEQUENCES || 10_000)

/** What each command is made from; shrinking leaves commands out and goes to smaller towns. */
const seed = fc.noShrink(fc.integer())
const seeds = fc.oneof(
  { arbitrary: fc.array(seed, { minLength: 1, maxLength: 5, size: 'max' }), weight: 2 },
  { arbitrary: fc.array(seed, { minLength: 1, maxLength: 12, size: 'max' }), weight: 1 },
)

/** From two grids to fourteen, small towns more often than large ones, plain ones before hard ones. */
const TOWNS = 64
const traits: readonly Traits[] = [
  {},
  { ragged: true },
  { school: true, courtyards: true },
  { lake: true, school: true },
  { parted: true, ragged: true },
  { ragged: true, lake: true, school: true, courtyards: true },
]
const made = new Map<number, { plan: Plan; ground: Ground }>()
function townAt(n: number): { plan: Plan; ground: Ground } {
  const known = made.get(n)
  if (known) return known
  const grids = 2 + Math.round(12 * (n / (TOWNS - 1)) ** 4)
  const plan = town(n, grids, 4 + 4 * grids, traits[n % traits.length])
  const fresh = { plan, ground: groundOf(plan) }
  made.set(n, fresh)
  return fresh
}

test('the towns are whole before anything is asked of them', () => {
  for (let n = 0; n < TOWNS; n++) {
    const { plan, ground } = townAt(n)
    expect(flawOf(plan, ground)).toBeNull()
  }
})

/** How often each command was asked for, done, and refused because it ran along the outline. */
const tally = new Map<string, { asked: number; done: number; cutOutline: number }>()

test('whatever is asked of a community, its coverage stays whole, nothing is lost, and undo and redo are exact', () => {
  fc.assert(
    fc.property(fc.nat(TOWNS - 1), seeds, (n, chosen) => {
      const { plan, ground } = townAt(n)
      const { asked, ended, flaw } = course(plan, ground, chosen.length, (current, step) =>
        randomCommand(current, chosen[step] as number),
      )
      for (const [i, { type }] of asked.entries()) {
        const counts = tally.get(type) ?? { asked: 0, done: 0, cutOutline: 0 }
        counts.asked += 1
        if (ended[i] === 'done') counts.done += 1
        if (ended[i] === 'region_cuts_outline') counts.cutOutline += 1
        tally.set(type, counts)
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
}, 900_000)

test('of every command some are done, and hardly any is refused for the outline’s sake', () => {
  const total = (of: 'asked' | 'done' | 'cutOutline') =>
    [...tally.values()].reduce((sum, one) => sum + one[of], 0)
  expect([...tally].filter(([, { done }]) => done === 0)).toEqual([])
  expect([...tally.keys()].sort()).toEqual([...COMMAND_TYPES].sort())
  expect(total('done') / total('asked')).toBeGreaterThan(0.3)
  expect(total('cutOutline') / total('asked')).toBeLessThan(0.01)
})
