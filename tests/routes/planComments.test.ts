import { expect, test } from 'vitest'
import { PlanComment } from '../../server/contract/planComment.ts'
import { SYSTEM } from '../../server/db/database.ts'
import { testApp, type User } from '../support/app.ts'
import { planning } from '../support/plans.ts'
import { gridNamed, PINGTAN } from '../support/tinyWorld.ts'

const server = testApp()
const { started } = planning(server)
const eighth = gridNamed('第八网格').id
const absent = '00000000-0000-4000-8000-000000000000'
const at = [113.5051234, 37.8712345]

const said = async (user: User, plan: string, body: object) =>
  PlanComment.parse(await server.json(user, 'POST', `/api/plans/${plan}/comments`, body))
const heard = async (plan: string) =>
  (await server.json<unknown[]>('viewer', 'GET', `/api/plans/${plan}/comments`)).map((one) =>
    PlanComment.parse(one),
  )

test('a comment stands at its place and its grid until somebody resolves it', async () => {
  const plan = await started()
  const first = await said('planner', plan, { text: ' 这里应沿着路走 ', at, grid: eighth })
  expect(first).toMatchObject({
    text: '这里应沿着路走',
    at,
    grid: eighth,
    writtenBy: 'planner',
    resolvedAt: null,
  })
  const second = await said('liaison', plan, { text: '同意', at: null })
  expect(await heard(plan)).toEqual([first, second])

  const resolve = (user: User) => server.ask(user, 'POST', `/api/plans/${plan}/comments/${first.id}/resolve`)
  expect((await resolve('commander')).json()).toMatchObject({ id: first.id, resolvedBy: 'commander' })
  expect((await resolve('planner')).json()).toMatchObject({
    status: 409,
    code: 'already_resolved',
    about: { by: 'commander' },
  })
  expect((await heard(plan)).map(({ resolvedBy }) => resolvedBy)).toEqual(['commander', null])
  // A comment is no change of the draft: nobody's next command is stale for it.
  expect((await server.json<{ revision: number }>('planner', 'GET', `/api/plans/${plan}`)).revision).toBe(0)

  const rows = await server.database.transaction(SYSTEM, (tx) =>
    tx.query(`select action, actor from audit where subject = 'plan:${plan}' order by seq`),
  )
  expect(rows.slice(1)).toEqual([
    { action: 'commentWritten', actor: 'planner' },
    { action: 'commentWritten', actor: 'liaison' },
    { action: 'commentResolved', actor: 'commander' },
  ])
})

test('two who resolve one comment at once: one does, the other is told', async () => {
  const plan = await started()
  const { id } = await said('planner', plan, { text: '?', at })
  const answers = await Promise.all(
    (['planner', 'liaison', 'admin'] as const).map((user) =>
      server.ask(user, 'POST', `/api/plans/${plan}/comments/${id}/resolve`),
    ),
  )
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409, 409])
})

test('every mistake has its code, and changes nothing', async () => {
  const plan = await started()
  const other = await started()
  const foreign = await started('planner', PINGTAN)
  const comment = await said('planner', plan, { text: '?', at })
  const before = await server.fingerprint()
  const comments = `/api/plans/${plan}/comments`
  for (const [user, status, code, url, body] of [
    ['viewer', 403, 'role_forbids', comments, { text: 'x', at }],
    [null, 401, 'session_required', comments, { text: 'x', at }],
    ['planner', 400, 'input_invalid', comments, { text: '  ', at }],
    ['planner', 400, 'input_invalid', comments, { text: 'x'.repeat(2001), at }],
    ['planner', 400, 'input_invalid', comments, { text: 'x', at: [200, 0] }],
    ['planner', 400, 'input_invalid', comments, { text: 'x' }],
    ['planner', 400, 'input_invalid', comments, { text: 'a\u0000b', at }],
    ['planner', 422, 'unknown_grid', comments, { text: 'x', at, grid: absent }],
    ['planner', 404, 'not_found', `/api/plans/${absent}/comments`, { text: 'x', at }],
    ['shagou', 404, 'not_found', `/api/plans/${foreign}/comments`, { text: 'x', at }],
    ['viewer', 403, 'role_forbids', `${comments}/${comment.id}/resolve`, {}],
    ['planner', 404, 'not_found', `${comments}/${absent}/resolve`, {}],
    ['planner', 404, 'not_found', `/api/plans/${other}/comments/${comment.id}/resolve`, {}],
    ['planner', 400, 'input_invalid', `${comments}/x/resolve`, {}],
  ] as const) {
    const answer = await server.ask(user, 'POST', url, body)
    expect([answer.statusCode, answer.json().code, url], answer.body).toEqual([status, code, url])
  }
  expect((await server.ask('shagou', 'GET', `/api/plans/${foreign}/comments`)).body).toBe(
    (await server.ask('shagou', 'GET', `/api/plans/${absent}/comments`)).body,
  )
  expect(await server.fingerprint()).toBe(before)
})
