import { expect, test } from 'vitest'
import { z } from 'zod'
import { FoundBuilding } from '../../server/contract/area.ts'
import { testApp, type User } from '../support/app.ts'
import { gridNamed, PINGTAN, SHAGOU } from '../support/tinyWorld.ts'

const server = testApp()
const found = async (query: string, user: User | null = null) =>
  z.array(FoundBuilding).parse(await server.json(user, 'GET', `/api/buildings?${query}`))

test('buildings by part of their name, with the grid that they belong to', async () => {
  const [building, ...others] = await found(`name=${encodeURIComponent('西坡5号')}`)
  expect(others).toEqual([])
  expect([building?.name, building?.households, building?.grid]).toEqual([
    '西坡5号楼',
    84,
    gridNamed('第八网格').id,
  ])
})

test('only those of the area asked for, and of the scope of who asks', async () => {
  const all = await found(`name=${encodeURIComponent('号')}&within=${SHAGOU}`)
  expect(all.length).toBeGreaterThan(0)
  expect(all.every(({ code }) => code.startsWith(SHAGOU))).toBe(true)
  expect(await found(`name=${encodeURIComponent('号')}&within=${PINGTAN}`, 'shagou')).toEqual([])
})

test('signs of a pattern are only characters', async () => {
  expect(await found('name=%25')).toEqual([])
})

test('no words, no search', async () => {
  const answer = await server.ask(null, 'GET', '/api/buildings?name=%20')
  expect([answer.statusCode, answer.json().code]).toEqual([400, 'input_invalid'])
})
