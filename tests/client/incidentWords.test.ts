import { expect, test } from 'vitest'
import { DEFAULT_MATTERS } from '#core/incident/catalogue.ts'
import * as incidentWords from '../../client/words/incident.ts'
import type { Words } from '../../client/words/words.ts'

const tables: [string, Readonly<Record<string, Words>>][] = Object.entries(incidentWords)
const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()

test.each(tables)('%s say the same in both languages', (_, words) => {
  for (const { zh, en } of Object.values(words)) {
    expect(zh).toMatch(/\p{Script=Han}/u)
    expect(en).not.toMatch(/\p{Script=Han}/u)
    expect(places(zh)).toEqual(places(en))
  }
})

test.each(tables)('within %s nothing is called by the name of another', (_, words) => {
  const told = Object.values(words).flatMap(({ zh, en }) => [zh, en])
  expect(told.filter((text, n) => told.indexOf(text) !== n)).toEqual([])
})

test('matters have names of their own in both languages', () => {
  const names = DEFAULT_MATTERS.flatMap(({ name }) => [name.zh, name.en])
  expect(new Set(names).size).toBe(2 * DEFAULT_MATTERS.length)
})
