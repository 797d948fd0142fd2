import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Calendar, DAY_MS, DEFAULT_CALENDAR, HOUR_MS, type Instant } from '#core/incident/calendar.ts'
import type { Act, LogRow } from '#core/incident/case.ts'
import { caseAfter } from '#core/incident/caseAfter.ts'
import { lightAt, timingOf } from '#core/incident/clock.ts'
import { decideAction } from '#core/incident/decideAction.ts'
import type { LimitKind } from '#core/incident/matters.ts'
import { DEFAULT_SETTINGS, type IncidentSettings } from '#core/incident/settings.ts'
import { CAST, holderOf, matterNamed, type Name, PHOTO, reportRow, Story } from '../../support/cases.ts'

const SEED = Number(process.env.SEED || 20_261_122)
const HISTORIES = Number(process.env.HISTORIES || 150)

const at = (time: string): Instant => Date.parse(`${time}:00+08:00`)
const spoken = (instant: Instant) =>
  new Date(instant + 8 * HOUR_MS).toISOString().slice(0, 16).replace('T', ' ')
const timing = (matter: string, reported: string, now = reported) => {
  const current = caseAfter([reportRow('wang', at(reported), { matter })])
  return timingOf(current, at(now), DEFAULT_SETTINGS)
}

test.each([
  // A gas leak: two hours, round the clock. Heating: a day and a night, over a Sunday too.
  ['0204', '2026-11-22T23:30', '2026-11-23 01:30'],
  ['0501', '2026-11-21T20:00', '2026-11-22 20:00'],
  // Ordinary: seven working days.
  ['0303', '2026-11-23T09:00', '2026-12-02 09:00'],
  ['0303', '2026-11-23T13:00', '2026-12-02 12:00'],
  ['0303', '2026-11-21T20:00', '2026-12-01 18:00'],
  // Over the Spring Festival: 15–23 February off, 14 and 28 February (Saturdays) at work.
  ['0303', '2026-02-12T08:00', '2026-02-27 18:00'],
  ['0303', '2026-02-13T08:00', '2026-02-28 18:00'],
  // An unauthorised building is hard: fifteen.
  ['0302', '2026-11-23T09:00', '2026-12-14 09:00'],
] as const)('a report of %s at %s is due at %s', (matter, reported, due) =>
  expect(spoken(timing(matter, reported).dueAt)).toBe(due),
)

describe('the light', () => {
  const light = (matter: string, reported: string, now: string) => timing(matter, reported, now).light
  test.each([
    ['2026-11-23T10:35', 'green'],
    ['2026-11-23T10:36', 'yellow'],
    ['2026-11-23T11:00', 'yellow'],
    ['2026-11-23T11:01', 'red'],
  ])('of two hours from nine is at %s %s', (now, colour) =>
    expect(light('0204', '2026-11-23T09:00', now)).toBe(colour),
  )
  test('is red in the evening of the day on which the office closed over it', () => {
    expect(light('0303', '2026-11-21T20:00', '2026-12-01T18:00')).toBe('yellow')
    expect(light('0303', '2026-11-21T20:00', '2026-12-01T20:00')).toBe('red')
  })
  test('is grey while the case is suspended, and no longer once the day asked for has come', () => {
    const told = new Story(reportRow('wang', at('2026-11-23T09:00')))
      .does('desk', 'file')
      .does('desk', 'assign')
    told.does('wang', 'accept').does('wang', 'requestSuspension', at('2026-11-24T09:00'))
    told.does('desk', 'approve', at('2026-11-25T09:00'))
    const on = (day: string) => timingOf(told.current, at(day), DEFAULT_SETTINGS).light
    expect([on('2026-11-25T09:00'), on('2026-11-27T08:59'), on('2026-11-27T09:00')]).toEqual([
      ...['grey', 'grey', 'green'],
    ])
    // Two working days and a bit stood still: 25 to 27 November, nine to nine.
    expect(spoken(timingOf(told.current, told.now, DEFAULT_SETTINGS).dueAt)).toBe('2026-12-04 09:00')
    told.does('wang', 'resume', at('2026-11-26T09:00'))
    expect(spoken(timingOf(told.current, told.now, DEFAULT_SETTINGS).dueAt)).toBe('2026-12-03 09:00')
  })
  test('of a closed case stays what it was', () => {
    const told = new Story(reportRow('wang', at('2026-11-23T09:00'))).does('wang', 'selfHandle')
    expect(timingOf(told.current, at('2027-06-01T09:00'), DEFAULT_SETTINGS)).toMatchObject({
      ...{ light: 'green', usedMs: 60_000 },
    })
  })
})

test('a calendar without a working hour is a mistake', () => {
  const never: Calendar = { ...DEFAULT_CALENDAR, week: [[], [], [], [], [], [], []], exceptions: new Map() }
  const current = caseAfter([reportRow('wang', at('2026-11-23T09:00'))])
  expect(() => timingOf(current, at('2026-11-23T09:00'), { ...DEFAULT_SETTINGS, calendar: never })).toThrow(
    'expected a calendar with working hours',
  )
})

/** Minute by minute, from the log alone: is this minute, that begins at `minute`, one that counts? */
function countedMinutes(log: readonly LogRow[], settings: IncidentSettings) {
  const begin = log.findLastIndex(({ act }) => ['report', 'reopen'].includes(act.action))
  const round = log.slice(begin)
  const kind = log.flatMap(({ act }) => (act.action === 'file' ? [act.limit ?? act.matter.limit] : [])).at(-1)
  const limit = settings.limits[kind ?? 'ordinary']
  const extension = round.some(
    ({ act }, n) =>
      act.action === 'approve' &&
      round.slice(0, n).findLast((row) => row.act.action.startsWith('request'))?.act.action ===
        'requestExtension',
  )
  const minutesOf = (one: typeof limit) =>
    one.unit === 'hours' ? one.amount * 60 : one.amount * settings.calendar.minutesPerDay
  const { calendar } = settings
  const works = (minute: Instant): boolean => {
    if (limit.unit === 'hours') return true
    const local = new Date(minute + 8 * HOUR_MS)
    const spans =
      calendar.exceptions.get(local.toISOString().slice(0, 10)) ?? calendar.week[local.getUTCDay()]!
    const ofDay = local.getUTCHours() * 60 + local.getUTCMinutes()
    return spans.some(([from, to]) => from <= ofDay && ofDay < to)
  }
  const stops = round.flatMap((row, n) => {
    if (row.to !== 'suspended' || row.from === 'suspended') return []
    const asked = round.slice(0, n).findLast(({ act }) => act.action === 'requestSuspension')?.act
    const until = asked?.action === 'requestSuspension' ? asked.until : 0
    const resumed = round.slice(n).find(({ act }) => act.action === 'resume')?.at ?? until
    return [{ from: row.at, to: Math.min(until, resumed) }]
  })
  const isPaused = (minute: Instant) => stops.some(({ from, to }) => from <= minute && minute < to)
  return {
    start: round[0]!.at,
    limitMinutes: minutesOf(limit) + (extension ? minutesOf(settings.extension) : 0),
    isPaused,
    counts: (minute: Instant) => !isPaused(minute) && works(minute),
  }
}

/** Short limits, so that going minute by minute ends; the proportions are the real ones. */
const settings: IncidentSettings = {
  ...DEFAULT_SETTINGS,
  limits: { ...DEFAULT_SETTINGS.limits, hard: { amount: 3, unit: 'working_days' } },
  extension: { amount: 2, unit: 'working_days' },
}

/** Somebody does one of the things that move the clock, some while after the last. */
const step = fc.record({
  act: fc.constantFrom('suspend', 'suspend', 'resume', 'extend', 'close', 'comment'),
  after: fc.oneof(fc.integer({ min: 1, max: 600 }), fc.integer({ min: 1, max: 6000 })),
  lasts: fc.integer({ min: 1, max: 8000 }),
})
/** All of two years, and often around the long holidays. */
const begin = fc
  .oneof(
    fc.integer({ min: 0, max: 700 * 1440 }),
    fc.integer({ min: 400 * 1440, max: 425 * 1440 }),
    fc.integer({ min: 262 * 1440, max: 285 * 1440 }),
  )
  .map((minutes) => at('2025-01-01T00:00') + minutes * 60_000)

test('over random histories the clock agrees with counting minute by minute', () => {
  const met = { paused: 0, extended: 0, reopened: 0, red: 0, yellow: 0 }
  const limits: LimitKind[] = ['life', 'utility', 'ordinary', 'hard', 'hard']
  fc.assert(
    fc.property(
      ...([begin, fc.constantFrom(...limits), fc.array(step, { maxLength: 8 }), fc.nat(4000)] as const),
      (start, limit, steps, later) => {
        const log = [reportRow('wang', start)]
        const tries = (name: Name, act: Act, now: Instant) => {
          const decision = decideAction(caseAfter(log), act, CAST[name], now, settings)
          if (decision.ok) log.push(decision.row)
        }
        const onward = (now: Instant) => {
          tries('desk', { action: 'file', matter: matterNamed('0303'), level: 'grid', limit }, now)
          tries('desk', { action: 'assign', holder: holderOf('wang') }, now)
          tries('wang', { action: 'accept' }, now)
        }
        onward(start)
        let now = start
        for (const { act, after, lasts } of steps) {
          now += after * 60_000
          const reason = 'so it is'
          if (act === 'suspend') {
            tries('wang', { action: 'requestSuspension', reason, until: now + lasts * 60_000 }, now)
            tries('desk', { action: 'approve' }, now)
          } else if (act === 'resume') tries('wang', { action: 'resume' }, now)
          else if (act === 'extend') {
            tries('wang', { action: 'requestExtension', reason }, now)
            tries('desk', { action: 'approve' }, now)
          } else if (act === 'close') {
            tries('wang', { action: 'feedback', opinion: reason, attachments: [PHOTO] }, now)
            tries('desk', { action: 'close', opinion: reason }, now)
            tries('desk', { action: 'reopen', reason }, now + lasts * 60_000)
            now = Math.max(now, log.at(-1)!.at)
            onward(now)
          } else tries('desk', { action: 'comment', opinion: reason }, now)
        }
        now += later * 60_000
        const current = caseAfter(log)
        const found = timingOf(current, now, settings)
        const naive = countedMinutes(log, settings)
        met.paused += current.pauses.length
        met.extended += current.extended ? 1 : 0
        met.reopened += current.startedAt > start ? 1 : 0

        let [used, counted, due, yellow] = [0, 0, null as Instant | null, null as Instant | null]
        for (let minute = naive.start; minute < now || due === null; minute += 60_000) {
          if (!naive.counts(minute)) continue
          counted += 1
          if (minute < now) used = counted
          if (yellow === null && counted >= 0.8 * naive.limitMinutes)
            yellow = minute + 60_000 * (1 - (counted - 0.8 * naive.limitMinutes))
          if (due === null && counted === naive.limitMinutes) due = minute + 60_000
        }
        const light = naive.isPaused(now) ? 'grey' : now > due! ? 'red' : now >= yellow! ? 'yellow' : 'green'
        met.red += light === 'red' ? 1 : 0
        met.yellow += light === 'yellow' ? 1 : 0
        expect([found.limitMs, found.usedMs].map((ms) => ms / 60_000)).toEqual([naive.limitMinutes, used])
        expect([spoken(found.dueAt), found.light]).toEqual([spoken(due!), light])
        expect(Math.abs(found.yellowAt - yellow!)).toBeLessThanOrEqual(1)
        expect(lightAt({ ...current, ...found }, now)).toBe(light)
      },
    ),
    { seed: SEED, numRuns: HISTORIES },
  )
  for (const [what, times] of Object.entries(met)) expect([what, times > 0]).toEqual([what, true])
})

test('used time never runs backwards, and the light goes green, yellow, red', () => {
  fc.assert(
    fc.property(begin, fc.array(fc.nat(3 * DAY_MS), { maxLength: 20 }), (start, waits) => {
      const current = caseAfter([reportRow('wang', start)])
      const order = ['green', 'yellow', 'red']
      let [now, before] = [start, timingOf(current, start, DEFAULT_SETTINGS)]
      for (const wait of waits) {
        now += wait
        const after = timingOf(current, now, DEFAULT_SETTINGS)
        expect(after.usedMs).toBeGreaterThanOrEqual(before.usedMs)
        expect(order.indexOf(after.light)).toBeGreaterThanOrEqual(order.indexOf(before.light))
        expect(after.dueAt).toBe(before.dueAt)
        before = after
      }
    }),
    { seed: SEED, numRuns: 200 },
  )
})
