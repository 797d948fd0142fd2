import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fieldsOf } from '../../client/state/actionFields.ts'
import { fitted } from '../../client/state/scaledPhoto.ts'
import {
  attachmentsOf,
  isUnfinished,
  type Upload,
  type UploadEvent,
  uploadsAfter,
} from '../../client/state/uploads.ts'
import { caseProblem } from '../../client/words/caseWords.ts'
import { photo, photoProblemWords } from '../../client/words/photo.ts'
import type { Words } from '../../client/words/words.ts'

const chosen = (...ids: string[]): UploadEvent => ({
  kind: 'chosen',
  photos: ids.map((id) => ({ id, name: `${id}.jpg`, preview: `blob:${id}` })),
})
const taken = (id: string): UploadEvent => ({
  ...{ kind: 'taken', id },
  taken: { id, type: 'image/jpeg', bytes: 9 },
})
const failed = (id: string): UploadEvent => ({ kind: 'failed', id, failure: { code: 'offline', status: 0 } })
const after = (...events: UploadEvent[]) => events.reduce(uploadsAfter, [] as readonly Upload[])

test('a photo is named by a step once the server has it, and until then the step waits', () => {
  const begun = after(chosen('a', 'b'), { kind: 'told', id: 'a', share: 0.5 }, taken('b'))
  expect(begun.map(({ share }) => share)).toEqual([0.5, 1])
  expect(isUnfinished(begun)).toBe(true)
  expect(attachmentsOf(begun)).toEqual([
    { id: 'b', kind: 'photo', name: 'b.jpg', type: 'image/jpeg', bytes: 9 },
  ])
  expect(isUnfinished(uploadsAfter(begun, taken('a')))).toBe(false)
  expect(isUnfinished([])).toBe(false)
})

test('what failed is sent again and is the same photo; what the server has forgotten gets another id', () => {
  const retried = after(chosen('a'), failed('a'), { kind: 'again', id: 'a', as: 'a' })
  expect(retried).toMatchObject([{ id: 'a', failure: null, share: 0, preview: 'blob:a' }])
  const anew = after(chosen('a'), taken('a'), { kind: 'again', id: 'a', as: 'z' })
  expect(anew).toMatchObject([{ id: 'z', taken: null, name: 'a.jpg', preview: 'blob:a' }])
})

test('whatever happens, photos stay in the order in which they were chosen, and what was removed does not come back', () => {
  const id = fc.constantFrom('a', 'b', 'c', 'd')
  const event = fc.oneof(
    id.map(taken),
    id.map(failed),
    fc.record({ kind: fc.constant('told' as const), id, share: fc.double({ min: 0, max: 1, noNaN: true }) }),
    id.map((one): UploadEvent => ({ kind: 'removed', id: one })),
    id.map((one): UploadEvent => ({ kind: 'again', id: one, as: one })),
  )
  fc.assert(
    fc.property(fc.array(event), (events) => {
      const removed = new Set(events.flatMap((one) => (one.kind === 'removed' ? [one.id] : [])))
      const left = after(chosen('a', 'b', 'c', 'd'), ...events)
      expect(left.map((one) => one.id)).toEqual(['a', 'b', 'c', 'd'].filter((one) => !removed.has(one)))
      expect(attachmentsOf(left)).toHaveLength(left.filter((one) => one.taken).length)
    }),
  )
})

test('a photo is made smaller, never larger, and keeps its shape', () => {
  expect(fitted(4032, 3024)).toEqual({ width: 2560, height: 1920 })
  expect(fitted(3024, 4032)).toEqual({ width: 1920, height: 2560 })
  expect(fitted(640, 480)).toEqual({ width: 640, height: 480 })
  expect(fitted(60000, 1)).toEqual({ width: 2560, height: 1 })
})

test('photos are asked for where they are needed, and may come along where they say more than words', () => {
  expect(fieldsOf('feedback', 'handling')).toEqual(['opinion', 'photo'])
  expect(fieldsOf('close', 'feedback')).toEqual(['opinion', 'photos'])
  expect(fieldsOf('return', 'assigned')).toEqual(['reason', 'photos'])
})

test('there are words for every reason, in both languages, with the same places', () => {
  const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()
  for (const { zh, en } of [...Object.values<Words>(photo), ...Object.values(photoProblemWords)]) {
    expect(zh).toMatch(/\p{Script=Han}/u)
    expect(en).not.toMatch(/\p{Script=Han}/u)
    expect(places(zh)).toEqual(places(en))
  }
  expect(caseProblem('photo_damaged').words).toBe(photoProblemWords.photo_damaged)
})
