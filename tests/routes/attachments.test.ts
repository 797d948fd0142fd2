import { expect, test } from 'vitest'
import { DEFAULT_SETTINGS } from '../../server/core/incident/settings.ts'
import { ascii } from '../../server/core/photo/bytes.ts'
import { MAX_PHOTO_BYTES, PHOTOS_PER_STEP } from '../../server/core/photo/photo.ts'
import { SYSTEM } from '../../server/db/database.ts'
import { runDuties } from '../../server/usecases/runDuties.ts'
import { testApp, type User } from '../support/app.ts'
import { casework, ELSEWHERE, PHOTO, reportOf, STEPS } from '../support/incidents.ts'
import { chunk, exif, jpeg, png, segment, VP8, webp } from '../support/photos.ts'

const server = testApp()
const { send, reported, detail, act, acted, sendPhoto } = casework(server)

let made = 0
const newId = () => `00000000-0000-4000-8000-${String(++made).padStart(12, '0')}`
const photo = (id: string) => ({ ...PHOTO, id })
const look = (user: User | null, incident: string, id: string) =>
  server.ask(user, 'GET', `/api/incidents/${incident}/attachments/${id}`)
const rows = (sql: string) => server.database.transaction(SYSTEM, (tx) => tx.query(sql))
const waiting = async () => (await rows('select id from photo_uploads')).map(({ id }) => id)
/** A case that somebody has in hand, so that feedback is due. */
async function inHand() {
  const { id } = await reported()
  await acted(id, ['commander', STEPS.file], ['commander', STEPS.assign], ['commander', STEPS.accept])
  return id
}
const comment = (...ids: string[]) => ({
  ...{ action: 'comment', opinion: '补充照片', expectedVersion: 1 },
  attachments: ids.map(photo),
})

test('a photo is sent, used by a step, and looked at by whoever may see the case', async () => {
  const id = await inHand()
  const [one, two] = [newId(), newId()]
  const taken = await sendPhoto('commander', one)
  expect([taken.statusCode, taken.json()]).toEqual([201, { id: one, type: 'image/jpeg', bytes: PHOTO.bytes }])
  await sendPhoto('commander', two, png())
  // What the step says of type and size does not count.
  const claimed = { ...photo(two), type: 'text/html', bytes: 1 }
  await acted(id, ['commander', { ...STEPS.feedback, attachments: [photo(one), claimed] }])
  const { timeline } = await detail(id)
  expect(timeline.at(-1)?.attachments).toEqual([
    { ...photo(one), kept: true },
    { ...photo(two), type: 'image/png', bytes: png().length, kept: true },
  ])
  for (const user of ['commander', 'duty2', 'shaping-desk', 'viewer', null] as const) {
    const answer = await look(user, id, one)
    expect(answer.statusCode).toBe(200)
    expect(answer.rawPayload).toEqual(Buffer.from(jpeg()))
    expect(answer.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, max-age=3600',
      'content-security-policy': "default-src 'none'; sandbox",
    })
  }
  expect((await look('viewer', id, two)).headers['content-type']).toBe('image/png')
  const seen = await rows(
    `select actor, detail from audit where action = 'photoSeen' and subject = 'incident:${id}' order by seq`,
  )
  expect(seen.map(({ actor }) => actor)).toEqual([
    'commander',
    'duty2',
    'shaping-desk',
    'viewer',
    'viewer',
    'viewer',
  ])
  expect(await waiting()).not.toContain(one)
})

test('a photo comes with a report', async () => {
  const one = newId()
  await sendPhoto('commander', one)
  const { id } = await reported({ attachments: [photo(one)] })
  const told = await detail(id)
  expect(told.timeline[0]).toMatchObject({ action: 'report', attachments: [{ id: one, kept: true }] })
  expect((await look('commander', id, one)).statusCode).toBe(200)
})

test('nothing of place, time and camera is stored', async () => {
  const secret = 'GPS N37.871'
  const files = [
    jpeg([exif(6, secret), segment(0xfe, ascii(secret))], undefined, ascii(secret)),
    png([chunk('tEXt', ascii(secret))], ascii(secret)),
    webp([VP8], ascii(secret)),
  ]
  for (const file of files) expect((await sendPhoto('commander', newId(), file)).statusCode).toBe(201)
  const stored = await rows(`select id from photo_uploads where position('${secret}'::bytea in bytes) > 0`)
  expect(stored).toEqual([])
})

test('sent again, a photo is the same; another under its id is refused, whoever sends it', async () => {
  const one = newId()
  const codes = (await Promise.all([1, 2, 3].map(() => sendPhoto('commander', one)))).map((a) => a.statusCode)
  expect(codes).toEqual([201, 201, 201])
  expect((await waiting()).filter((id) => id === one)).toHaveLength(1)
  for (const [user, file] of [
    ['commander', png()],
    ['duty2', jpeg()],
    ['shaping-desk', jpeg()],
  ] as const) {
    const answer = await sendPhoto(user, one, file)
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'idempotency_key_reused'])
  }
})

test('what is no photo is refused with what to do about it, whatever it is called', async () => {
  const before = await server.fingerprint()
  for (const [status, code, file, type] of [
    [415, 'photo_type_unknown', ascii('<script>alert(1)</script>'), 'image/jpeg'],
    [415, 'photo_type_unknown', ascii('{}'), 'application/json'],
    [415, 'photo_type_unknown', ascii(''), 'image/png'],
    [422, 'photo_damaged', jpeg().subarray(0, 40), 'image/jpeg'],
    [413, 'photo_too_large', png().with(16, 1).with(17, 1), 'image/png'],
    [413, 'photo_too_large', new Uint8Array(MAX_PHOTO_BYTES + 1), 'image/jpeg'],
  ] as const) {
    const answer = await server.ask('commander', 'POST', '/api/attachments', Buffer.from(file), {
      ...{ 'content-type': type, 'idempotency-key': newId() },
    })
    expect([answer.statusCode, answer.json().code], answer.body).toEqual([status, code])
    expect(answer.headers['content-type']).toContain('application/problem+json')
  }
  const nameless = await server.ask('commander', 'POST', '/api/attachments', Buffer.from(jpeg()))
  expect([nameless.statusCode, nameless.json().code]).toEqual([400, 'input_invalid'])
  expect(await server.fingerprint()).toBe(before)
})

test('a step needs photos that wait under the same account, and uses each once', async () => {
  const id = await inHand()
  const [own, others, used, ...many] = Array.from({ length: PHOTOS_PER_STEP + 4 }, newId)
  if (!own || !others || !used) throw new Error('expected ids')
  await sendPhoto('commander', own)
  await sendPhoto('duty2', others)
  await sendPhoto('commander', used)
  await acted(id, ['commander', { ...comment(used), expectedVersion: 4 }])
  // Sent anew under the id of one that the case has.
  await sendPhoto('commander', used, png())
  const before = await server.fingerprint()
  for (const [code, body] of [
    ['photo_missing', { ...STEPS.feedback, attachments: [] }],
    ['photo_unknown', { ...STEPS.feedback, attachments: [photo(newId())] }],
    ['photo_unknown', { ...STEPS.feedback, attachments: [photo(own), photo(others)] }],
    ['photo_unknown', { ...STEPS.feedback, attachments: [photo(own), photo(own)] }],
    ['photo_unknown', comment(used)],
    ['too_many_photos', comment(...many)],
  ] as const) {
    const answer = await act('commander', id, { expectedVersion: 5, ...body })
    expect([answer.statusCode, answer.json().code], answer.body).toEqual([422, code])
  }
  const refused = await send('commander', reportOf({ attachments: [photo(others)] }))
  expect(refused.json()).toMatchObject({ code: 'photo_unknown', about: { photos: [others] } })
  expect(await server.fingerprint()).toBe(before)
  // A step that was refused for something else leaves the photo to the next.
  await act('commander', id, {
    ...STEPS.feedback,
    opinion: '',
    attachments: [photo(own)],
    expectedVersion: 5,
  })
  expect(await waiting()).toContain(own)
  const { state } = await acted(id, ['commander', { ...STEPS.feedback, attachments: [photo(own)] }])
  expect(state).toBe('feedback')
})

test('of two cases that want one photo at once, one has it', async () => {
  for (let round = 0; round < 5; round++) {
    const one = newId()
    const cases = [await reported(), await reported()]
    await sendPhoto('commander', one)
    const answers = await Promise.all(cases.map(({ id }) => act('commander', id, comment(one))))
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 422])
    const kept = await rows(`select incident from incident_photos where id = '${one}'`)
    expect(kept).toHaveLength(1)
  }
})

test('what lies outside the scope, or is a wristband’s, answers as what does not exist', async () => {
  const one = newId()
  await sendPhoto('commander', one)
  const { id } = await reported({ attachments: [photo(one)], position: ELSEWHERE })
  const absent = await look('commander', id, newId())
  expect([absent.statusCode, absent.json().code]).toEqual([404, 'not_found'])
  const foreign = await look('shaping-desk', id, one)
  expect([foreign.statusCode, foreign.body]).toEqual([404, absent.body])

  const two = newId()
  await sendPhoto('commander', two)
  const sos = await reported({ channel: 'wristband', attachments: [photo(two)] })
  expect((await look('viewer', sos.id, two)).statusCode).toBe(404)
  expect((await look('duty2', sos.id, two)).statusCode).toBe(200)
})

test('of a photo that was named and never sent, the name stays', async () => {
  const { id } = await reported()
  await rows(`update incidents set attachments = '${JSON.stringify([photo(newId())])}' where id = '${id}'`)
  expect((await detail(id)).attachments).toMatchObject([{ name: PHOTO.name, kept: false }])
})

test('an upload that nobody used is removed after a day, and one that was used stays', async () => {
  const [old, young, used] = [newId(), newId(), newId()]
  for (const id of [old, young, used]) await sendPhoto('commander', id)
  const { id } = await reported({ attachments: [photo(used)] })
  await rows(`update photo_uploads set uploaded_at = now() - interval '25 hours' where id = '${old}'`)
  await rows(`update photo_uploads set uploaded_at = now() - interval '23 hours' where id = '${young}'`)
  await runDuties(server.database, DEFAULT_SETTINGS)
  const left = await waiting()
  expect([left.includes(old), left.includes(young)]).toEqual([false, true])
  expect((await look('commander', id, used)).statusCode).toBe(200)
  const late = await act('commander', id, comment(old))
  expect(late.json().code).toBe('photo_unknown')
})

test('one account has only so many waiting', async () => {
  await rows(
    `insert into photo_uploads (id, uploaded_by, scope, type, bytes)
     select gen_random_uuid(), 'duty2', '140303', 'image/png', '' from generate_series(1, 100)`,
  )
  const answer = await sendPhoto('duty2', newId())
  expect([answer.statusCode, answer.json().code]).toEqual([429, 'too_many_uploads'])
})
