import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DEFAULT_MATTERS } from '#core/incident/catalogue.ts'
import { caseMatter } from '#core/incident/matters.ts'
import { returnRefusal, type WithheldKind, withheldIn } from '#core/incident/returned.ts'
import { proposedRoute } from '#core/incident/routing.ts'
import { REPORT_TEXTS } from '../../../data/names/incidents.ts'
import { matterNamed } from '../../support/cases.ts'

const kinds = (text: string) => withheldIn(text).map(({ kind, text: found }) => `${kind} ${found}`)

describe('what the police keep to themselves', () => {
  test.each([
    ['居民报警称楼上漏水，请社区协调。', []],
    ['西坡5号楼3单元201，2026-11-22 13:45 停水，已拨 110 和 119。', []],
    ['网格 140303005006008，楼栋 14030300500600012。', []],
    ['违法嫌疑人张某酒后与邻居争执', ['suspect 违法嫌疑人']],
    ['违法行为人李某，已行政拘留五日', ['suspect 违法行为人', 'proceedings 行政拘留']],
    ['因盗窃涉案，已刑事立案侦查', ['suspect 涉案', 'proceedings 刑事立案', 'proceedings 侦查']],
    ['拟作行政处罚', ['proceedings 行政处罚']],
    ['矿公（治）立字〔2026〕123号，纠纷转社区', ['file_number 矿公（治）立字〔2026〕123号']],
    ['案件编号A1403030000002026110001', ['file_number A1403030000002026110001']],
    ['当事人 140303198811223344 与物业争执', ['id_number 140303198811223344']],
    ['身份证14030319881122334x', ['id_number 14030319881122334x']],
    ['身份证 140303 19881122 334X。', ['id_number 140303 19881122 334X']],
    ['电话13812345678', ['telephone 13812345678']],
    ['联系 138-1234-5678 或 0353-2021110', ['telephone 138-1234-5678', 'telephone 0353-2021110']],
    ['请回电＋８６１３８１２３４５６７８', ['telephone ＋８６１３８１２３４５６７８']],
    ['The suspect was arrested', ['suspect suspect', 'proceedings arrested']],
  ])('%s', (text, found) => {
    expect(kinds(text)).toEqual(found)
  })

  const digit = fc.integer({ min: 0, max: 9 }).map(String)
  const number = (length: number) =>
    fc.array(digit, { minLength: length, maxLength: length }).map((all) => all.join(''))
  const gap = fc.constantFrom('', ' ', '-', '·', '\u200b')
  const joined = (...parts: (fc.Arbitrary<string> | string)[]) =>
    fc
      .tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part)))
      .map((all) => all.join(''))
  const mobile = joined(
    fc.constantFrom('', '+86', '86 ', '0086'),
    '1',
    fc.constantFrom('3', '5', '9'),
    digit,
    gap,
    number(4),
    gap,
    number(4),
  )
  const identity = joined(
    number(6),
    gap,
    number(8),
    gap,
    number(3),
    fc.oneof(digit, fc.constantFrom('X', 'x')),
  )
  const word = fc.constantFrom(
    '犯罪嫌疑人',
    '违法行为人',
    '涉嫌',
    '刑事',
    '行政处罚',
    '立案',
    '取保候审',
    '前科',
  )
  const secret = fc.oneof(
    mobile.map((text) => ({ kind: 'telephone' as WithheldKind, text })),
    identity.map((text) => ({ kind: 'id_number' as WithheldKind, text })),
    word.map((text) => ({ kind: null, text })),
  )
  /** Words as reports have them, without a digit at either end that would make a number longer. */
  const harmless = fc
    .constantFrom(...Object.values(REPORT_TEXTS).flat())
    .map((text) => `（${text.replace('{at}', '西坡5号楼')}）`)
  const widened = (text: string) =>
    text.replace(/\d/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))

  test('property: whatever stands around it, it is found as it was written, and nothing else is', () => {
    fc.assert(
      fc.property(harmless, secret, harmless, fc.boolean(), (before, { kind, text }, after, isWide) => {
        const written = isWide ? widened(text) : text
        const found = withheldIn(before + written + after)
        expect(found.map((one) => one.text).join('')).toBe(written.trim())
        if (kind) expect(found.map((one) => one.kind)).toEqual([kind])
      }),
    )
  })

  test('property: what is found is part of the text, in its order, and left out, the rest may go', () => {
    const mixed = fc.array(
      fc.oneof(
        harmless,
        secret.map(({ text }) => `，${text}，`),
      ),
      { maxLength: 6 },
    )
    fc.assert(
      fc.property(mixed, (parts) => {
        const text = parts.join('')
        let rest = text
        let at = 0
        for (const { text: found } of withheldIn(text)) {
          at = text.indexOf(found, at)
          expect(at).toBeGreaterThanOrEqual(0)
          at += found.length
          rest = rest.replace(found, '某')
        }
        expect(withheldIn(rest)).toEqual([])
      }),
    )
  })

  test('no text of the demo tells of it, but those of matters that are the police’s own', () => {
    for (const [code, texts] of Object.entries(REPORT_TEXTS))
      for (const text of texts)
        expect([text, returnRefusal({ category: '99', matter: null }, [text])], code).toEqual([text, null])
  })
})

test('what is the police’s own goes to no grid: it is what the police would be sent again', () => {
  for (const matter of DEFAULT_MATTERS) {
    const isTheirs = proposedRoute(matter, matter.level, false).kind === 'police'
    const refusal = returnRefusal({ category: matter.category, matter: caseMatter(matter) }, ['漏水'])
    expect([matter.code, refusal?.code ?? null]).toEqual([matter.code, isTheirs ? 'police_matter' : null])
  }
  expect(returnRefusal({ category: '06', matter: null }, ['漏水'])).toEqual({ code: 'police_matter' })
  const matter = caseMatter(matterNamed('0703'))
  expect(returnRefusal({ category: '07', matter }, ['噪音', '找13812345678'])).toEqual({
    code: 'criminal_detail',
    found: [{ kind: 'telephone', text: '13812345678' }],
  })
})
