import readXlsxFile from 'read-excel-file/node'
import { extractText, getDocumentProxy } from 'unpdf'
import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../support/app.ts'
import { casework, ELSEWHERE } from '../support/incidents.ts'

const server = testApp()
const { reported, acted } = casework(server)
const from = new Date(Date.now() - 3_600_000).toISOString()
const path = (ending: string) => `/api/incidents/brief.${ending}?from=${from}`
const numbers: string[] = []

beforeAll(async () => {
  for (const body of [{}, {}, { position: ELSEWHERE }])
    numbers.push((await reported({ ...body, reporter: { name: '王小明', phone: '13812345678' } })).number)
  const last = await reported()
  numbers.push(last.number)
  await acted(last.id, ['commander', { action: 'supervise', colour: 'red', reason: '领导关注' }])
  await server.json('commander', 'POST', '/api/handovers', {
    ...{ id: '00000000-0000-4000-8000-0000000000b1', note: '=西坡路段已派人' },
  })
})

test('the brief as PDF: its texts are text, with the figures and what presses', async () => {
  const answer = await server.ask('commander', 'GET', path('pdf'))
  expect(answer.statusCode, answer.body).toBe(200)
  expect(decodeURIComponent(String(answer.headers['content-disposition']))).toMatch(
    /''值班简报 矿区 \d{4}-\d\d-\d\d \d{4} 至 \d{4}-\d\d-\d\d \d{4}\.pdf$/,
  )
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(answer.rawPayload)))
  const all = text.join(' ').replace(/\s+/g, ' ')
  for (const words of [
    '值班简报 矿区',
    '进出平衡',
    '本期上报 4',
    '期末未结 4',
    '合计 4 合计 4',
    '沙坪街道 3 0 3 0',
    '平潭街街道 1 0 1 0',
    '安全隐患 4 0 4 0',
    `${numbers[3]} 安全隐患 一般 沙坪街道 上报`,
    '红牌',
    '待接班',
    '西坡路段已派人',
    '演示数据',
    '第 1 页',
  ])
    expect(all).toContain(words)
  expect(all).not.toMatch(/王小明|138/)
})

test('the page to print says the same; it is escaped', async () => {
  const { body, headers } = await server.ask('commander', 'GET', path('html'))
  expect(headers['content-type']).toContain('text/html')
  for (const words of ['值班简报', '本期上报', '沙坪街道', numbers[3] ?? '', '西坡路段已派人', '演示数据'])
    expect(body).toContain(words)
})

test('the workbook: numbers as numbers, and every figure with its cases', async () => {
  const answer = await server.ask('commander', 'GET', path('xlsx'))
  const sheets = new Map((await readXlsxFile(answer.rawPayload)).map(({ sheet, data }) => [sheet, data]))
  expect([...sheets.keys()]).toEqual(['指标', '用时', '分项', '超期和红牌', '指标案件', '交接班'])
  expect(sheets.get('指标')).toContainEqual(['本期上报', 4])
  expect(sheets.get('分项')).toContainEqual(['街道', '沙坪街道', 3, 0, 3, 0])
  const listed = sheets.get('指标案件')?.filter(([figure]) => figure === '本期上报')
  expect(listed?.map(([, number]) => number)).toEqual(numbers)
  // What a note begins with is no formula.
  expect(sheets.get('交接班')?.[1]?.[3]).toBe("'=西坡路段已派人")
})

test('who may not see a count sees none on paper either, nor the notes', async () => {
  const answer = await server.ask('viewer', 'GET', path('xlsx'))
  const sheets = new Map((await readXlsxFile(answer.rawPayload)).map(({ sheet, data }) => [sheet, data]))
  expect(sheets.get('分项')).toContainEqual(['街道', '平潭街街道', '＜3', 0, '＜3', 0])
  expect(sheets.get('交接班')).toHaveLength(1)
  expect((await server.ask('shaping-desk', 'GET', `${path('pdf')}&within=999999`)).statusCode).toBe(404)
})
