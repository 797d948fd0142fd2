import { expect, test } from 'vitest'
import { world } from '../../data/generate.ts'
import { AlignAnswer, GridAlignment, Mends } from '../../server/contract/alignment.ts'
import { testApp } from '../support/app.ts'

const demo = world('kuangqu', 1)
const server = testApp({ world: demo })
const PINGTAN = '140303001'
const ABSENT = '00000000-0000-4000-8000-000000000000'
const wrongIn = (street: string, kind?: string) =>
  demo.misaligned.filter(
    ({ grid, mismatch }) =>
      (kind === undefined || mismatch === kind) &&
      demo.grids.find(({ id }) => id === grid)?.community.startsWith(street),
  )
const mends = async (grid: string) =>
  Mends.parse(await server.json('liaison', 'GET', `/api/alignment/mends?grid=${grid}`))
/** Starts a plan, performs everything in it, and answers with its alignment. */
async function drafted(kind: string, within: string, commands: readonly object[]) {
  const { id } = await server.json<{ id: string }>('liaison', 'POST', '/api/plans', {
    ...{ name: '对齐', within, kind },
  })
  let revision = 0
  for (const command of commands) {
    const body = { expectedRevision: revision, command }
    revision = (await server.json<{ revision: number }>('liaison', 'POST', `/api/plans/${id}/commands`, body))
      .revision
  }
  return server.json<GridAlignment[]>('liaison', 'GET', `/api/plans/${id}/alignment`)
}

test('a mend is what its commands do in a plan; both sides are always told', async () => {
  for (const kind of ['two_beats', 'other_station', 'no_beat']) {
    const { grid, mismatch } = wrongIn('', kind)[0] as (typeof demo.misaligned)[number]
    const found = await mends(grid)
    expect(found).toMatchObject({ grid, mismatch, options: [{ side: 'grids' }, { side: 'beats' }] })
    const community = demo.grids.find(({ id }) => id === grid)?.community ?? ''
    for (const option of found.options) {
      if (!option.possible) continue
      const rows = await drafted('joint', community, option.commands)
      expect(rows.find(({ id }) => id === grid)).toMatchObject({ class: 'full', mismatch: null })
    }
  }
  expect(
    await mends(demo.grids.find(({ id }) => !wrongIn('').some(({ grid }) => grid === id))?.id ?? ''),
  ).toMatchObject({
    ...{ mismatch: null, options: [] },
  })
})

test('a street is aligned by what is proposed, and all of it', async () => {
  const answer = AlignAnswer.parse(
    await server.json('planner', 'POST', '/api/alignment/align', { within: PINGTAN, beatWeight: 3 }),
  )
  expect(answer).toMatchObject({ within: PINGTAN, unsolved: [], proven: true })
  expect(new Set(answer.changes.map(({ grid }) => grid))).toEqual(
    new Set(wrongIn(PINGTAN).map(({ grid }) => grid)),
  )
  const sides = (side: string) =>
    answer.changes.reduce((sum, one) => sum + (one.side === side ? one.households : 0), 0)
  expect([answer.households, answer.beatHouseholds]).toEqual([sides('grids'), sides('beats')])
  expect(sides('grids')).toBeGreaterThan(0)
  const rows = await drafted(
    'joint',
    PINGTAN,
    answer.changes.flatMap(({ commands }) => commands),
  )
  expect(rows.filter(({ mismatch }) => mismatch)).toEqual([])
  // Nothing of this was stored anywhere but in the draft.
  const published = GridAlignment.array().parse(
    await server.json('liaison', 'GET', `/api/alignment?within=${PINGTAN}`),
  )
  expect(published.filter(({ mismatch }) => mismatch)).toHaveLength(wrongIn(PINGTAN).length)
})

test('who may not, and what is not there', async () => {
  const { grid } = wrongIn(PINGTAN)[0] as (typeof demo.misaligned)[number]
  const status = async (user: Parameters<typeof server.ask>[0], id: string) =>
    (await server.ask(user, 'GET', `/api/alignment/mends?grid=${id}`)).statusCode
  expect(await status('viewer', grid)).toBe(403)
  expect(await status('shaping', grid)).toBe(404)
  expect(await status('planner', ABSENT)).toBe(404)
  const body = { within: PINGTAN }
  expect((await server.ask('shaping', 'POST', '/api/alignment/align', body)).statusCode).toBe(422)
  expect((await server.ask('commander', 'POST', '/api/alignment/align', body)).statusCode).toBe(403)
})
