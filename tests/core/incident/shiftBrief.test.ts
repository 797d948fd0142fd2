import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HOUR_MS, type Instant, MINUTE_MS } from '#core/incident/calendar.ts'
import { actionsAllowed } from '#core/incident/decideAction.ts'
import { type LoggedCase, openAt } from '#core/incident/pastCase.ts'
import { DEFAULT_SETTINGS } from '#core/incident/settings.ts'
import type { Period } from '#core/incident/shift.ts'
import { BRIEF_FIGURES, CAME, LEFT, type ShiftBrief, shiftBrief } from '#core/incident/shiftBrief.ts'
import { CAST, MONDAY_9, type Name, reportRow, rightAct, Story } from '../../support/cases.ts'

/** `SEED=n npx vitest run shiftBrief` asks for other shifts, or again for one that failed. */
const SEED = Number(process.env.SEED || 20_261_122)
const SHIFTS = Number(process.env.SHIFTS || 60)

const logged = (number: string, { log }: Story, area = '140303005006'): LoggedCase => ({
  ...{ id: number, number, area, channel: 'resident', log },
})
const shift: Period = { from: MONDAY_9, to: MONDAY_9 + 12 * HOUR_MS }
const at = (hours: number) => MONDAY_9 + hours * HOUR_MS
const told = (cases: readonly LoggedCase[], period = shift) => shiftBrief(cases, period, DEFAULT_SETTINGS)
/** The figures that are not empty, as numbers of cases. */
const listed = ({ figures }: ShiftBrief) =>
  Object.fromEntries(
    BRIEF_FIGURES.flatMap((figure) =>
      figures[figure].length > 0 ? [[figure, figures[figure].map(({ number }) => number)]] : [],
    ),
  )

test('a shift: what came, what was done, what is left', () => {
  const six = new Story(reportRow('desk', at(-2)))
    .does('desk', 'file', at(-1))
    .does('desk', 'assign', at(1))
    .does('wang', 'accept', at(1.5))
    .does('wang', 'feedback', at(2))
    .does('desk2', 'close', at(3))
  const spot = new Story(reportRow('wang', at(4))).does('wang', 'selfHandle', at(5))
  const back = new Story(reportRow('desk', at(-1)))
    .does('desk', 'file', at(0))
    .does('desk', 'assign', at(1))
    .does('wang', 'return', at(2))
    .does('desk', 'whistle', at(6))
    .does('heating', 'accept', at(7))
  // Two hours for danger to life: overdue when the shift ends, on time when it was closed soon after.
  const late = new Story(reportRow('desk', at(9), { matter: '0204', urgency: 'life' }))
  const gone = new Story(reportRow('desk', at(1))).does('desk', 'reject', at(2))
  const help = new Story(reportRow('desk', at(6), { sos: true, urgency: 'life', matter: null }))
    .does('clock', 'ring', at(6) + 61_000)
    .does('desk', 'acknowledge', at(6) + 90_000)
    .does('desk', 'file', at(6.5))
  const again = new Story(reportRow('wang', at(-9)))
    .does('wang', 'selfHandle', at(-8))
    .does('desk', 'reopen', at(8))
  const before = new Story(reportRow('wang', at(-9))).does('wang', 'selfHandle', at(-8))
  const after = new Story(reportRow('wang', at(12)))
  const brief = told(
    [six, spot, back, late, gone, help, again, before, after].map((story, n) => logged(`${n + 1}`, story)),
  )
  expect(listed(brief)).toEqual({
    openAtStart: ['1', '3'],
    reported: ['2', '4', '5', '6'],
    reopened: ['7'],
    closed: ['1', '2'],
    rejected: ['5'],
    openAtEnd: ['3', '4', '6', '7'],
    filed: ['3', '6'],
    assigned: ['1', '3'],
    returned: ['3'],
    whistled: ['3'],
    closedOnTime: ['1', '2'],
    resolvedInGrid: ['1', '2'],
    overdueAtEnd: ['4', '6'],
    sos: ['6'],
  })
  expect(brief.toAccept).toEqual({ count: 2, medianMs: HOUR_MS / 2, p90Ms: HOUR_MS })
  expect(brief.toClose).toEqual({ count: 2, medianMs: HOUR_MS, p90Ms: 5 * HOUR_MS })
  expect(brief.toAnswer).toEqual({ count: 1, medianMs: 90_000, p90Ms: 90_000 })
})

test('what was filed later is in the brief as what it was taken for then', () => {
  const story = new Story(reportRow('desk', at(1), { matter: null, category: '04' }))
  const categories = () => told([logged('1', story)]).figures.reported.map(({ category }) => category)
  expect(categories()).toEqual(['04'])
  story.does('desk', 'file', at(13))
  expect(categories()).toEqual(['04'])
})

/** Stories of a day in which whoever may does something, at odd times. */
interface Told {
  readonly startsMin: number
  readonly isSos: boolean
  readonly steps: readonly { readonly pick: number; readonly minutes: number }[]
}
const anyCase: fc.Arbitrary<Told> = fc.record({
  startsMin: fc.integer({ min: -2000, max: 1000 }),
  isSos: fc.boolean(),
  steps: fc.array(fc.record({ pick: fc.nat(10_000), minutes: fc.nat(400) }), { maxLength: 14 }),
})
const people = Object.keys(CAST) as Name[]

function lived({ startsMin, isSos, steps }: Told): Story {
  const story = new Story(reportRow('wang', MONDAY_9 + startsMin * MINUTE_MS, { sos: isSos }))
  for (const { pick, minutes } of steps) {
    const now = story.now + minutes * MINUTE_MS
    const can = people.flatMap((name) =>
      actionsAllowed(story.current, CAST[name], now, DEFAULT_SETTINGS).map((action) => ({ name, action })),
    )
    const choice = can[pick % can.length]
    if (choice) story.tries(choice.name, rightAct(choice.action, story.current, now), now)
  }
  return story
}
const shifts = fc.record({
  cases: fc.array(anyCase, { minLength: 1, maxLength: 6 }),
  lengthMin: fc.integer({ min: 1, max: 1500 }),
  laterMin: fc.nat(3000),
})
const asked = { numRuns: SHIFTS, seed: SEED }

test('as many leave a shift as come into it, each in one way, whatever happens', () => {
  fc.assert(
    fc.property(shifts, ({ cases, lengthMin }) => {
      const period = { from: MONDAY_9, to: MONDAY_9 + lengthMin * MINUTE_MS }
      const logs = cases.map((one, n) => logged(`${n}`, lived(one)))
      const brief = told(logs, period)
      const numbers = (of: readonly (keyof ShiftBrief['figures'])[]) =>
        of.flatMap((figure) => brief.figures[figure].map(({ number }) => number)).sort()
      expect(numbers(CAME)).toEqual(numbers(LEFT))
      expect(new Set(numbers(CAME)).size).toBe(numbers(CAME).length)
      // What is open at an end is what was open when the next shift began.
      const open = (instant: Instant) => openAt(logs, instant, DEFAULT_SETTINGS).map(({ number }) => number)
      expect(brief.figures.openAtStart.map(({ number }) => number)).toEqual(open(period.from))
      expect(brief.figures.openAtEnd.map(({ number }) => number)).toEqual(open(period.to))
    }),
    asked,
  )
})

test('the brief of a past shift is the same whenever it is asked for', () => {
  fc.assert(
    fc.property(shifts, ({ cases, lengthMin, laterMin }) => {
      const period = { from: MONDAY_9, to: MONDAY_9 + lengthMin * MINUTE_MS }
      const whole = cases.map((one, n) => logged(`${n}`, lived(one)))
      const until = (end: Instant) =>
        whole.flatMap((one) => {
          const log = one.log.filter((row) => row.at < end)
          return log.length > 0 ? [{ ...one, log }] : []
        })
      const first = told(until(period.to), period)
      expect(told(until(period.to + laterMin * MINUTE_MS), period)).toEqual(first)
      expect(told(whole, period)).toEqual(first)
    }),
    asked,
  )
})
