import { expect, test } from 'vitest'
import { covered, levelOf, signedFor } from '../../client/state/signing.ts'
import { signing, statusWords } from '../../client/words/signing.ts'
import type { PlanSummary } from '../../server/contract/plan.ts'
import { missingSignatures } from '../../server/usecases/signatures.ts'

type Level = PlanSummary['missingSignatures'][number]

/** A plan that was handed in, as the server would answer it. */
const handedIn = (within: string, ...signed: Level[]): PlanSummary => ({
  ...{
    id: crypto.randomUUID(),
    name: '沙沟调整',
    reason: '',
    revision: 1,
    createdBy: 'planner',
    createdByName: '规划员',
    createdAt: '',
  },
  ...{ submittedAt: '', publishedAt: null, effectiveOn: null, publishedFrom: null, baseCurrent: true },
  ...{ canUndo: false, canRedo: false },
  ...{ kind: 'grids', sides: { grids: true, beats: false } },
  within,
  status: 'submitted',
  signatures: signed.map((level) => ({ level, user: level, name: level, signedAt: '2026-11-22T01:00:00Z' })),
  missingSignatures: missingSignatures('grids', within, signed),
})
const [district, street, community] = ['140303', '140303005', '140303005006']

test('a person signs for the level of their scope, and for those below that are missing', () => {
  expect(signedFor(handedIn(community), levelOf(community))).toEqual(['community'])
  expect(signedFor(handedIn(community), levelOf(district))).toEqual(['community', 'street'])
  expect(signedFor(handedIn(community, 'community'), levelOf(district))).toEqual(['street'])
  expect(signedFor(handedIn(street), levelOf(street))).toEqual(['street'])
  expect(signedFor(handedIn(district), levelOf(district))).toEqual(['district'])
})

test('whose level has signed or is covered signs no more', () => {
  expect(signedFor(handedIn(community, 'community'), levelOf(community))).toEqual([])
  expect(signedFor(handedIn(community, 'street'), levelOf(community))).toEqual([])
  expect(signedFor(handedIn(community, 'street'), levelOf(district))).toEqual([])
})

test('levels that a higher one stands in for are named with it', () => {
  expect(covered(handedIn(community, 'district'))).toEqual({
    levels: ['community', 'street'],
    by: 'district',
  })
  expect(covered(handedIn(community, 'street'))).toEqual({ levels: ['community'], by: 'street' })
  expect(covered(handedIn(community, 'community', 'street')).levels).toEqual([])
  expect(covered(handedIn(district, 'district')).levels).toEqual([])
  expect(covered(handedIn(community)).levels).toEqual([])
})

test('a plan is called ready once nobody is missing', () => {
  const ready = handedIn(community, 'district')
  expect(statusWords(ready)).toBe(signing.ready)
  expect(statusWords(handedIn(community, 'community'))).not.toBe(signing.ready)
  expect(statusWords({ ...ready, status: 'published' })).not.toBe(signing.ready)
})
