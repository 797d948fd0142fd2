import readXlsxFile from 'read-excel-file/node'
import { extractText, getDocumentProxy } from 'unpdf'
import { beforeAll, expect, test } from 'vitest'
import { SYSTEM } from '../../server/db/database.ts'
import { testApp } from '../support/app.ts'
import { planning } from '../support/plans.ts'
import { buildingNamed, gridNamed, PINGTAN, SHAGOU, SHAPING_STREET } from '../support/tinyWorld.ts'

const server = testApp()
const { brought, fresh, moved, started } = planning(server)
const absent = '00000000-0000-4000-8000-000000000000'

/** A draft of the judged case. */
let plan: string
beforeAll(async () => {
  plan = await started()
  await moved(plan, '西坡5号楼', '第六网格')
  await moved(plan, '西坡6号楼', '第五网格')
  await moved(plan, '西坡7号楼', '第五网格')
})

async function sheets(url: string) {
  const answer = await server.ask('shagou', 'GET', url)
  expect(answer.statusCode, answer.body).toBe(200)
  const read = await readXlsxFile(answer.rawPayload)
  return { answer, sheets: new Map(read.map(({ sheet, data }) => [sheet, data])) }
}

test('the workbook of a plan: grids before and after, and the buildings that move, numbers as numbers', async () => {
  const { answer, sheets: read } = await sheets(`/api/plans/${plan}/notice.xlsx`)
  expect(answer.headers['content-type']).toContain('spreadsheetml.sheet')
  expect(decodeURIComponent(String(answer.headers['content-disposition']))).toBe(
    "attachment; filename*=UTF-8''调整方案 沙沟调整.xlsx",
  )
  expect([...read.keys()]).toEqual(['调整前后', '移动楼栋'])
  const [header, ...rows] = read.get('调整前后') ?? []
  expect(header?.slice(0, 5)).toEqual(['网格编码', '网格名称', '户数（前）', '户数（后）', '户数增减'])
  expect(rows.map((row) => row.slice(0, 5))).toEqual([
    [gridNamed('第五网格').code, '第五网格', 303, 460, 157],
    [gridNamed('第六网格').code, '第六网格', 328, 412, 84],
    [gridNamed('第八网格').code, '第八网格', 709, 468, -241],
    ['合计', null, 1340, 1340, 0],
  ])
  const bands = header?.indexOf('规模（前）') ?? -1
  expect(rows.map((row) => row.slice(bands, bands + 2))).toEqual([
    ['适中', '适中'],
    ['适中', '适中'],
    ['超出', '适中'],
    [null, null],
  ])
  expect(read.get('移动楼栋')).toEqual([
    ['楼栋编码', '楼栋名称', '户数', '原网格', '现网格'],
    [buildingNamed('西坡5号楼').code, '西坡5号楼', 84, '第八网格', '第六网格'],
    [buildingNamed('西坡6号楼').code, '西坡6号楼', 79, '第八网格', '第五网格'],
    [buildingNamed('西坡7号楼').code, '西坡7号楼', 78, '第八网格', '第五网格'],
    ['合计', null, 241, null, null],
  ])
})

async function pages(url: string) {
  const answer = await server.ask('shagou', 'GET', url)
  expect(answer.statusCode, answer.body).toBe(200)
  expect(answer.headers['content-type']).toBe('application/pdf')
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(answer.rawPayload)))
  const name = decodeURIComponent(String(answer.headers['content-disposition']))
  return { name, text: text.map((page) => page.replace(/\s+/g, ' ')) }
}

test('the notice of a plan: its texts are text, with the figures before and after and what moves', async () => {
  const { name, text } = await pages(`/api/plans/${plan}/notice.pdf`)
  expect(name).toBe("attachment; filename*=UTF-8''调整方案 沙沟调整.pdf")
  expect(text).toHaveLength(2)
  const [first = '', second = ''] = text
  for (const words of [
    '网格调整方案',
    '矿区 沙坪街道 沙沟社区',
    '沙沟调整',
    '草稿，尚未提交',
    '待签',
    '303 → 460 +157',
    '328 → 412 +84',
    '709 → 468 −241',
    '超出 → 适中',
    '合计 1340 0',
    '移动楼栋（3 栋）',
    `${buildingNamed('西坡5号楼').code} 西坡5号楼 84 第八网格 第六网格`,
    '演示数据',
    '第 1 页，共 2 页',
  ])
    expect(first).toContain(words)
  for (const words of ['沙沟社区网格调整前后示意图', '709 户', '468 户', '比例尺 1:', '演示数据'])
    expect(second).toContain(words)
})

test('the notice of a published plan says who signed, and from when it holds', async () => {
  const id = await started()
  await moved(id, '西坡5号楼', '第六网格')
  await brought(id, { effectiveOn: '2099-01-05' })
  const { text } = await pages(`/api/plans/${id}/notice.pdf`)
  await fresh()
  for (const words of ['已发布', '2099-01-05', '同意']) expect(text[0]).toContain(words)
  expect(text[0]).not.toContain('待签')
})

test('the map of a community: its grids of that day and nobody else’s', async () => {
  const { name, text } = await pages(`/api/areas/${SHAGOU}/map.pdf`)
  expect(name).toMatch(/沙沟社区网格分布示意图 \d{4}-\d\d-\d\d\.pdf$/)
  expect(text).toHaveLength(1)
  for (const words of [
    '沙沟社区网格分布示意图',
    '图例',
    '超出 >600',
    '北',
    '709 户',
    `${gridNamed('第八网格').code} 第八网格 709 9`,
    '合计 1340 27',
    '演示数据',
    'CGCS2000',
  ])
    expect(text[0]).toContain(words)
  expect(text[0]).not.toContain('沙台')
  expect(text[0]).not.toContain('90 户')
})

test('a name that looks like a formula is text', async () => {
  const named = (name: string) =>
    server.database.transaction(SYSTEM, (tx) =>
      tx.query('update building_versions set name = $1 where building = $2', [
        name,
        buildingNamed('西坡5号楼').id,
      ]),
    )
  await named('=HYPERLINK("http://example.com")')
  server.services.states.forget()
  const id = await started()
  await moved(id, '西坡5号楼', '第六网格')
  const { sheets: read } = await sheets(`/api/plans/${id}/notice.xlsx`)
  await named('西坡5号楼')
  server.services.states.forget()
  expect(read.get('移动楼栋')?.[1]?.[1]).toBe('\'=HYPERLINK("http://example.com")')
})

/** A page's texts, and everything that it asks for besides. */
async function htmlPage(url: string) {
  const answer = await server.ask('shagou', 'GET', url)
  expect(answer.statusCode, answer.body).toBe(200)
  expect(answer.headers['content-type']).toBe('text/html; charset=utf-8')
  const asked = [...answer.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address ?? '')
  const text = answer.body.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
  return { body: answer.body, text, asked, policy: String(answer.headers['content-security-policy']) }
}

test('the page of a notice says what the PDF says, and asks for nothing that the policy forbids', async () => {
  const { body, text, asked, policy } = await htmlPage(`/api/plans/${plan}/notice.html`)
  for (const words of [
    '网格调整方案',
    '矿区 沙坪街道 沙沟社区',
    '调整理由',
    '709 → 468 −241',
    '合计 1340 0',
    `${buildingNamed('西坡5号楼').code} 西坡5号楼 84 第八网格 第六网格`,
    '沙沟社区网格调整前后示意图',
    '709 户',
    '468 户',
    '演示数据',
  ])
    expect(text).toContain(words)
  expect(body.match(/<svg [^>]*role="img"/g)?.length).toBeGreaterThanOrEqual(2)
  expect(body).not.toMatch(/\sstyle=|<style|\son\w+=/)
  expect(policy).toContain("style-src 'self'")
  for (const address of asked.filter((one) => !one.startsWith('data:'))) {
    const file = await server.ask(null, 'GET', address)
    expect([address, file.statusCode]).toEqual([address, 200])
  }
})

test('the page of a map has the grids of that day, its legend and its codes', async () => {
  const { text, body } = await htmlPage(`/api/areas/${SHAGOU}/map.html`)
  for (const words of [
    '沙沟社区网格分布示意图',
    '图例',
    '超出 &#62;600',
    '北',
    `${gridNamed('第八网格').code} 第八网格 709 9`,
    '合计 1340 27',
    'CGCS2000',
  ])
    expect(text).toContain(words)
  expect(body).toContain('class="sheet a3"')
  expect(text).not.toContain('沙台')
})

test('a name that looks like markup is text on the page', async () => {
  const name = '<script>alert(1)</script>"\'&'
  const { id } = await server.json<{ id: string }>('planner', 'POST', '/api/plans', { name, within: SHAGOU })
  const { body } = await htmlPage(`/api/plans/${id}/notice.html`)
  expect(body).toContain('&#60;script&#62;alert(1)&#60;/script&#62;&#34;&#39;&#38;')
  expect(body).not.toContain('<script>')
})

test('who asks while many papers wait is told to come back', async () => {
  const asked = Array.from({ length: 11 }, () => server.ask('shagou', 'GET', `/api/areas/${SHAGOU}/map.html`))
  const answers = await Promise.all(asked)
  const codes = answers.map(({ statusCode }) => statusCode).sort()
  expect(codes).toEqual([...Array(9).fill(200), 503, 503])
  const busy = answers.find(({ statusCode }) => statusCode === 503)
  expect(busy?.json().code).toBe('press_busy')
  expect(busy?.headers['retry-after']).toBe('20')
  const { statusCode } = await server.ask('shagou', 'GET', `/api/areas/${SHAGOU}/map.html`)
  expect(statusCode).toBe(200)
})

test('what cannot be named is refused', async () => {
  const asked = async (url: string) => {
    const { statusCode, body } = await server.ask('shagou', 'GET', url)
    return [statusCode, JSON.parse(body).code]
  }
  expect(await asked('/api/plans/yesterday/notice.xlsx')).toEqual([400, 'input_invalid'])
  expect(await asked(`/api/plans/${absent}/notice.xlsx`)).toEqual([404, 'not_found'])
  expect(await asked('/api/areas/shagou/map.pdf')).toEqual([400, 'input_invalid'])
  expect(await asked(`/api/areas/${SHAPING_STREET}/map.pdf`)).toEqual([400, 'input_invalid'])
  expect(await asked(`/api/areas/${SHAGOU}/map.pdf?asOf=yesterday`)).toEqual([400, 'input_invalid'])
  expect(await asked(`/api/areas/${SHAGOU}/map.pdf?asOf=1999-01-01`)).toEqual([422, 'nothing_published_then'])
  expect(await asked(`/api/plans/${absent}/notice.html`)).toEqual([404, 'not_found'])
  expect(await asked(`/api/areas/${SHAGOU}/map.html?asOf=1999-01-01`)).toEqual([
    422,
    'nothing_published_then',
  ])
  const foreign = await server.ask('shagou', 'GET', `/api/areas/${PINGTAN}/map.pdf`)
  const unknown = await server.ask('shagou', 'GET', '/api/areas/140303009999/map.pdf')
  expect([foreign.statusCode, foreign.body]).toEqual([404, unknown.body])
})
