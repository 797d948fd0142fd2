import { expect, test } from 'vitest'
import { hasWords, problemSpoken } from '../../client/words/problems.ts'
import type { CrewRejectionCode } from '../../server/usecases/crewOutcome.ts'

/** Every code that the server can answer with; a new one does not compile until it stands here. */
const rejections: Record<CrewRejectionCode, true> = {
  not_found: true,
  role_forbids: true,
  place_unknown: true,
  person_unknown: true,
  id_taken: true,
  post_overlaps: true,
  post_over: true,
  replaced_elsewhere: true,
  day_in_past: true,
  day_before_begin: true,
}

test.each(Object.keys(rejections))('there are words for %s, in both languages', (code) => {
  expect(hasWords(code)).toBe(true)
  const { zh, en } = problemSpoken(code)
  expect(zh.replace(/npm run.*$/, '')).not.toMatch(/[一-鿿][,;:?()]/)
  expect(en).not.toMatch(/\p{Script=Han}/u)
})
