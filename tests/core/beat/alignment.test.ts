import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aligned, type Ground } from '#core/beat/alignment.ts'

const STREET = '140303005'
type Part = Ground & { readonly beat: string; readonly code: string; readonly street: string }
const part = (code: string, ground: Partial<Ground>, street = STREET): Part => ({
  ...{ beat: code, code, street, areaM2: 0, buildings: 0, households: 0, incidents: 0 },
  ...ground,
})
const grid = { community: `${STREET}006`, areaM2: 10_000, buildings: 10, households: 200, incidents: 30 }
const read = (...parts: Part[]) => {
  const { class: kind, mismatch, station, beats, uncovered } = aligned(grid, parts)
  const mark = (code: string, share: { sliver: boolean }) => (share.sliver ? `(${code})` : code)
  const lies = [...beats.map((one) => mark(one.code, one)), ...(uncovered ? [mark('-', uncovered)] : [])]
  return [kind, mismatch, station, lies.join(' ')]
}
const WHOLE = { areaM2: 10_000, buildings: 10, households: 200 }

test('a grid wholly in one beat is full; the beat of another street’s station is the wrong one', () => {
  expect(read(part('A', WHOLE))).toEqual(['full', null, 'own', 'A'])
  expect(read(part('A', WHOLE, '140303001'))).toEqual(['full', 'other_station', 'other', 'A'])
  expect(read()).toEqual(['none', 'no_beat', null, '-'])
})

test('a beat counts from 1 % of the area on, or with a building; under that it is a sliver', () => {
  const rest = (share: number, buildings = 0) =>
    part('A', { areaM2: 10_000 * (1 - share), buildings: 10 - buildings, households: 200 })
  expect(read(rest(0.0099), part('B', { areaM2: 99 }))).toEqual(['full', null, 'own', 'A (B)'])
  expect(read(rest(0.01), part('B', { areaM2: 100 }))).toEqual(['partial', 'two_beats', 'own', 'A B'])
  expect(read(rest(0.001, 1), part('B', { areaM2: 10, buildings: 1 }))).toEqual([
    ...['partial', 'two_beats', 'own', 'A B'],
  ])
  expect(read(rest(1e-7), part('B', { areaM2: 0.001 }))).toEqual(['full', null, 'own', 'A'])
})

test('the same for the ground in no beat', () => {
  expect(read(part('A', { ...WHOLE, areaM2: 9_901 }))).toEqual(['full', null, 'own', 'A (-)'])
  expect(read(part('A', { ...WHOLE, areaM2: 9_900 }))).toEqual(['partial', 'two_beats', 'own', 'A -'])
  expect(read(part('A', { ...WHOLE, areaM2: 9_999, buildings: 9 }))).toEqual([
    ...['partial', 'two_beats', 'own', 'A -'],
  ])
  expect(read(part('A', { areaM2: 99 }))).toEqual(['none', 'no_beat', null, '(A) -'])
})

test('most households make the main beat, then most ground; its street says whose station', () => {
  const small = part('A', { areaM2: 2_000, buildings: 8, households: 150 }, '140303001')
  const large = part('B', { areaM2: 8_000, buildings: 2, households: 50 })
  expect(read(large, small)).toEqual(['partial', 'two_beats', 'other', 'A B'])
  const even = part('C', { areaM2: 8_000, buildings: 2, households: 150 })
  expect(read(small, even)).toEqual(['partial', 'two_beats', 'own', 'C A'])
})

/** Often the same, so that beats are equal. */
const areas = fc.oneof(fc.nat(1000), fc.constantFrom(0, 5, 500))
const parts = fc
  .array(fc.tuple(areas, fc.nat(6), fc.nat(60), fc.boolean()), { maxLength: 5 })
  .map((rows) =>
    rows.map(([areaM2, buildings, perBuilding, own], i) =>
      part(
        `beat ${i}`,
        { areaM2, buildings, households: buildings * perBuilding, incidents: buildings },
        own ? STREET : '140303001',
      ),
    ),
  )
const wholeOf = (made: readonly Part[], rest: Ground) => {
  const sum = (of: (one: Ground) => number) => made.reduce((total, one) => total + of(one), of(rest))
  return {
    community: `${STREET}006`,
    areaM2: sum(({ areaM2 }) => areaM2),
    buildings: sum(({ buildings }) => buildings),
    households: sum(({ households }) => households),
    incidents: sum(({ incidents }) => incidents),
  }
}
const rests = fc.tuple(fc.nat(1000), fc.nat(2)).map(
  ([areaM2, buildings]): Ground => ({
    areaM2,
    buildings,
    households: buildings * 20,
    incidents: buildings,
  }),
)

test('whatever the parts: they and the rest are the grid, and the class is what counts among them', () => {
  fc.assert(
    fc.property(parts, rests, (made, rest) => {
      const whole = wholeOf(made, rest)
      const found = aligned(whole, made)
      const lies = [...found.beats, ...(found.uncovered ? [found.uncovered] : [])]
      const sum = (of: (one: Ground) => number) => lies.reduce((total, one) => total + of(one), 0)
      expect(sum(({ areaM2 }) => areaM2)).toBe(whole.areaM2)
      expect(sum(({ buildings }) => buildings)).toBe(whole.buildings)
      expect(sum(({ households }) => households)).toBe(whole.households)
      if (whole.areaM2 > 0) expect(lies.reduce((t, one) => t + one.shareOfArea, 0)).toBeCloseTo(1, 9)

      const counts = ({ areaM2, buildings }: Ground) =>
        (areaM2 > 0 && areaM2 * 100 >= whole.areaM2) || buildings > 0
      const [inBeats, restCounts] = [made.filter(counts), counts(rest)]
      const expected =
        inBeats.length === 0 ? 'none' : inBeats.length === 1 && !restCounts ? 'full' : 'partial'
      expect(found.class).toBe(expected)
      expect(found.mismatch === null).toBe(expected === 'full' && inBeats[0]?.street === STREET)
      const most = Math.max(...inBeats.map(({ households }) => households))
      if (inBeats.length > 0) expect(found.beats[0]?.households).toBe(most)
    }),
    { numRuns: 2000 },
  )
})

test('the order of the parts says nothing', () => {
  const half = { areaM2: 5_000, buildings: 5, households: 100 }
  expect(read(part('B', half), part('A', half))).toEqual(read(part('A', half), part('B', half)))
  fc.assert(
    fc.property(parts, rests, fc.nat(), (made, rest, seed) => {
      const turned = made.map((one, i) => made[(i + seed) % made.length] ?? one)
      const whole = wholeOf(made, rest)
      expect(aligned(whole, turned)).toEqual(aligned(whole, made))
    }),
  )
})
