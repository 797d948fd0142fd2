import { beforeEach, expect, test } from 'vitest'
import { DEFAULT_MATTERS } from '#core/incident/catalogue.ts'
import { useCatalogue } from '../../client/state/catalogue.ts'
import { NEW, useMatterDesk } from '../../client/state/matterDesk.ts'

const version = { version: 1, validFrom: '2026-11-22T00:00:00Z', by: 'system' }
const desk = () => useMatterDesk.getState()

beforeEach(() => {
  useCatalogue.setState({ matters: DEFAULT_MATTERS.map((one) => ({ ...one, ...version })) })
  useMatterDesk.setState({ opened: null, drafts: {} })
})

test('what is entered for a matter stays with it while somebody looks at another', () => {
  desk().open('0101')
  desk().write({ limit: 'hard' })
  desk().write({ reason: '改' })
  desk().open('0102')
  expect(desk().drafts['0102']).toBeUndefined()
  desk().open('0101')
  expect(desk().drafts['0101']).toMatchObject({ over: { version: 1 }, form: { limit: 'hard', reason: '改' } })
  desk().discard()
  expect(desk()).toMatchObject({ opened: '0101', drafts: {} })
})

test('typed back to what it was, nothing is entered; a blank on the way is', () => {
  desk().open('0101')
  desk().write({ en: 'Quarrel between neighbours ' })
  expect(desk().drafts['0101']).toBeDefined()
  desk().write({ en: 'Quarrel between neighbours' })
  expect(desk().drafts).toEqual({})
})

test('a new matter has the next code of its category, and keeps its words when that is another', () => {
  desk().begin('01')
  desk().write({ zh: '停车纠纷' })
  desk().begin('02')
  expect(desk()).toMatchObject({ opened: NEW, drafts: { [NEW]: { over: null } } })
  expect(desk().drafts[NEW]?.form).toMatchObject({ code: '0210', zh: '停车纠纷' })
  desk().discard()
  expect(desk()).toMatchObject({ opened: null, drafts: {} })
})
