import { expect, test } from 'vitest'
import { z } from 'zod'
import {
  Attachment,
  CaseActionRequest,
  CaseDetail,
  CasePage,
  CaseSummary,
  CasesQuery,
  HeatAnswer,
  HeatQuery,
  IncidentReport,
  TimelineRow,
} from '#contract/incident.ts'
import { Matter, MatterAdmission, MatterVersion, NewMatter } from '#contract/matter.ts'
import { DEFAULT_MATTERS } from '#core/incident/catalogue.ts'
import { ACTIONS } from '#core/incident/lifecycle.ts'

test('every action but the clock’s own can be asked for', () => {
  const asked = CaseActionRequest.options.map(({ shape }) => shape.action.value)
  expect([...asked].sort()).toEqual(ACTIONS.filter((action) => action !== 'ring').sort())
})

test('what a channel need not know may be left out, and what cannot be is refused', () => {
  expect(IncidentReport.parse({ channel: 'wristband', source: 'band', externalId: '7' })).toMatchObject({
    text: '',
  })
  const problem = (report: object) =>
    IncidentReport.safeParse({ channel: 'resident', text: '井盖丢了 🕳️', ...report }).error?.issues[0]?.path
  expect(problem({})).toBeUndefined()
  expect(
    problem({ position: [113.53, 37.88], category: '03', occurredAt: '2026-11-22T10:00:00+08:00' }),
  ).toBe(undefined)
  expect(problem({ position: [37.88, 113.53] })).toEqual(['position', 1])
  expect(problem({ position: [null, null] })).toEqual(['position', 0])
  expect(problem({ category: '77' })).toEqual(['category'])
  expect(problem({ occurredAt: '2026-11-22 10:00' })).toEqual(['occurredAt'])
  expect(problem({ externalId: '7' })).toEqual(['source'])
})

test('queries are read from an address', () => {
  expect(CasesQuery.parse({ state: 'open,closed', bbox: '113.4,37.8,113.6,37.9', mine: 'true' })).toEqual({
    ...{ state: ['open', 'closed'], bbox: [113.4, 37.8, 113.6, 37.9], mine: true },
    ...{ order: 'newest', limit: 50 },
  })
  expect(CasesQuery.safeParse({ state: 'opened' }).success).toBe(false)
  expect(CasesQuery.safeParse({ bbox: '1,2,3' }).success).toBe(false)
  expect(CasesQuery.safeParse({ bbox: '1,2,3,x' }).success).toBe(false)
})

test('the catalogue to begin with is fit to be told', () => {
  expect(z.array(Matter).safeParse(DEFAULT_MATTERS).error).toBeUndefined()
})

test.each(
  Object.entries({ IncidentReport, CasesQuery, HeatQuery, CaseActionRequest }).concat(
    Object.entries({
      Attachment,
      CaseSummary,
      TimelineRow,
      CasePage,
      CaseDetail,
      HeatAnswer,
      NewMatter,
      MatterAdmission,
      MatterVersion,
    }) as never,
  ),
)('%s has a schema to publish', (_, schema) =>
  expect(z.toJSONSchema(schema as z.ZodType, { io: 'input' })).toBeTruthy(),
)
