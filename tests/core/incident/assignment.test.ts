import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { attributed, casesByGrid, type VersionRef } from '#core/incident/attribution.ts'
import { HOUR_MS } from '#core/incident/calendar.ts'
import { DEFAULT_MATTERS } from '#core/incident/catalogue.ts'
import { holderRefusal } from '#core/incident/decideAction.ts'
import { distanceM, type Likened, possibleDuplicates } from '#core/incident/duplicates.ts'
import { dutiesAt, nextDutyAt } from '#core/incident/duties.ts'
import { CATEGORIES } from '#core/incident/matters.ts'
import { type Candidate, fittingCandidates, proposedRoute } from '#core/incident/routing.ts'
import { DEFAULT_SETTINGS } from '#core/incident/settings.ts'
import { LEVELS } from '#core/incident/triage.ts'
import { MONDAY_9, matterNamed, reportRow, Story } from '../../support/cases.ts'

/** Metres east and north of a place in the district, by the series for the length of a degree. */
const LATITUDE = (37.88 * Math.PI) / 180
const cosine = (times: number) => Math.cos(times * LATITUDE)
const EAST = 111_412.84 * cosine(1) - 93.5 * cosine(3) + 0.118 * cosine(5)
const NORTH = 111_132.92 - 559.82 * cosine(2) + 1.175 * cosine(4)
const place = (east: number, north: number): [number, number] => [113.53 + east / EAST, 37.88 + north / NORTH]

describe('possible duplicates', () => {
  const told = (id: string, more: Partial<Likened> = {}): Likened => ({
    ...{ id, category: '05', matter: '0502', position: place(0, 0), reportedAt: MONDAY_9 },
    ...{ text: '西坡5号楼水管爆裂' },
    ...more,
  })
  const found = (...others: Likened[]) =>
    possibleDuplicates(told('new'), others, DEFAULT_SETTINGS).map(({ id }) => id)
  test('lie within 100 m and 24 h, whichever came first, in the same category', () => {
    expect(
      found(
        told('99 m', { position: place(70, 70) }),
        told('101 m', { position: place(71.5, 71.5) }),
        told('24 h before', { reportedAt: MONDAY_9 - 24 * HOUR_MS }),
        told('24 h after', { reportedAt: MONDAY_9 + 24 * HOUR_MS }),
        told('later', { reportedAt: MONDAY_9 + 24 * HOUR_MS + 1 }),
        told('another category', { category: '04' }),
        told('nowhere', { position: null }),
        told('new'),
      ).sort(),
    ).toEqual(['24 h after', '24 h before', '99 m'])
    expect(possibleDuplicates(told('new', { position: null }), [told('a')], DEFAULT_SETTINGS)).toEqual([])
  })
  test('come the most alike first: nearer, sooner, same matter, same words', () => {
    const same = told('same', { position: place(20, 0) })
    expect(found(told('far', { position: place(80, 0) }), same)).toEqual(['same', 'far'])
    expect(found(told('old', { ...same, id: 'old', reportedAt: MONDAY_9 - 20 * HOUR_MS }), same)[0]).toBe(
      'same',
    )
    expect(found({ ...same, id: 'other', matter: '0501' }, same)[0]).toBe('same')
    expect(found({ ...same, id: 'words', text: '三楼停电' }, same)[0]).toBe('same')
    expect(found({ ...same, id: 'b' }, { ...same, id: 'a' })).toEqual(['a', 'b'])
  })
  test('are as near to one as the one to them', () => {
    const near = fc.tuple(fc.integer({ min: -900, max: 900 }), fc.integer({ min: -900, max: 900 }))
    fc.assert(
      fc.property(near, near, (a, b) => {
        const [from, to] = [place(...a), place(...b)]
        const metres = Math.hypot(a[0] - b[0], a[1] - b[1])
        expect(distanceM(from, to)).toBeCloseTo(distanceM(to, from), 9)
        // The lattice is a centimetre wide, and `place` a plane.
        expect(Math.abs(distanceM(from, to) - metres)).toBeLessThan(0.02 + metres * 2e-4)
      }),
      { numRuns: 300 },
    )
  })
})

describe('where a report belongs', () => {
  const ref = (code: string, version = 1): VersionRef => ({ id: `id ${code}`, version, code, name: code })
  const eighth = ref('140303005006008', 3)
  test('is kept with the version of that day', () =>
    expect(attributed({ grids: [eighth], beats: [ref('s1')], communities: ['140303005006'] })).toEqual({
      ...{ grid: eighth, beat: ref('s1'), community: '140303005006' },
    }))
  test('on a shared edge is the same every time', () => {
    const grids = [ref('140303005006009'), eighth]
    const here = (order: VersionRef[]) => attributed({ grids: order, beats: [], communities: [] }).grid
    expect([here(grids), here(grids.reverse())]).toEqual([eighth, eighth])
  })
  test('outside every grid is its community, if any', () => {
    const none = { grids: [], beats: [] }
    expect(attributed({ ...none, communities: ['140303005007', '140303005006'] }).community).toBe(
      '140303005006',
    )
    expect(attributed({ ...none, communities: [] })).toEqual({ grid: null, beat: null, community: null })
  })
  test('after a redraw is counted either way, and every case once', () => {
    const at = (east: number, grid: VersionRef | null) => ({
      ...{ position: place(east, 0), attribution: { grid, beat: null, community: null } },
    })
    const cases = [at(0, eighth), at(500, eighth), { ...at(500, eighth), position: null }, at(500, null)]
    const now = ([lng]: readonly [number, number]) => (lng > 113.533 ? 'sixth' : eighth.id)
    expect([...casesByGrid(cases, 'as_reported', now)]).toEqual([
      [eighth.id, 3],
      [null, 1],
    ])
    expect([...casesByGrid(cases, 'redrawn', now)]).toEqual([
      [eighth.id, 2],
      ['sixth', 2],
    ])
  })
})

describe('who should hold a case', () => {
  test.each([
    ['0601', 'grid', false, 'police', 'public_order'],
    ['0805', 'street', true, 'police', 'public_order'],
    ['0301', 'grid', false, 'department', 'enforcement'],
    ['0801', 'street', true, 'grid_worker', 'nearest_help'],
    ['0204', 'street', false, 'department', 'danger'],
    ['0303', 'grid', false, 'grid_worker', 'level'],
    ['0303', 'community', false, 'community', 'level'],
    ['0303', 'street', false, 'street', 'level'],
    ['0303', 'district', false, 'department', 'level'],
    [null, 'grid', true, 'grid_worker', 'nearest_help'],
    [null, 'community', false, 'community', 'unclassified'],
  ] as const)('%s at %s, SOS %s: %s (%s)', (code, level, sos, kind, reason) =>
    expect(proposedRoute(code && matterNamed(code), level, sos)).toMatchObject({ kind, reason }),
  )
  test('what is proposed may be done, for every matter at every level', () => {
    for (const matter of DEFAULT_MATTERS)
      for (const level of LEVELS)
        for (const sos of [true, false])
          expect(holderRefusal(matter, proposedRoute(matter, level, sos))).toBeNull()
  })
  test('of those it fits, the nearest and least loaded', () => {
    const worker = (id: string, distance: number | null, openCases: number): Candidate => ({
      ...{ id, kind: 'grid_worker', department: null, distanceM: distance, openCases },
    })
    const route = proposedRoute(matterNamed('0303'), 'grid', false)
    const crew = [
      worker('lost', null, 0),
      worker('busy', 100, 5),
      worker('far', 600, 0),
      worker('near', 200, 1),
    ]
    const police: Candidate = { ...worker('police', 0, 0), kind: 'police' }
    expect(fittingCandidates(route, [...crew, police]).map(({ id }) => id)).toEqual([
      ...['near', 'far', 'busy', 'lost'],
    ])
    const gas = proposedRoute(matterNamed('0204'), 'street', false)
    const offices = (['gas', 'water'] as const).map(
      (department): Candidate => ({
        ...worker(department, 0, 0),
        ...{ kind: 'department', department },
      }),
    )
    expect(fittingCandidates(gas, offices).map(({ id }) => id)).toEqual(['gas'])
  })

  test('police come by whose beat or street it is, however near others are and however busy they', () => {
    const order = proposedRoute(matterNamed('0602'), 'street', false)
    const station = (id: string, jurisdiction: 'beat' | 'street' | null, openCases: number): Candidate => ({
      ...{ id, kind: 'police', department: 'police', distanceM: 10, openCases, jurisdiction },
    })
    for (const jurisdiction of ['beat', 'street'] as const)
      expect(
        fittingCandidates(order, [station('a', null, 0), station('z', jurisdiction, 99)]).map(({ id }) => id),
      ).toEqual(['z', 'a'])
  })
})

describe('an SOS', () => {
  const sos = () => new Story(reportRow('wang', MONDAY_9, { sos: true, matter: '0801', level: 'street' }))
  const due = (story: Story, seconds: number) =>
    dutiesAt(story.current, MONDAY_9 + seconds * 1000, DEFAULT_SETTINGS).map(({ action }) => action)
  test('rings again and goes up after 60 s, and every 60 s from then', () => {
    const story = sos()
    expect([due(story, 0), due(story, 60), due(story, 60.001)]).toEqual([[], [], ['ring', 'escalate']])
    expect(nextDutyAt(story.current, DEFAULT_SETTINGS)).toBe(MONDAY_9 + 60_001)
    story.does('clock', 'ring', MONDAY_9 + 61_000).does('clock', 'escalate', MONDAY_9 + 61_000)
    expect(story.current.level).toBe('district')
    expect([due(story, 61), due(story, 121), due(story, 121.001)]).toEqual([[], [], ['ring']])
    expect(due(story, 3600)).toEqual(['ring'])
  })
  test('is quiet once acknowledged, or over', () => {
    expect(due(sos().does('desk', 'acknowledge', MONDAY_9 + 59_000), 3600)).toEqual([])
    expect(due(sos().does('desk', 'reject', MONDAY_9 + 59_000), 3600)).toEqual([])
    expect(nextDutyAt(sos().does('desk', 'acknowledge').current, DEFAULT_SETTINGS)).toBeNull()
  })
  test('is nobody else’s ringing', () =>
    expect(due(new Story(reportRow('wang', MONDAY_9)), 3600)).toEqual([]))
})

test('a suspension that has run out ends by itself', () => {
  const story = new Story(reportRow('wang', MONDAY_9)).does('desk', 'file').does('desk', 'assign')
  story.does('wang', 'accept').does('wang', 'requestSuspension').does('desk', 'approve')
  const until = nextDutyAt(story.current, DEFAULT_SETTINGS) as number
  expect(dutiesAt(story.current, until - 1, DEFAULT_SETTINGS)).toEqual([])
  expect(dutiesAt(story.current, until, DEFAULT_SETTINGS)).toEqual([{ action: 'resume' }])
  expect(story.does('clock', 'resume', until).current.state).toBe('handling')
})

test('every category has matters, and public order is the police’s', () => {
  const categories = new Set(DEFAULT_MATTERS.map(({ category }) => category))
  expect([...categories].sort()).toEqual([...CATEGORIES].sort())
  for (const { code, category, department } of DEFAULT_MATTERS) {
    expect(code.slice(0, 2)).toBe(category)
    if (category === '06') expect(department).toBe('police')
  }
  expect(new Set(DEFAULT_MATTERS.map(({ code }) => code)).size).toBe(DEFAULT_MATTERS.length)
})
