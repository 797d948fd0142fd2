import fc from 'fast-check'
import { expect, test } from 'vitest'
import { random } from '../../data/random.ts'
import {
  type Knowing,
  nextAction,
  passesOn,
  requestFor,
  restMsBefore,
  type Seen,
} from '../../data/simulation/nextAct.ts'
import { drawnPhoto } from '../../data/simulation/photo.ts'
import { CaseActionRequest } from '../../server/contract/incident.ts'
import { type Act, CASE_STATES, type Case } from '../../server/core/incident/case.ts'
import { actionsAllowed } from '../../server/core/incident/decideAction.ts'
import { ACTIONS, isOpen } from '../../server/core/incident/lifecycle.ts'
import { DEFAULT_SETTINGS } from '../../server/core/incident/settings.ts'
import { judgedPhoto } from '../../server/core/photo/photo.ts'
import { CAST, MONDAY_9, matterNamed, reportRow, Story } from '../support/cases.ts'

const ID = '00000000-0000-4000-8000-000000000001'
const TWIN = '00000000-0000-4000-8000-000000000002'
const NO_POLICE = { jurisdiction: null, beat: null }
const knowing: Knowing = {
  matter: matterNamed('0403'),
  candidates: [
    {
      ...{ kind: 'department', id: 'water', name: 'water', distanceM: null, openCases: 0, fits: true },
      ...NO_POLICE,
    },
    {
      ...{ kind: 'street', id: 'shaping', name: 'street', distanceM: 500, openCases: 2, fits: false },
      ...NO_POLICE,
    },
  ],
  photos: [{ id: ID, kind: 'photo', name: '处理后.png', type: 'image/png', bytes: 1200 }],
}
const twin = (state: Case['state'], number: string, likeness = 0.9): Seen['duplicates'][number] => ({
  ...{ id: TWIN, number, state, excerpt: '', distanceM: 20, hoursApart: 0.1, likeness },
})
const seenBy = (desk: 'desk' | 'desk2', current: Case, now: number): Seen => ({
  ...{ id: ID, number: '000010', version: current.version, state: current.state, sos: current.sos },
  ...{ urgency: current.urgency, duplicates: [] },
  actions: actionsAllowed(current, CAST[desk], now, DEFAULT_SETTINGS),
})
const reported: Seen = {
  ...{ id: ID, number: '000010', version: 1, state: 'reported', sos: false, urgency: 'urgent' },
  ...{ actions: [...ACTIONS], duplicates: [] },
}
/** What is done in a hundred tries. */
const chosen = (one: Seen) =>
  new Set(Array.from({ length: 100 }, (_, n) => nextAction(one, random('chosen', n))))

test('whatever the case is, only what it allows is done, and asked for as the contract says', () => {
  const seen = fc.record({
    state: fc.constantFrom(...CASE_STATES),
    actions: fc.subarray([...ACTIONS]),
    sos: fc.boolean(),
    urgency: fc.constantFrom('routine', 'urgent', 'life'),
    duplicates: fc.subarray([twin('filed', '000009'), twin('closed', '000008'), twin('reported', '000011')]),
    seed: fc.nat(),
  })
  fc.assert(
    fc.property(seen, ({ seed, ...told }) => {
      const one: Seen = { ...reported, ...(told as Partial<Seen>) }
      const source = random('property', seed)
      const action = nextAction(one, source)
      if (action === null) return
      expect(isOpen(one.state)).toBe(true)
      expect(one.actions).toContain(action)
      const request = CaseActionRequest.parse(requestFor(action, one, knowing, source))
      expect(request).toMatchObject({ action, expectedVersion: one.version })
      if (request.action === 'merge') expect(request.into).toBe(TWIN)
    }),
    { numRuns: 2000 },
  )
})

test('two at the desk bring every case to its end, and whoever handled it has not verified it', () => {
  const ends = Array.from({ length: 200 }, (_, n) => {
    const story = new Story(reportRow('desk', MONDAY_9, { matter: '0403', sos: n % 10 === 0 }))
    const source = random('course', n)
    let desk: 'desk' | 'desk2' = 'desk'
    const pass = () => {
      desk = desk === 'desk' ? 'desk2' : 'desk'
    }
    for (let steps = 0; isOpen(story.current.state) && steps < 40; steps++) {
      const one = seenBy(desk, story.current, story.now)
      const action = nextAction(one, source)
      if (action === null) {
        pass()
        continue
      }
      const { expectedVersion: _, ...asked } = requestFor(action, one, knowing, source) as CaseActionRequest
      const [best] = knowing.candidates
      const act = {
        ...asked,
        ...('matter' in asked && { matter: matterNamed(asked.matter) }),
        ...('holder' in asked && { holder: best }),
      } as Act
      expect(restMsBefore(action, source)).toBeGreaterThan(1000)
      story.does(desk, act, story.now + restMsBefore(action, source))
      if (passesOn(action)) pass()
    }
    if (story.current.state === 'closed')
      expect(story.current.handlers).not.toContain(story.log.at(-1)?.by.person)
    return story
  })
  const states = ends.map(({ current }) => current.state)
  expect(states.every((state) => state === 'closed' || state === 'rejected')).toBe(true)
  expect(states.filter((state) => state === 'closed').length).toBeGreaterThan(180)
  const reworked = ends.filter(({ log }) => log.some(({ act }) => act.action === 'rework'))
  expect(reworked.length).toBeGreaterThan(0)
})

test('a call for help is answered before anything else', () => {
  expect(chosen({ ...reported, sos: true, urgency: 'life' })).toEqual(new Set(['acknowledge']))
  const answered = ACTIONS.filter((action) => action !== 'acknowledge' && action !== 'arrive')
  expect(chosen({ ...reported, sos: true, urgency: 'life', actions: answered })).toEqual(new Set(['file']))
})

test('a unit that was whistled for arrives', () => {
  expect(chosen({ ...reported, state: 'assigned' })).toEqual(new Set(['arrive']))
})

test('the same told twice becomes the older case, while that one is open and alike', () => {
  const actions = ACTIONS.filter((action) => action !== 'arrive')
  const told = { ...reported, actions }
  expect(chosen({ ...told, duplicates: [twin('handling', '000009')] })).toEqual(new Set(['merge', 'file']))
  for (const other of [twin('closed', '000009'), twin('filed', '000011'), twin('filed', '000009', 0.5)])
    expect(chosen({ ...told, duplicates: [other] })).toEqual(new Set(['file']))
})

test('nobody can be found, nothing is asked', () => {
  const none = { ...knowing, candidates: [] }
  expect(requestFor('assign', { ...reported, state: 'filed' }, none, random('none'))).toBeNull()
})

test('the photo is one that the server takes', () => {
  const photo = drawnPhoto(random('photo'))
  expect(judgedPhoto(photo)).toMatchObject({ ok: true, photo: { type: 'image/png' } })
  expect(photo.length).toBeLessThan(5000)
})
