import { describe, expect, test } from 'vitest'
import { clockIn, dayIn, dayOf, instantAt, signed } from '../../client/words/days.ts'
import { findingAdvice, findingWords } from '../../client/words/findings.ts'
import { hasWords, problemSpoken, refusalSpoken } from '../../client/words/problems.ts'
import { review } from '../../client/words/review.ts'
import { screen } from '../../client/words/screen.ts'
import { signing } from '../../client/words/signing.ts'
import { inHand, snapWords, toolHints, toolWords } from '../../client/words/tools.ts'
import { wording } from '../../client/words/wording.ts'
import { spoken, type Words } from '../../client/words/words.ts'
import type { RejectionCode } from '../../server/usecases/outcome.ts'

/** Every code that the server can answer with; a new one does not compile until it stands here. */
const rejections: Record<RejectionCode, true> = {
  layer_forbidden: true,
  role_forbids: true,
  unknown_grid: true,
  unknown_building: true,
  grid_locked: true,
  building_locked: true,
  boundary_locked: true,
  compound_would_part: true,
  compound_not_together: true,
  too_few_to_glue: true,
  line_not_boundary: true,
  unknown_hold: true,
  hold_id_taken: true,
  other_community: true,
  nothing_changes: true,
  region_invalid: true,
  region_leaves_community: true,
  region_cuts_outline: true,
  grid_would_be_empty: true,
  building_without_cell: true,
  name_invalid: true,
  line_invalid: true,
  line_misses_boundary: true,
  line_does_not_split: true,
  line_splits_too_often: true,
  grid_id_taken: true,
  codes_used_up: true,
  vertex_unknown: true,
  vertex_on_outline: true,
  vertex_is_junction: true,
  vertex_would_cross: true,
  tolerance_invalid: true,
  name_taken: true,
  not_found: true,
  area_unknown: true,
  plan_not_draft: true,
  plan_not_submitted: true,
  plan_closed: true,
  plan_empty: true,
  reason_missing: true,
  stale_revision: true,
  nothing_to_undo: true,
  nothing_to_redo: true,
  findings_block: true,
  already_signed: true,
  signature_missing: true,
  scope_too_small: true,
  base_changed: true,
  code_taken: true,
  effective_in_past: true,
  effective_before_published: true,
  coverage_broken: true,
  plans_apart: true,
  already_resolved: true,
  base_current: true,
  as_of_in_future: true,
  nothing_published_then: true,
}

const labels = [screen, review, signing, wording, toolWords, toolHints, snapWords, inHand].flatMap((words) =>
  Object.values<Words>(words),
)

describe('words', () => {
  test.each(Object.keys(rejections))('there are words for %s', (code) => {
    expect(hasWords(code)).toBe(true)
  })

  test('an unknown code still says what to do, and keeps the code for support', () => {
    expect(problemSpoken('never_heard_of').zh).toContain('never_heard_of')
  })

  test('a refusal names what is in the way: buildings before grids, a few of many, nothing unknown', () => {
    const names = new Map(['1', '2', '3', '4'].map((id) => [id, `${id}号楼`]))
    const why = problemSpoken('building_locked').zh
    const said = (ids: string[]) =>
      refusalSpoken({ code: 'building_locked', grids: ['1'], buildings: ids }, names).zh
    expect(said(['2', '9'])).toBe(`2号楼：${why}`)
    expect(said([])).toBe(`1号楼：${why}`)
    expect(said(['1', '2', '3', '4'])).toBe(`1号楼、2号楼、3号楼 等 4 处：${why}`)
    expect(refusalSpoken({ code: 'grid_locked', grids: ['9'] }, names)).toEqual(problemSpoken('grid_locked'))
  })

  test('both languages have the same places to fill', () => {
    const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort()
    for (const words of [...labels, ...Object.values(findingWords)])
      expect(places(words.en)).toEqual(places(words.zh))
  })

  test('Chinese uses Chinese punctuation', () => {
    const found = [...Object.values(findingWords), ...Object.values(findingAdvice)]
    const sentences = [...labels, ...found, ...Object.keys(rejections).map(problemSpoken)]
    for (const { zh } of sentences) expect(zh.replace(/npm run.*$/, '')).not.toMatch(/[一-鿿][,;:?()]/)
  })

  test('places are filled with numbers, names or words; one that nobody fills stays visible', () => {
    const words = { zh: '{what}有 {count} 户{rest}', en: '{what}: {count}{rest}' }
    const fill = { what: { zh: '网格', en: 'Grid' }, count: 709 }
    expect(spoken(words, 'zh', fill)).toBe('网格有 709 户{rest}')
    expect(spoken(words, 'en', fill)).toBe('Grid: 709{rest}')
  })
})

describe('days', () => {
  test('are those of the district, not of the browser', () => {
    expect(dayIn(new Date('2026-11-21T15:59:59Z'), 'Asia/Shanghai')).toBe('2026-11-21')
    expect(dayIn(new Date('2026-11-21T16:00:00Z'), 'Asia/Shanghai')).toBe('2026-11-22')
    expect(clockIn(Date.parse('2026-11-21T16:05:59Z'), 'Asia/Shanghai')).toBe('2026-11-22T00:05')
    expect(instantAt('2026-11-22T00:05', 'Asia/Shanghai')).toBe(Date.parse('2026-11-21T16:05:00Z'))
    // A few hours after the clocks went forward.
    expect(instantAt('2026-03-29T04:00', 'Europe/Berlin')).toBe(Date.parse('2026-03-29T02:00:00Z'))
    expect(instantAt('', 'Asia/Shanghai')).toBeNaN()
    expect(dayOf('2026-11-21T16:00:00Z', 'Asia/Shanghai')).toBe('2026-11-22')
    expect(dayOf('2026-11-21', 'Asia/Shanghai')).toBe('2026-11-21')
  })
})

test('a difference carries its sign, not just a colour', () => {
  expect([signed(84), signed(-241), signed(0), signed(-1241)]).toEqual(['▲84', '▼241', '±0', '▼1,241'])
})
