import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY_MS } from '#core/incident/calendar.ts'
import { maskedName, maskedPhone } from '#core/incident/masking.ts'
import { caseMatter, decideAdmission, matterRefusal } from '#core/incident/matters.ts'
import { judged, type Report, type Whereabouts } from '#core/incident/reports.ts'
import { DEFAULT_SETTINGS } from '#core/incident/settings.ts'
import { proposedLevel } from '#core/incident/triage.ts'
import { MONDAY_9, matterNamed } from '../../support/cases.ts'

const inside: Whereabouts = { inDistrict: true, inGrid: true, inBeat: true }
const report = (told: Partial<Report> = {}): Report => ({
  ...{ channel: 'resident', category: null, matter: null, urgency: null, text: '井盖丢了 🕳️' },
  ...{ position: [113.53, 37.88], occurredAt: null },
  ...told,
})
const catalogue = (code: string) => {
  if (code === '0000') return undefined
  if (code === '0399') return { ...matterNamed('0303'), admission: 'retired' as const }
  if (code === '0398') return { ...matterNamed('0303'), admission: 'merged' as const, mergedInto: '0303' }
  if (code === '0397') return { ...matterNamed('0303'), admission: 'proposed' as const }
  return matterNamed(code)
}
const judge = (told: Partial<Report>, where: Partial<Whereabouts> = {}) =>
  judged(report(told), { ...inside, ...where }, catalogue, MONDAY_9, DEFAULT_SETTINGS)
const flags = (told: Partial<Report>, where: Partial<Whereabouts> = {}) => {
  const judgement = judge({ matter: '0208', ...told }, where)
  return judgement.ok ? judgement.report.flags : judgement.code
}

test('a plain report is taken as it is', () =>
  expect(judge({ matter: '0208', category: '02' })).toEqual({
    ok: true,
    report: {
      ...{ category: '02', matter: caseMatter(matterNamed('0208')), urgency: 'urgent', level: 'grid' },
      ...{ sos: false, text: '井盖丢了 🕳️', occurredAt: MONDAY_9, flags: [] },
    },
  }))

describe('what is odd is flagged and never lost', () => {
  test.each<[string, Partial<Report>, Partial<Whereabouts>, string[]]>([
    ['no position', { position: null }, {}, ['position_missing']],
    [
      ...(['at sea', { position: [0, 0] }, { inDistrict: false, inGrid: false, inBeat: false }] as const),
      ['outside_district'],
    ],
    ['between the grids', {}, { inGrid: false }, ['outside_every_grid']],
    ['nobody’s beat', {}, { inBeat: false }, ['outside_every_beat']],
    ['tomorrow', { occurredAt: MONDAY_9 + DAY_MS }, {}, ['time_in_future']],
    ['a clock that is a minute ahead', { occurredAt: MONDAY_9 + 60_000 }, {}, []],
    ['years ago', { occurredAt: MONDAY_9 - 800 * DAY_MS }, {}, ['time_long_ago']],
    ['nothing to go by', { matter: null }, {}, ['unclassified']],
    ['a category at least', { matter: null, category: '05' }, {}, []],
    ['bytes no database takes', { text: 'a\u0000b\ud83dc' }, {}, ['text_cleaned']],
  ])('%s', (_, told, where, expected) => expect(flags(told, where)).toEqual(expected))
  test('the future is taken as now', () =>
    expect(judge({ occurredAt: MONDAY_9 + DAY_MS })).toMatchObject({ report: { occurredAt: MONDAY_9 } }))
})

describe('what cannot be taken is told why', () => {
  test.each<[string, Partial<Report>]>([
    ['matter_unknown', { matter: '0000' }],
    ['matter_retired', { matter: '0399' }],
    ['matter_merged', { matter: '0398' }],
    ['matter_not_admitted', { matter: '0397' }],
    ['category_mismatch', { matter: '0303', category: '05' }],
    ['text_missing', { text: ' \n\u0000' }],
    ['text_too_long', { text: '字'.repeat(2001) }],
    ['text_too_long', { text: 'x'.repeat(1 << 20) }],
  ])('%s', (code, told) => expect(judge(told)).toMatchObject({ ok: false, code }))
  test('two thousand emoji are two thousand characters', () => {
    expect(flags({ text: '🔥'.repeat(2000) })).toEqual([])
    expect(flags({ text: '🔥'.repeat(2001) })).toBe('text_too_long')
  })
  test('of a merged matter, which one stands for it', () =>
    expect(judge({ matter: '0398' })).toMatchObject({ mergedInto: '0303' }))
})

test('a wristband calls for help without a word', () =>
  expect(judge({ channel: 'wristband', text: '', position: null })).toMatchObject({
    report: { sos: true, category: '08', urgency: 'life', level: 'street', flags: ['position_missing'] },
  }))

test('whatever is sent, the answer is a judgement, and what is kept can be kept', () => {
  fc.assert(
    fc.property(
      fc
        .array(fc.oneof(fc.nat(0xffff), fc.integer({ min: 0xd800, max: 0xdfff })), { maxLength: 2500 })
        .map((units) => String.fromCharCode(...units)),
      fc.option(fc.constantFrom('0000', '0303', '0399', '0601')),
      fc.option(fc.integer({ min: -5 * DAY_MS, max: 5 * DAY_MS })),
      (text, matter, ahead) => {
        const judgement = judge({ text, matter, occurredAt: ahead === null ? null : MONDAY_9 + ahead })
        if (!judgement.ok) return
        expect(judgement.report.occurredAt).toBeLessThanOrEqual(MONDAY_9)
        expect(judgement.report.text).not.toMatch(/\0|\p{Surrogate}/u)
        expect([...judgement.report.text].length).toBeLessThanOrEqual(2000)
      },
    ),
    { numRuns: 500 },
  )
})

test.each([
  ['0303', 'routine', 'grid'],
  ['0303', 'life', 'street'],
  ['0301', 'routine', 'street'],
  ['0206', 'life', 'district'],
  ['0901', 'routine', 'district'],
  ['0106', 'routine', 'community'],
  [null, 'routine', 'community'],
] as const)('%s, %s, begins at the level %s', (code, urgency, level) =>
  expect(proposedLevel(code && matterNamed(code), urgency)).toBe(level),
)

describe('the catalogue', () => {
  const matter = matterNamed('0303')
  test('a retired matter cannot be chosen, and comes back with a reason', () => {
    const gone = decideAdmission(matter, 'retired', '不属于网格职责')
    if (!gone.ok) throw new Error(gone.code)
    expect(matterRefusal(gone.matter)).toBe('matter_retired')
    expect(decideAdmission(gone.matter, 'admitted', ' ')).toEqual({
      ok: false,
      code: 'admission_reason_missing',
    })
    expect(decideAdmission(gone.matter, 'merged', 'x', matterNamed('0304'))).toMatchObject({
      code: 'admission_not_possible',
    })
    expect(decideAdmission(gone.matter, 'admitted', 'again')).toMatchObject({
      matter: { admission: 'admitted' },
    })
  })
  test('one is merged into another that is admitted', () => {
    expect(decideAdmission(matter, 'merged', 'same')).toMatchObject({ code: 'admission_target_missing' })
    expect(decideAdmission(matter, 'merged', 'same', matter)).toMatchObject({
      code: 'admission_target_missing',
    })
    expect(decideAdmission(matter, 'merged', 'same', matterNamed('0304'))).toMatchObject({
      matter: { admission: 'merged', mergedInto: '0304' },
    })
  })
})

test('names and numbers are masked', () => {
  expect(['王小明', ' 李 ', '', '𠮷田'].map(maskedName)).toEqual(['王*', '李*', '', '𠮷*'])
  expect(['138 1234 5678', '0353-1234567', '110', ''].map(maskedPhone)).toEqual([
    ...['138****5678', '035****4567', '****', ''],
  ])
})
