import { beforeEach, expect, test } from 'vitest'
import { RebaseAnswer } from '../../server/contract/planLife.ts'
import { SYSTEM } from '../../server/db/database.ts'
import { testApp, type User } from '../support/app.ts'
import { householdsOf, planning } from '../support/plans.ts'
import { buildingNamed, gridNamed, PINGTAN, SHAPING_STREET } from '../support/tinyWorld.ts'

const server = testApp()
const { brought, detail, fresh, moved, publish, started } = planning(server)
const [fifth, sixth, eighth] = ['第五网格', '第六网格', '第八网格'].map((name) => gridNamed(name).id)
const absent = '00000000-0000-4000-8000-000000000000'
const asked = (id: string, expectedRevision: unknown, user: User = 'planner') =>
  server.ask(user, 'POST', `/api/plans/${id}/rebase`, { expectedRevision })
const command = (id: string, expectedRevision: number, command: object) =>
  server.json('planner', 'POST', `/api/plans/${id}/commands`, { expectedRevision, command })
const system = (sql: string) => server.database.transaction(SYSTEM, (tx) => tx.query(sql))

beforeEach(fresh)

test('the second of two plans is told, replays what still applies, lists the rest, and is published', async () => {
  const [mine, theirs] = [await started(), await started()]
  // Mine moves 5 to 第六 and 6 to 第五, and renames 第五; theirs moves 6 to 第五 too, with 7.
  await moved(mine, '西坡5号楼', '第六网格', 'shagou')
  await moved(mine, '西坡6号楼', '第五网格')
  await command(mine, 2, { type: 'renameGrid', grid: fifth, name: '东网格' })
  await moved(theirs, '西坡6号楼', '第五网格')
  await moved(theirs, '西坡7号楼', '第五网格')
  await server.json('planner', 'POST', `/api/plans/${mine}/submit`)
  await server.json('planner', 'POST', `/api/plans/${mine}/sign`)
  expect((await detail('planner', mine)).baseCurrent).toBe(true)
  await brought(theirs)

  expect((await detail('planner', mine)).baseCurrent).toBe(false)
  expect((await publish(mine)).json()).toMatchObject({ status: 409, code: 'base_changed' })
  expect((await asked(mine, 4)).json()).toMatchObject({ status: 409, code: 'plan_not_draft' })
  await server.json('planner', 'POST', `/api/plans/${mine}/withdraw`)
  const refused = await server.ask('planner', 'POST', `/api/plans/${mine}/submit`)
  expect(refused.json()).toMatchObject({ status: 409, code: 'base_changed' })
  expect(refused.json().about.grids).toContain(fifth)

  const answer = RebaseAnswer.parse((await asked(mine, 5)).json())
  expect(answer).toMatchObject({ revision: 6, kept: 2, canUndo: true, canRedo: false })
  expect(answer.dropped).toEqual([
    {
      command: { type: 'moveBuildings', buildings: [buildingNamed('西坡6号楼').id], to: fifth },
      code: 'nothing_changes',
    },
  ])
  expect(householdsOf(answer.balance)).toEqual({ 东网格: 460, 第六网格: 412, 第八网格: 468 })
  expect(new Set(answer.changed)).toEqual(new Set([fifth, sixth, eighth]))

  // The same when it is made again from what is stored.
  const plan = await detail('planner', mine)
  expect(plan.baseCurrent).toBe(true)
  server.services.states.forget()
  expect(await detail('planner', mine)).toEqual(plan)
  expect(plan.balance).toEqual(answer.balance)
  await brought(mine)
  expect(
    householdsOf(await server.json(null, 'GET', `/api/grids?within=${gridNamed('第五网格').community}`)),
  ).toEqual({ 东网格: 460, 第六网格: 412, 第八网格: 468 })
})

test('nothing typed is lost: what was given, by whom, and why it was dropped, stays stored', async () => {
  const [mine, theirs] = [await started(), await started()]
  await moved(mine, '西坡5号楼', '第六网格', 'shagou')
  await moved(mine, '西坡7号楼', '第五网格')
  await moved(mine, '西坡6号楼', '第五网格')
  await server.json('planner', 'POST', `/api/plans/${mine}/undo`)
  await moved(theirs, '西坡7号楼', '第五网格')
  await brought(theirs)
  expect((await asked(mine, 4)).json()).toMatchObject({ revision: 5, kept: 1, canRedo: false })
  const rows = await system(
    `select seq, state, discarded_for, performed_by from plan_commands where plan = '${mine}' order by seq`,
  )
  expect(rows.map((row) => Object.values(row))).toEqual([
    [1, 'discarded', 'rebased', 'shagou'],
    [2, 'discarded', 'nothing_changes', 'planner'],
    [3, 'discarded', null, 'planner'],
    [4, 'done', null, 'shagou'],
  ])
  const [audited] = await system(`select actor, detail from audit where action = 'planRebased'
    and subject = 'plan:${mine}'`)
  expect(audited).toMatchObject({ actor: 'planner', detail: { kept: 1, dropped: [{ seq: 2 }] } })

  // It goes on from there: undo takes the replayed command back.
  const undone = await server.json<{ balance: [] }>('planner', 'POST', `/api/plans/${mine}/undo`)
  expect(householdsOf(undone.balance)).toEqual({ 第五网格: 381, 第六网格: 328, 第八网格: 631 })
})

test('a grid that was merged away takes the commands on it along', async () => {
  const [mine, theirs] = [await started(), await started()]
  await moved(mine, '西坡5号楼', '第六网格')
  await command(theirs, 0, { type: 'mergeGrids', from: sixth, into: eighth })
  await brought(theirs)
  const answer = (await asked(mine, 1)).json()
  expect([answer.kept, answer.dropped[0].code, answer.changed]).toEqual([0, 'unknown_grid', []])
  expect(householdsOf(answer.balance)).toEqual({ 第五网格: 303, 第八网格: 1037 })
})

test('a street plan goes along with one of its communities; another street does not matter', async () => {
  const street = await started('planner', SHAPING_STREET)
  await moved(street, '西坡5号楼', '第六网格')
  const other = await started('planner', PINGTAN)
  await command(other, 0, {
    type: 'renameGrid',
    grid: gridNamed('第一网格', PINGTAN).id,
    name: '东一网格',
  })
  await brought(other)
  expect((await asked(street, 1)).json()).toMatchObject({ status: 409, code: 'base_current' })
  const community = await started()
  await moved(community, '西坡7号楼', '第五网格')
  await brought(community)
  expect((await asked(street, 1)).json()).toMatchObject({ revision: 2, kept: 1, dropped: [] })
  expect((await asked(street, 2)).json()).toMatchObject({ code: 'base_current' })
})

test('every mistake has its code, and changes nothing', async () => {
  const id = await started()
  await moved(id, '西坡5号楼', '第六网格')
  const foreign = await started('planner', PINGTAN)
  const theirs = await started()
  await moved(theirs, '西坡7号楼', '第五网格')
  await brought(theirs)
  const before = await server.fingerprint()
  const answers = [
    [await asked(id, 0), 409, 'stale_revision'],
    [await asked(id, undefined), 400, 'input_invalid'],
    [await asked(id, -1), 400, 'input_invalid'],
    [await asked(theirs, 4), 409, 'plan_not_draft'],
    [await asked(foreign, 0), 409, 'base_current'],
    [await asked(absent, 0), 404, 'not_found'],
    [await asked(foreign, 0, 'shagou'), 404, 'not_found'],
    [await asked(id, 1, 'liaison'), 403, 'role_forbids'],
    [await asked(id, 1, 'viewer'), 403, 'role_forbids'],
  ] as const
  for (const [answer, status, code] of answers)
    expect([answer.statusCode, answer.json().code], answer.body).toEqual([status, code])
  expect(await server.fingerprint()).toBe(before)
})

test('two who rebase at once, and one who edits meanwhile: one is done, the others are told', async () => {
  for (let round = 0; round < 3; round++) {
    await fresh()
    const [mine, theirs] = [await started(), await started()]
    await moved(mine, '西坡5号楼', '第六网格')
    await moved(theirs, '西坡7号楼', '第五网格')
    await brought(theirs)
    const answers = await Promise.all([
      asked(mine, 1),
      asked(mine, 1),
      server.ask('planner', 'POST', `/api/plans/${mine}/commands`, {
        expectedRevision: 1,
        command: { type: 'lockGrid', grid: eighth },
      }),
    ])
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409, 409])
    expect((await detail('planner', mine)).revision).toBe(2)
  }
})

test('publishing and rebasing at once: what was published is in the base, or the base is current', async () => {
  for (let round = 0; round < 3; round++) {
    await fresh()
    const [mine, theirs] = [await started(), await started()]
    await moved(mine, '西坡5号楼', '第六网格')
    await moved(theirs, '西坡7号楼', '第五网格')
    await server.json('planner', 'POST', `/api/plans/${theirs}/submit`)
    await server.json('planner', 'POST', `/api/plans/${theirs}/sign`)
    const [published, rebased] = await Promise.all([publish(theirs), asked(mine, 1)])
    expect(published.statusCode).toBe(200)
    expect([200, 409]).toContain(rebased.statusCode)
    const eighthNow = householdsOf((await detail('planner', mine)).balance).第八网格
    expect(eighthNow).toBe(rebased.statusCode === 200 ? 547 : 625)
  }
})
