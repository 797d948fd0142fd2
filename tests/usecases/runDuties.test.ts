import { expect, test } from 'vitest'
import { DEFAULT_SETTINGS } from '../../server/core/incident/settings.ts'
import { SYSTEM } from '../../server/db/database.ts'
import { runDuties } from '../../server/usecases/runDuties.ts'
import { testApp } from '../support/app.ts'
import { casework, STEPS } from '../support/incidents.ts'

const server = testApp()
const { reported, detail, acted } = casework(server)
const passes = (count: number) =>
  Promise.all(Array.from({ length: count }, () => runDuties(server.database, DEFAULT_SETTINGS)))

/** Lets so many seconds go by for one case. */
const aged = (id: string, seconds: number) =>
  server.database.transaction(SYSTEM, async (tx) => {
    const back = `- make_interval(secs => ${seconds})`
    await tx.query(`update incident_log set at = at ${back} where incident = $1`, [id])
    await tx.query(
      `update incident_log set act = jsonb_set(act, '{until}', to_jsonb((act ->> 'until')::float8 - ${seconds * 1000}))
        where incident = $1 and act ? 'until'`,
      [id],
    )
    await tx.query(
      `update incidents set duty_at = duty_at ${back}, reported_at = reported_at ${back} where id = $1`,
      [id],
    )
  })
const done = async (id: string) =>
  (await detail(id)).timeline.map(({ action, by }) => `${action} ${by.person}`).slice(1)

test('an SOS that nobody answers rings again and goes one level up, once for each minute, until somebody does', async () => {
  const { id } = await reported({ channel: 'wristband', matter: '0801' })
  await passes(3)
  expect(await done(id)).toEqual([])
  await aged(id, 61)
  await passes(5)
  expect(await done(id)).toEqual(['ring clock', 'escalate clock'])
  expect(await detail(id)).toMatchObject({ level: 'district', acknowledged: false, version: 3 })
  await passes(2)
  expect(await done(id)).toHaveLength(2)
  await aged(id, 61)
  await passes(5)
  // There is no level above the district.
  expect(await done(id)).toEqual(['ring clock', 'escalate clock', 'ring clock'])
  const answered = await acted(id, ['commander', { action: 'acknowledge', expectedVersion: 1 }])
  expect(answered).toMatchObject({ acknowledged: true, acknowledgedBy: { by: { person: 'commander' } } })
  await aged(id, 600)
  await passes(2)
  expect(await done(id)).toHaveLength(4)
})

test('what a crash undoes is due again, and done once', async () => {
  const { id } = await reported({ channel: 'wristband' })
  await aged(id, 61)
  const broken = {
    ...server.database,
    transaction: ((actor, work) =>
      server.database.transaction(actor, async (tx) => {
        await work(tx)
        throw new Error('the power is gone')
      })) as typeof server.database.transaction,
  }
  await expect(runDuties(broken, DEFAULT_SETTINGS)).rejects.toThrow('the power is gone')
  await passes(3)
  expect(await done(id)).toEqual(['ring clock', 'escalate clock'])
})

test('a suspension ends on its day by itself, and the clock runs on', async () => {
  const { id } = await reported()
  const until = new Date(Date.now() + 86_400_000).toISOString()
  await acted(
    id,
    ['commander', STEPS.file],
    ['commander', STEPS.assign],
    ['commander', STEPS.accept],
    ['commander', { action: 'requestSuspension', reason: '冻土期', until }],
    ['duty2', { action: 'approve' }],
  )
  await passes(2)
  expect(await detail(id)).toMatchObject({ state: 'suspended', light: 'grey' })
  await aged(id, 86_401)
  await passes(3)
  expect(await detail(id)).toMatchObject({ state: 'handling', light: 'green' })
  expect((await done(id)).at(-1)).toBe('resume clock')
})

test('the clock of the server does it within seconds', async () => {
  const { id } = await reported({ channel: 'wristband' })
  await aged(id, 61)
  await expect.poll(() => done(id)).toEqual(['ring clock', 'escalate clock'])
})
