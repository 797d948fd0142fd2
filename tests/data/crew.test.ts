import { expect, test } from 'vitest'
import { grouped } from '#core/grouped.ts'
import { world } from '../../data/generate.ts'

const TODAY = '2026-01-01'

test.each([1, 4])(
  'seed %i: 1 + 1 + 1 + N serve each basic grid, but for the faults that are planted',
  (seed) => {
    const { grids, beats, crew, people } = world('kuangqu', seed)
    const postsByGrid = grouped(
      crew.filter(({ toOn }) => toOn === null || toOn > TODAY),
      ({ grid }) => grid,
    )
    const filled = grids
      .filter(({ type }) => type === 'basic')
      .map((grid) => ({ grid, posts: grouped(postsByGrid.get(grid.id) ?? [], ({ role }) => role) }))
    for (const { grid, posts } of filled) {
      const counts = ['chief', 'instructor', 'auxiliary'].map((role) => posts.get(role as 'chief')?.length)
      expect(counts, grid.code).toEqual([1, 1, grid.microGrids])
    }
    expect(crew.filter(({ grid }) => grids.find(({ id }) => id === grid)?.type === 'exclusive')).toEqual([])

    const without = filled.filter(({ posts }) => !posts.has('worker')).map(({ grid }) => grid)
    const expired = crew.filter(({ toOn }) => toOn !== null)
    expect([without.length, expired.length]).toEqual([7, 3])
    expect(without.map(({ id }) => id)).toEqual(expect.arrayContaining(expired.map(({ grid }) => grid)))
    for (const { fromOn, toOn } of expired) expect(fromOn < toOn!).toBe(true)
    expect(without.filter(({ community }) => community === '140303005006')).toEqual([])

    const workers = grouped(
      filled.flatMap(({ posts }) => posts.get('worker') ?? []),
      ({ person }) => person,
    )
    const doubled = [...workers.values()].filter((posts) => posts.length > 1)
    expect(doubled.map((posts) => posts.length)).toEqual([2, 2])
    for (const [one, other] of doubled) expect(one?.area).toBe(other?.area)

    const officers = crew.filter(({ role }) => role === 'community_officer')
    expect(officers.map(({ beat }) => beat)).toEqual(
      beats.filter((it) => it.officers > 0).map(({ id }) => id),
    )
    expect(officers).toHaveLength(28)

    // Everybody in the list serves, has a name and an own number that no telephone has.
    expect(new Set(crew.map(({ person }) => person))).toEqual(new Set(people.map(({ id }) => id)))
    expect(new Set(people.map(({ telephone }) => telephone)).size).toBe(people.length)
    for (const { name, telephone } of people) {
      expect(name).toMatch(/^[一-龥]{2,3}$/)
      expect(telephone).toMatch(/^1000\d{7}$/)
    }
    expect(new Set(people.map(({ name }) => name)).size).toBeGreaterThan(people.length / 2)
  },
)
