import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CrewPlace, crewFaults, overlap, type Post, standingOn } from '#core/beat/crew.ts'
import { officerLoad } from '#core/beat/load.ts'
import { world } from '../../../data/generate.ts'

const TODAY = '2026-11-22'
const place = (id: string, kind: CrewPlace['kind'] = 'basic'): CrewPlace => ({ id, kind })

/** 'chief Wang 2026-01-01 2026-12-01': who serves place `at`, as what, from and to when. */
const posts = (at: string, ...told: string[]): Post[] =>
  told.map((one) => {
    const [role = '', person = '', fromOn = '2024-01-01', toOn = null] = one.split(' ')
    const isOfficer = role === 'community_officer'
    return {
      ...{ id: `${at} ${one}`, person, role: role as Post['role'], fromOn, toOn },
      ...{ grid: isOfficer ? null : at, beat: isOfficer ? at : null },
    }
  })
const full = (at: string, person = at) => posts(at, `chief C${person}`, `instructor I`, `worker W${person}`)
const faults = (places: CrewPlace[], ...all: Post[][]) =>
  Object.fromEntries(
    [...crewFaults(places, all.flat(), TODAY)].map(([id, found]) => [
      id,
      found.map(({ code, severity, role, people, since, until, grids }) =>
        [severity, code, role, ...people, since && `since ${since}`, until && `until ${until}`, ...grids]
          .filter((word) => word !== null)
          .join(' '),
      ),
    ]),
  )

describe('the crew of a grid', () => {
  test('is complete with a chief, an instructor and a worker; auxiliaries are welcome', () => {
    expect(faults([place('A')], full('A'))).toEqual({})
    expect(faults([place('A')], full('A'), posts('A', 'auxiliary X', 'auxiliary Y'))).toEqual({})
  })

  test('has a gap where nobody ever served, and an expired post where somebody left without a successor', () => {
    expect(faults([place('A')], posts('A', 'chief C', 'instructor I'))).toEqual({
      A: ['error role_empty worker'],
    })
    const left = posts(
      'A',
      'chief C',
      'instructor I',
      'worker W 2024-01-01 2025-01-01',
      'worker V 2025-01-01 2025-06-01',
    )
    expect(faults([place('A')], left)).toEqual({ A: ['error post_expired worker V since 2025-06-01'] })
    expect(faults([place('A')], left, posts('A', 'worker N 2026-12-01'))).toEqual({
      A: ['error post_expired worker V since 2025-06-01 until 2026-12-01'],
    })
  })

  test('ends on the day before the end, and begins on its first day', () => {
    const rest = posts('A', 'chief C', 'instructor I')
    expect(faults([place('A')], rest, posts('A', `worker W 2024-01-01 ${TODAY}`))).toEqual({
      A: [`error post_expired worker W since ${TODAY}`],
    })
    expect(faults([place('A')], rest, posts('A', 'worker W 2024-01-01 2026-11-23'))).toEqual({})
    expect(faults([place('A')], rest, posts('A', `worker W ${TODAY}`))).toEqual({})
    expect(faults([place('A')], rest, posts('A', 'worker W 2026-11-23'))).toEqual({
      A: ['error role_empty worker until 2026-11-23'],
    })
  })

  test('may have two chiefs, which is remarked on; so is a worker of several grids, at each of them', () => {
    expect(faults([place('A')], full('A'), posts('A', 'chief D'))).toEqual({
      A: ['warning role_doubled chief CA D'],
    })
    expect(
      faults(
        ['A', 'B', 'C'].map((id) => place(id)),
        full('A', 'X'),
        full('B', 'X'),
        full('C'),
      ),
    ).toEqual({
      A: ['warning worker_shared worker WX B'],
      B: ['warning worker_shared worker WX A'],
    })
    // A grid that is no more, or that is served no longer, shares nobody.
    expect(faults([place('A')], full('A', 'X'), full('B', 'X'))).toEqual({})
    expect(
      faults(
        [place('A'), place('B')],
        full('A', 'X'),
        full('B'),
        posts('B', 'worker WX 2024-01-01 2025-01-01'),
      ),
    ).toEqual({})
  })

  test('of an exclusive grid is its own affair, and a beat needs an officer, or several', () => {
    expect(faults([place('E', 'exclusive'), place('P', 'beat')])).toEqual({
      P: ['error role_empty community_officer'],
    })
    const officers = posts('P', 'community_officer M', 'community_officer N')
    expect(faults([place('P', 'beat')], officers)).toEqual({})
  })
})

test.each([1, 4, 20260101])('seed %i: exactly the faults that the demo plants in crews are found', (seed) => {
  const { grids, beats, crew } = world('kuangqu', seed)
  const places = [
    ...grids.map(({ id, type }) => place(id, type)),
    ...beats.map(({ id }) => place(id, 'beat')),
  ]
  const found = [...crewFaults(places, crew, TODAY)].flatMap(([id, all]) =>
    all.map((fault) => ({ ...fault, at: id })),
  )
  const at = (code: string, role: string) =>
    new Set(found.flatMap((one) => (one.code === code && one.role === role ? [one.at] : [])))

  const basic = grids.filter(({ type }) => type === 'basic')
  const workers = crew.filter(({ role }) => role === 'worker')
  const unmanned = basic.filter(({ id }) => !workers.some(({ grid }) => grid === id))
  const expired = workers.filter(({ toOn }) => toOn !== null)
  const shared = workers.filter(
    ({ id, person, toOn }) =>
      toOn === null && workers.some((other) => other.person === person && other.id !== id),
  )
  const alone = beats.filter(({ officers }) => officers === 0)
  expect([unmanned.length, expired.length, alone.length]).toEqual([4, 3, 4])
  expect(at('role_empty', 'worker')).toEqual(new Set(unmanned.map(({ id }) => id)))
  expect(at('post_expired', 'worker')).toEqual(new Set(expired.map(({ grid }) => grid)))
  expect(at('worker_shared', 'worker')).toEqual(new Set(shared.map(({ grid }) => grid)))
  expect(new Set(shared.map(({ person }) => person)).size).toBe(2)
  expect(at('role_empty', 'community_officer')).toEqual(new Set(alone.map(({ id }) => id)))
  expect(found).toHaveLength(unmanned.length + expired.length + shared.length + alone.length)
})

const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-01-${String(n).padStart(2, '0')}`)
const span = fc
  .tuple(day, fc.option(day))
  .filter(([from, to]) => to === null || from < to)
  .map(([fromOn, toOn]) => ({ fromOn, toOn }))

test('property: posts overlap exactly where somebody serves in both on one day', () => {
  const days = Array.from({ length: 29 }, (_, n) => `2026-01-${String(n + 1).padStart(2, '0')}`)
  fc.assert(
    fc.property(span, span, (one, other) => {
      const both = days.some((on) => [one, other].every((post) => standingOn(post, on) === 'serving'))
      expect([overlap(one, other), overlap(other, one)]).toEqual([both, both])
    }),
  )
})

test('property: what begins later changes no fault but when it ends', () => {
  const random = fc.array(
    fc.record({
      role: fc.constantFrom('chief', 'instructor', 'worker', 'auxiliary' as const),
      person: fc.constantFrom('a', 'b', 'c'),
      grid: fc.constantFrom('A', 'B'),
      span,
    }),
    { maxLength: 12 },
  )
  const postsOf = (rows: { role: string; person: string; grid: string; span: object }[]): Post[] =>
    rows.map(({ span, ...row }, n) => ({ id: `${n}`, beat: null, ...row, ...span }) as Post)
  const places = [place('A'), place('B')]
  fc.assert(
    fc.property(random, day, (rows, on) => {
      const all = postsOf(rows)
      const begun = all.filter(({ fromOn }) => fromOn <= on)
      const told = (some: Post[]) =>
        [...crewFaults(places, some, on)].map(([id, found]) => [id, found.map(({ until: _, ...one }) => one)])
      expect(told(all)).toEqual(told(begun))
    }),
  )
})

test('the load of officers: warned of above 15 grids or 8,000 residents each, and where there is none', () => {
  expect(officerLoad({ officers: 2, grids: 30, households: 6153 }).warnings).toEqual([])
  expect(officerLoad({ officers: 2, grids: 31, households: 6154 })).toEqual({
    load: { gridsPerOfficer: 15.5, residentsPerOfficer: 8000 },
    warnings: ['grids_per_officer'],
  })
  expect(officerLoad({ officers: 1, grids: 3, households: 3078 }).warnings).toEqual(['residents_per_officer'])
  expect(officerLoad({ officers: 0, grids: 3, households: 900 })).toEqual({
    load: { gridsPerOfficer: null, residentsPerOfficer: null },
    warnings: ['no_officer'],
  })
})
