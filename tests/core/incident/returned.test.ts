import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DEFAULT_MATTERS } from '#core/incident/catalogue.ts'
import { caseMatter } from '#core/incident/matters.ts'
import { returnRefusal, type WithheldKind, withheldIn } from '#core/incident/returned.ts'
import { proposedRoute } from '#core/incident/routing.ts'
import { REPORT_TEXTS } from '../../../data/names/incidents.ts'
import { matterNamed } from '../../support/cases.ts'

/** Those of what is not public order. */
const HARMLESS = Object.entries(REPORT_TEXTS).filter(([code]) => !code.startsWith('06'))
const kinds = (text: string) => withheldIn(text).map(({ kind, text: found }) => `${kind} ${found}`)

describe('what the police keep to themselves', () => {
  test.each([
    ['居民报警称楼上漏水，请社区协调。', []],
    ['西坡5号楼3单元201，2026-11-22 13:45 停水，已拨 110 和 119。', []],
    ['网格 140303005006008，楼栋 14030300500600012。', []],
    ['违法嫌疑人张某酒后与邻居争执', ['suspect 违法嫌疑人']],
    ['违法行为人李某，已行政拘留五日', ['suspect 违法行为人', 'proceedings 行政拘留']],
    [
      '因盗窃涉案，已刑事立案侦查',
      ['crime 盗窃', 'suspect 涉案', 'proceedings 刑事立案', 'proceedings 侦查'],
    ],
    ['拟作行政处罚', ['proceedings 行政处罚']],
    ['矿公（治）立字〔2026〕123号，纠纷转社区', ['file_number 矿公（治）立字〔2026〕123号']],
    ['案件编号A1403030000002026110001', ['file_number A1403030000002026110001']],
    ['当事人 140303198811223344 与物业争执', ['id_number 140303198811223344']],
    ['身份证14030319881122334x', ['id_number 14030319881122334x']],
    ['身份证 140303 19881122 334X。', ['id_number 140303 19881122 334X']],
    ['身份证1403031990 0101 1234。', ['id_number 1403031990 0101 1234']],
    ['２张卡，1-4.0·3—0　3 1990.01–01 1 2 3 x，2 张', ['id_number 1-4.0·3—0　3 1990.01–01 1 2 3 x']],
    ['楼栋 14030300500600012 3 号楼', []],
    ['电话13812345678', ['telephone 13812345678']],
    ['联系 138-1234-5678 或 0353-2021110', ['telephone 138-1234-5678', 'telephone 0353-2021110']],
    ['请回电＋８６１３８１２３４５６７８', ['telephone ＋８６１３８１２３４５６７８']],
    ['The suspect was arrested', ['suspect suspect', 'proceedings arrested']],
  ])('%s', (text, found) => {
    expect(kinds(text)).toEqual(found)
  })

  test.each([
    ...['杀人', '强奸未遂', '贩毒', '有人被抢劫', '持刀伤人', '被捅伤凶手在逃', '楼内有人卖淫', '聚众赌博'],
    ...[
      '入室盗窃手机',
      '诈骗五万元',
      '井盖被盗',
      '电动车电瓶被偷走',
      '老人被骗两万元',
      '猥亵儿童',
      '聚众斗殴',
    ],
    ...[
      '寻衅滋事',
      '有人打架',
      '丈夫家暴',
      '敲诈勒索',
      '打麻将赌钱',
      '藏有毒品',
      '醉驾后肇事逃逸',
      '尾随女学生',
      '打群架',
      '有人拿刀砍',
      '抢了手机',
      '骗了老人五万',
      '发现无名尸体',
    ],
    ...[
      'A man was murdered',
      'attempted rape',
      'Robbery at the gate',
      'his bicycle was stolen',
      'drug dealing',
    ],
    ...['gambling upstairs', 'stabbed with a knife', 'a phone scam', 'the thief ran away'],
  ])('%s is the police’s: a crime is found in it', (text) => {
    expect(withheldIn(`居民反映${text}，请处理`).map(({ kind }) => kind)).toContain('crime')
  })

  test.each([
    ...['噪音扰民', '邻里纠纷', '夫妻吵架', '打麻将声音大', '楼上漏水', '井盖缺失', '防诈骗宣传', '反诈宣传'],
    ...[
      '反电信网络诈骗宣传',
      '电信网络诈骗防范知识讲座',
      '禁毒宣传',
      '毒品预防教育和禁赌宣传',
      '预防犯罪宣讲',
      '防盗门坏了',
    ],
    ...[
      '消防通道堵塞',
      '火灾隐患',
      '高空抛物伤人',
      '在逃生通道堆物',
      '自来水抢修',
      '车位被抢占',
      '树被砍了',
      '拨打人工客服',
    ],
    ...[
      '一楼偷偷走线',
      '杀害虫药味大',
      '犬只咬伤行人',
      '燃气爆炸隐患',
      '楼上打砸墙体',
      '一氧化碳中毒',
      '色情小广告',
    ],
    ...[
      '跳闸停电',
      '燃放火花',
      '特强暴雨',
      '大麻烦',
      '消毒打扫',
      '生命案例',
      '拿刀剁肉',
      '动物尸体',
      '谨防被骗',
      '反诈骗活动',
      '远离毒品',
      '二楼人家暴露的电线',
      '被打断休息',
      '人行道施工',
      '烧烤摊占道',
      '残疾人求助',
      '老人走失',
    ],
    ...['noise at night', 'a robot vacuum', 'anti-fraud campaign', 'fraud prevention', 'rapeseed oil spilt'],
  ])('%s is not: nothing is found', (text) => {
    expect(withheldIn(`居民反映${text}，请处理`)).toEqual([])
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
  /** Whatever stands between its digits. */
  const between = fc.stringMatching(/^[ .·\-–—\u3000]{0,3}$/)
  const birth = fc
    .date({ min: new Date('1900-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10).replaceAll('-', ''))
  const identity = fc
    .tuple(
      joined(number(6), birth, number(3), fc.oneof(digit, fc.constantFrom('X', 'x'))),
      fc.array(between, { minLength: 17, maxLength: 17 }),
    )
    .map(([places, gaps]) => [...places].map((place, n) => place + (gaps[n] ?? '')).join(''))
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
    .constantFrom(...HARMLESS.flatMap(([, texts]) => texts))
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
    for (const [code, texts] of HARMLESS)
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
