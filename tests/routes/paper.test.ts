import readXlsxFile from 'read-excel-file/node'
import { beforeAll, expect, test } from 'vitest'
import { SYSTEM } from '../../server/db/database.ts'
import { testApp } from '../support/app.ts'
import { planning } from '../support/plans.ts'
import { buildingNamed, gridNamed } from '../support/tinyWorld.ts'

const server = testApp()
const { moved, started } = planning(server)
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
  ])
  const bands = header?.indexOf('规模（前）') ?? -1
  expect(rows.map((row) => row.slice(bands, bands + 2))).toEqual([
    ['适中', '适中'],
    ['适中', '适中'],
    ['超出', '适中'],
  ])
  expect(read.get('移动楼栋')).toEqual([
    ['楼栋编码', '楼栋名称', '户数', '原网格', '现网格'],
    [buildingNamed('西坡5号楼').code, '西坡5号楼', 84, '第八网格', '第六网格'],
    [buildingNamed('西坡6号楼').code, '西坡6号楼', 79, '第八网格', '第五网格'],
    [buildingNamed('西坡7号楼').code, '西坡7号楼', 78, '第八网格', '第五网格'],
  ])
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

test('what cannot be named is refused', async () => {
  const asked = async (url: string) => {
    const { statusCode, body } = await server.ask('shagou', 'GET', url)
    return [statusCode, JSON.parse(body).code]
  }
  expect(await asked('/api/plans/yesterday/notice.xlsx')).toEqual([400, 'input_invalid'])
  expect(await asked(`/api/plans/${absent}/notice.xlsx`)).toEqual([404, 'not_found'])
})
