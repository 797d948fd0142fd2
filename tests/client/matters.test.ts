import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DEFAULT_MATTERS } from '#core/incident/catalogue.ts'
import { ADMISSION_STATES, CATEGORIES, DEPARTMENTS, LIMIT_KINDS } from '#core/incident/matters.ts'
import {
  changeOf,
  differences,
  EVERY_MATTER,
  fitting,
  formOf,
  type MatterForm,
  nextCode,
  rebased,
} from '../../client/state/matters.ts'
import { matterFieldWords, matter as words } from '../../client/words/matter.ts'
import type { Words } from '../../client/words/words.ts'
import type { MatterVersion } from '../../server/contract/matter.ts'

const matters: MatterVersion[] = DEFAULT_MATTERS.map((one) => ({
  ...one,
  ...{ version: 1, validFrom: '2026-11-22T00:00:00Z', by: 'system' },
}))
const named = (code: string) => matters.find((one) => one.code === code) as MatterVersion
const search = (filter: Partial<typeof EVERY_MATTER>) =>
  fitting(matters, { ...EVERY_MATTER, ...filter }, ({ code, name }) => `${code} ${name.zh} ${name.en}`)
const codes = (found: readonly MatterVersion[]) => found.map(({ code }) => code)

test('a list holds those that fit every condition, under their categories in order', () => {
  expect(search({})).toHaveLength(matters.length)
  expect(codes(search({ text: '消防通道' }))).toEqual(['0201'])
  expect(codes(search({ text: 'fire  LANE' }))).toEqual(['0201'])
  expect(search({ category: '01', enforcement: true })).toEqual([])
  expect(search({ admission: 'retired' })).toEqual([])
  const order = codes(search({})).map((code) => CATEGORIES.indexOf(code.slice(0, 2) as never))
  expect(order).toEqual([...order].sort((a, b) => a - b))
})

test('a new code was never given before', () => {
  expect(nextCode(matters, '01')).toBe('0107')
  expect(nextCode([], '99')).toBe('9901')
  expect(nextCode([{ ...named('0101'), code: '0199' }], '01')).toBe('')
})

test('only what differs is sent; blanks around a name are none', () => {
  const one = named('0101')
  expect(changeOf(one, formOf(one))).toEqual({})
  expect(changeOf(one, { ...formOf(one), zh: ` ${one.name.zh} `, reason: 'x' })).toEqual({})
  expect(changeOf(one, { ...formOf(one), limit: 'hard', en: 'Row' })).toEqual({
    ...{ limit: 'hard', name: { zh: one.name.zh, en: 'Row' } },
  })
})

test('what is typed stays over what somebody else has saved meanwhile, and everything else is theirs', () => {
  const value = fc.record(
    {
      zh: fc.constantFrom('甲', '乙'),
      department: fc.constantFrom(...DEPARTMENTS),
      limit: fc.constantFrom(...LIMIT_KINDS),
      enforcement: fc.boolean(),
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(value, value, (theirs, own) => {
      const before = named('0101')
      const { zh = before.name.zh, ...rest } = theirs
      const after = { ...before, ...rest, name: { ...before.name, zh }, version: 2 } as MatterVersion
      const typed = { ...formOf(before), ...own } as MatterForm
      const merged = rebased(before, after, typed)
      for (const field of ['zh', 'department', 'limit', 'enforcement'] as const)
        expect(merged[field]).toBe(
          typed[field] === formOf(before)[field] ? formOf(after)[field] : typed[field],
        )
    }),
  )
})

test('the history says what each version changed', () => {
  const before = named('0101')
  const after = { ...before, limit: 'hard', name: { ...before.name, en: 'Row' } } as const
  expect(differences(before, after)).toEqual(['en', 'limit'])
  expect(differences(before, { ...before, admission: ADMISSION_STATES[3], reason: 'x' })).toEqual([
    'admission',
  ])
})

test('the page says the same in both languages', () => {
  const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()
  for (const { zh, en } of Object.values<Words>({ ...words, ...matterFieldWords })) {
    expect(en).not.toMatch(/\p{Script=Han}/u)
    expect(places(zh)).toEqual(places(en))
  }
})
