import { extractText, getDocumentProxy } from 'unpdf'
import { expect, test } from 'vitest'
import { SYSTEM } from '../../server/db/database.ts'
import { testApp, type User } from '../support/app.ts'
import { gridNamed, PINGTAN } from '../support/tinyWorld.ts'

const server = testApp()
const eighth = gridNamed('第八网格')
const elsewhere = gridNamed('第一网格', PINGTAN).id
const path = (id: string, ending: string, query = '') => `/api/grids/${id}/card.${ending}${query}`
const page = async (user: User | null, query = '', id = eighth.id) => {
  const answer = await server.ask(user, 'GET', path(id, 'html', query))
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.body
}

test('the card of a grid: its map, who serves it, its beat and station; nobody’s telephone', async () => {
  const answer = await server.ask(null, 'GET', path(eighth.id, 'pdf'))
  expect(answer.statusCode, answer.body).toBe(200)
  expect(decodeURIComponent(String(answer.headers['content-disposition']))).toMatch(
    /''网格公示牌 矿区 沙坪街道 沙沟社区 第八网格\.pdf$/,
  )
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(answer.rawPayload)))
  expect(text).toHaveLength(1)
  const all = text.join(' ').replace(/\s+/g, ' ')
  for (const words of [
    '网格公示牌',
    '矿区 沙坪街道 沙沟社区 第八网格',
    `网格编码 ${eighth.code}`,
    '709 户，9 栋楼',
    '警格 第一警格 派出所 沙坪派出所',
    '1:',
    '岗位 姓名',
    '网格长 第八网格网格长',
    '网格指导员 指导员',
    '网格员 第八网格网格员',
    '演示数据',
  ])
    expect(all).toContain(words)
  expect(all).not.toMatch(/1000000000|联系电话|第六/)
  const html = await page('viewer')
  for (const words of ['网格公示牌', '<svg', '第八网格网格员', '演示数据']) expect(html).toContain(words)
  expect(html).not.toContain('1000000000')
})

test('telephones stand on the version for roles that may, which is on the record', async () => {
  for (const user of ['planner', 'commander', 'liaison'] as const) {
    const html = await page(user, '?telephones=1')
    expect(html).toContain('联系电话')
    expect(html).toContain('10000000002')
  }
  const looks = await server.database.transaction(SYSTEM, (tx) =>
    tx.query(`select actor, subject, detail from audit where action = 'crewTelephonesSeen' order by actor`),
  )
  expect(looks).toEqual(
    ['commander', 'liaison', 'planner'].map((actor) => ({
      ...{ actor, subject: `grid:${eighth.id}` },
      detail: { people: 3, onPaper: true },
    })),
  )
  for (const user of ['viewer', 'admin', null] as const) {
    const answer = await server.ask(user, 'GET', path(eighth.id, 'pdf', '?telephones=1'))
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([403, 'role_forbids'])
  }
})

test('a role that nobody fills says so, as does a grid in no beat; what lies outside the scope is not there', async () => {
  const html = await page('planner', '', elsewhere)
  for (const words of ['网格指导员', '（暂缺）', '（不在警格内）']) expect(html).toContain(words)
  const foreign = await server.ask('shagou', 'GET', path(elsewhere, 'pdf'))
  const absent = await server.ask('shagou', 'GET', path('00000000-0000-4000-8000-00000000dead', 'pdf'))
  expect([foreign.statusCode, foreign.body]).toEqual([404, absent.body])
  expect((await server.ask('planner', 'GET', path(eighth.id, 'html', '?telephones=x'))).statusCode).toBe(400)
})
