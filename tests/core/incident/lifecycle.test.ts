import { describe, expect, test } from 'vitest'
import { HOUR_MS } from '#core/incident/calendar.ts'
import { type Act, CASE_STATES, type CaseState } from '#core/incident/case.ts'
import { caseAfter } from '#core/incident/caseAfter.ts'
import { actionsAllowed } from '#core/incident/decideAction.ts'
import { ACTIONS, TABLE } from '#core/incident/lifecycle.ts'
import { DEFAULT_SETTINGS } from '#core/incident/settings.ts'
import {
  CAST,
  holderOf,
  MONDAY_9,
  matterNamed,
  type Name,
  PHOTO,
  reportRow,
  Story,
} from '../../support/cases.ts'

const story = (told: Parameters<typeof reportRow>[2] = {}, by: Name = 'wang') =>
  new Story(reportRow(by, MONDAY_9, told))
const LETTERS: Record<CaseState, string> = {
  ...{ reported: 'R', filed: 'F', assigned: 'A', handling: 'H', suspended: 'S', feedback: 'B' },
  ...{ closed: 'C', rejected: 'J', merged: 'M', void: 'V' },
}

test('where every action leads from every state', () => {
  const cell = (action: string, from: CaseState) =>
    TABLE.filter((row) => row.action === action && row.from.includes(from))
      .map(({ to }) => LETTERS[to === 'same' ? from : to])
      .join('') || '·'
  const lines = ACTIONS.map(
    (action) => `${action.padEnd(18)}${CASE_STATES.map((from) => cell(action, from).padEnd(3)).join('')}`,
  )
  const head = `${' '.repeat(18)}${CASE_STATES.map((state) => LETTERS[state].padEnd(3)).join('')}`
  expect(`\n${[head, ...lines].map((line) => line.trimEnd()).join('\n')}\n`).toBe(`
                  R  F  A  H  S  B  C  J  M  V
file              F  F  ·  ·  ·  ·  ·  ·  ·  ·
assign            ·  A  ·  ·  ·  ·  ·  ·  ·  ·
accept            ·  ·  H  ·  ·  ·  ·  ·  ·  ·
feedback          ·  ·  ·  B  ·  ·  ·  ·  ·  ·
close             ·  ·  ·  ·  ·  C  ·  ·  ·  ·
selfHandle        C  ·  ·  ·  ·  ·  ·  ·  ·  ·
reject            J  ·  ·  ·  ·  ·  ·  ·  ·  ·
return            ·  ·  F  F  ·  ·  ·  ·  ·  ·
reassign          ·  ·  A  A  ·  ·  ·  ·  ·  ·
whistle           ·  A  A  A  ·  ·  ·  ·  ·  ·
arrive            ·  ·  A  H  S  B  ·  ·  ·  ·
rework            ·  ·  ·  ·  ·  H  ·  ·  ·  ·
merge             M  M  M  M  M  M  ·  ·  ·  ·
reopen            ·  ·  ·  ·  ·  ·  F  R  ·  ·
requestSuspension ·  ·  ·  H  ·  ·  ·  ·  ·  ·
requestExtension  ·  ·  ·  H  ·  ·  ·  ·  ·  ·
requestVoid       R  F  A  H  S  B  ·  ·  ·  ·
approve           V  V  V  SHVV  V  ·  ·  ·  ·
decline           R  F  A  H  S  B  ·  ·  ·  ·
resume            ·  ·  ·  ·  H  ·  ·  ·  ·  ·
urge              R  F  A  H  S  B  ·  ·  ·  ·
supervise         R  F  A  H  S  B  ·  ·  ·  ·
escalate          R  F  A  H  S  B  ·  ·  ·  ·
acknowledge       R  F  A  H  S  B  ·  ·  ·  ·
ring              R  F  A  H  S  B  ·  ·  ·  ·
comment           R  F  A  H  S  B  C  J  M  V
`)
})

const assigned = (told: Parameters<typeof reportRow>[2] = {}) =>
  story(told).does('desk', 'file').does('desk', 'assign')
const handling = (told: Parameters<typeof reportRow>[2] = {}) => assigned(told).does('wang', 'accept')

test('six steps from report to archive, each in the log', () => {
  const told = handling().does('wang', 'feedback').does('desk', 'close')
  expect(told.log.map(({ version, from, to, by }) => [version, from, to, by.person])).toEqual([
    [1, null, 'reported', 'wang'],
    [2, 'reported', 'filed', 'desk'],
    [3, 'filed', 'assigned', 'desk'],
    [4, 'assigned', 'handling', 'wang'],
    [5, 'handling', 'feedback', 'wang'],
    [6, 'feedback', 'closed', 'desk'],
  ])
  expect(told.current).toMatchObject({ state: 'closed', stoppedAt: told.now, handlers: ['wang'] })
})

describe('a grid worker who dealt with it at once', () => {
  const act: Act = { action: 'selfHandle', attachments: [PHOTO] }
  test('closes with a photo', () => {
    expect(story().tries('wang', { action: 'selfHandle' })?.code).toBe('photo_missing')
    expect(story().does('wang', act).current.state).toBe('closed')
  })
  test.each([
    ['not what another reported', {}, 'li', 'not_reporting_worker'],
    ['not enforcement', { matter: '0301' }, 'wang', 'not_settled_in_grid'],
    ['not what belongs higher up', { level: 'street' }, 'wang', 'not_settled_in_grid'],
    ['not what nobody classified', { matter: null }, 'wang', 'not_settled_in_grid'],
  ] as const)('%s', (_, told, name, code) => expect(story(told).tries(name, act)?.code).toBe(code))
})

describe('two people act at once', () => {
  test('the second is told who was first, with what and when', () => {
    const told = story().does('desk', 'file')
    const seen = told.current.version
    told.does('desk', 'assign')
    expect(told.tries('desk2', { action: 'assign', holder: holderOf('li'), expectedVersion: seen })).toEqual({
      code: 'already_handled',
      step: { version: 3, action: 'assign', by: CAST.desk, at: told.now },
    })
  })
  test('a comment, an urge or a ring in between costs nobody a second try', () => {
    const told = story({ sos: true }).does('desk', 'comment').does('desk', 'urge')
    told.does('clock', 'ring').does('clock', 'escalate').does('desk2', 'acknowledge')
    expect(
      told.tries('desk', { ...{ action: 'reject', reason: 'false alarm' }, expectedVersion: 1 }),
    ).toBeNull()
  })
  test('a comment is never too late', () => {
    const told = story().does('desk', 'file')
    expect(told.tries('wang', { ...{ action: 'comment', opinion: 'here' }, expectedVersion: 1 })).toBeNull()
  })
  test('nobody has seen what has not been', () => {
    expect(story().tries('desk', { ...{ action: 'reject', reason: 'x' }, expectedVersion: 2 })?.code).toBe(
      'version_unknown',
    )
  })
  test('of two who acknowledge, the second is told of the first', () => {
    const told = story({ sos: true }).does('desk', 'acknowledge')
    expect(told.tries('desk2', 'acknowledge')).toMatchObject({
      ...{ code: 'already_acknowledged', step: { by: CAST.desk } },
    })
  })
})

test('law enforcement is never assigned to a grid worker, whichever way', () => {
  const told = story({ matter: '0301' }).does('desk', filed('0301'))
  const called = [{ id: 'water', name: 'water' }]
  for (const name of ['wang', 'shagou', 'street'] as const) {
    const holder = holderOf(name)
    expect(told.tries('desk', { action: 'assign', holder })?.code).toBe('enforcement_needs_department')
    expect(told.tries('desk', { action: 'whistle', holder, called })?.code).toBe(
      'enforcement_needs_department',
    )
  }
  told.does('desk', { action: 'assign', holder: holderOf('police') })
  expect(told.tries('desk', { action: 'reassign', reason: 'near', holder: holderOf('wang') })?.code).toBe(
    'enforcement_needs_department',
  )
})
const filed = (code: string, limit?: 'hard'): Act => ({
  ...{ action: 'file', matter: matterNamed(code), level: 'grid' },
  ...(limit && { limit }),
})

test('filing again puts matter, urgency and limit right', () => {
  const told = story({ matter: '0204', urgency: 'life' })
  expect(told.current.limit).toBe('life')
  expect(told.does('desk', filed('0303')).current).toMatchObject({ urgency: 'life', limit: 'life' })
  told.does('desk', { action: 'file', matter: matterNamed('0501'), level: 'grid', urgency: 'urgent' })
  expect(told.current).toMatchObject({ urgency: 'urgent', limit: 'utility', matter: { code: '0501' } })
  expect(told.does('desk', filed('0303', 'hard')).current.limit).toBe('hard')
})

test('only an admitted matter is filed', () => {
  const file = (admission: 'proposed' | 'retired' | 'merged') =>
    story().tries('desk', {
      ...{ action: 'file', level: 'grid' },
      matter: { ...matterNamed('0303'), admission },
    })?.code
  expect([file('proposed'), file('retired'), file('merged')]).toEqual([
    ...['matter_not_admitted', 'matter_retired', 'matter_merged'],
  ])
})

describe('closing', () => {
  test('whoever recorded the handling does not verify it, nor send it back', () => {
    const told = assigned().does('desk', 'accept').does('desk', 'feedback')
    expect(told.tries('desk', 'close')?.code).toBe('verifier_is_handler')
    expect(told.tries('desk', 'rework')?.code).toBe('verifier_is_handler')
    expect(told.tries('wang', 'close')?.code).toBe('not_desk')
    expect(told.does('desk2', 'rework').current).toMatchObject({
      state: 'handling',
      holder: holderOf('wang'),
    })
  })
  test('reopened, it has no holder, and a whole limit before it', () => {
    const told = handling().does('wang', 'feedback').does('desk', 'close').does('desk', 'reopen')
    expect(told.current).toMatchObject({ state: 'filed', holder: null, startedAt: told.now, stoppedAt: null })
  })
})

test('a case comes back twice at most', () => {
  const told = assigned().does('wang', 'return').does('desk', 'assign').does('wang', 'accept')
  told.does('wang', 'return').does('desk', 'assign')
  expect(told.tries('wang', 'return')?.code).toBe('returns_used_up')
  expect(told.tries('li', 'return')?.code).toBe('not_holder')
})

describe('asked for by one, granted by another', () => {
  test('a suspension begins with approval and ends on its day at the latest', () => {
    const told = handling().does('desk', 'requestSuspension')
    expect(told.tries('wang', 'approve')?.code).toBe('not_desk')
    expect(told.tries('desk', 'approve')?.code).toBe('approver_is_requester')
    expect(told.tries('desk2', 'requestVoid')?.code).toBe('other_pending')
    const { until } = told.current.pending as { until: number }
    told.does('desk2', 'approve')
    expect(told.current).toMatchObject({ state: 'suspended', pauses: [{ from: told.now, to: until }] })
    told.does('wang', 'resume')
    expect(told.current).toMatchObject({ state: 'handling', pauses: [{ to: told.now }] })
  })
  test('not once its day is past, nor for years', () => {
    const told = handling().does('wang', 'requestSuspension')
    expect(told.tries('desk', 'approve', told.now + 100 * HOUR_MS)?.code).toBe('suspension_run_out')
    const until = (days: number) => told.now + days * 24 * HOUR_MS
    told.does('desk', 'decline')
    for (const days of [-1, 0, 91])
      expect(told.tries('wang', { action: 'requestSuspension', reason: 'x', until: until(days) })?.code).toBe(
        'until_invalid',
      )
  })
  test('a hard case is extended once', () => {
    const told = story().does('desk', filed('0303', 'hard')).does('desk', 'assign').does('wang', 'accept')
    told.does('wang', 'requestExtension').does('desk', 'approve')
    expect(told.current).toMatchObject({ extended: true, state: 'handling', pending: null })
    expect(told.tries('wang', 'requestExtension')?.code).toBe('extension_used')
    expect(handling().tries('wang', 'requestExtension')?.code).toBe('extension_only_if_hard')
  })
  test('a request is dropped when the case moves on', () => {
    const told = handling().does('wang', 'requestVoid').does('wang', 'feedback')
    expect(told.tries('desk', 'approve')?.code).toBe('nothing_pending')
  })
  test('a void case is over', () => {
    const told = story().does('desk', 'requestVoid').does('desk2', 'approve')
    expect(told.current.state).toBe('void')
    expect(actionsAllowed(told.current, CAST.desk, told.now, DEFAULT_SETTINGS)).toEqual(['comment'])
  })
})

describe('a whistle', () => {
  test('leaves one master holder; the departments called report in, each once', () => {
    const told = assigned().does('desk', 'whistle')
    expect(told.current).toMatchObject({
      ...{ state: 'assigned', holder: holderOf('heating') },
      called: [{ id: 'water', arrivedAt: null }],
    })
    expect(told.tries('heating', 'arrive')?.code).toBe('not_called')
    expect(told.does('water', 'arrive').current.called).toMatchObject([{ arrivedAt: told.now }])
    expect(told.tries('water', 'arrive')?.code).toBe('not_called')
    expect(told.tries('water', 'accept')?.code).toBe('not_holder')
  })
  test('is the street’s to blow, and calls somebody', () => {
    const told = assigned()
    expect(told.tries('lowDesk', 'whistle')?.code).toBe('not_street_desk')
    expect(told.tries('desk', { action: 'whistle', holder: holderOf('water'), called: [] })?.code).toBe(
      'called_missing',
    )
  })
})

test.each<[string, Act, Name, string]>([
  ['a reason', { action: 'reject', reason: ' ' }, 'desk', 'reason_missing'],
  ['not itself', { action: 'merge', into: { id: 'case', state: 'filed' } }, 'desk', 'merge_into_itself'],
  ['one that lives', { action: 'merge', into: { id: 'b', state: 'merged' } }, 'desk', 'merge_target_ended'],
  ['words', { action: 'comment' }, 'li', 'opinion_missing'],
  ['an SOS', { action: 'acknowledge' }, 'desk', 'not_sos'],
  ['its state', { action: 'accept' }, 'desk', 'wrong_state'],
])('needs %s', (_, act, name, code) => expect(story().tries(name, act)?.code).toBe(code))

test('cards go up only, levels as far as the district', () => {
  const told = story().does('desk', { action: 'supervise', colour: 'yellow', reason: 'slow' })
  expect(told.tries('desk', { action: 'supervise', colour: 'plain', reason: 'x' })?.code).toBe(
    'supervision_not_higher',
  )
  told.does('desk', 'supervise')
  expect(told.tries('desk', 'supervise')?.code).toBe('supervision_highest')
  told.does('desk', 'escalate').does('desk', 'escalate').does('desk', 'escalate')
  expect(told.current.level).toBe('district')
  expect(told.tries('desk', 'escalate')?.code).toBe('level_highest')
})

test('the log is never dated backwards, and a torn one is not read', () => {
  const told = story()
    .does('desk', 'file')
    .does('desk', 'assign', MONDAY_9 - HOUR_MS)
  expect(told.log.map(({ at }) => at)).toEqual([MONDAY_9, MONDAY_9 + 60_000, MONDAY_9 + 60_000])
  expect(() => caseAfter([])).toThrow('expected a report')
  expect(() => caseAfter(told.log.slice(1))).toThrow('expected a report')
  expect(() => caseAfter([told.log[0]!, told.log[2]!])).toThrow(
    'expected row 2 from reported, found 3 from filed',
  )
})
