import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Instant } from '#core/incident/calendar.ts'
import type { Act, Action, Case, CaseState, LogRow } from '#core/incident/case.ts'
import { caseAfter, caseWith } from '#core/incident/caseAfter.ts'
import { actionsAllowed, decideAction } from '#core/incident/decideAction.ts'
import { dutiesAt } from '#core/incident/duties.ts'
import { ACTIONS, isOpen, rowsFor, TABLE } from '#core/incident/lifecycle.ts'
import { DEFAULT_SETTINGS } from '#core/incident/settings.ts'
import {
  CAST,
  holderOf,
  MONDAY_9,
  matterNamed,
  type Name,
  PHOTO,
  reportRow,
  rightAct,
} from '../../support/cases.ts'

/** `SEED=n npx vitest run incident/lifecycle.property` asks for other courses, or again for those that failed. */
const SEED = Number(process.env.SEED || 20_261_122)
const COURSES = Number(process.env.COURSES || 500)

/** The ways on, written down a second time: from → to, besides staying. */
const WAYS: Record<CaseState, readonly CaseState[]> = {
  reported: ['filed', 'rejected', 'closed', 'merged', 'void'],
  filed: ['assigned', 'merged', 'void'],
  assigned: ['handling', 'filed', 'merged', 'void'],
  handling: ['feedback', 'suspended', 'filed', 'assigned', 'merged', 'void'],
  suspended: ['handling', 'merged', 'void'],
  feedback: ['closed', 'handling', 'merged', 'void'],
  closed: ['filed'],
  rejected: ['reported'],
  merged: [],
  void: [],
}

const names = Object.keys(CAST) as Name[]
const reasons = ['', ' ', 'because']
const MATTERS = ['0303', '0301', '0601', '0501', '0302']
/** An act as somebody might ask for it, right or wrong: `twist` chooses what is left out or put in. */
function anyAct(action: Action, current: Case, now: Instant, twist: number): Act {
  const right = rightAct(action, current, now)
  const pick = <T>(from: readonly T[]): T => from[twist % from.length] as T
  if (twist % 3 === 0) return right
  const holders = (['wang', 'li', 'shagou', 'street', 'heating', 'water', 'police'] as const).map(holderOf)
  return {
    ...right,
    ...('reason' in right && { reason: pick(reasons) }),
    ...('holder' in right && { holder: pick(holders) }),
    ...('matter' in right && {
      matter: matterNamed(pick(MATTERS)),
      limit: pick(['hard', undefined]),
    }),
    ...('until' in right && { until: now + (twist % 200) * 3_600_000 - 3_600_000 }),
    ...('into' in right && { into: { id: pick(['case', 'other']), state: pick(['filed', 'closed']) } }),
    opinion: pick(['', 'words']),
    attachments: pick([[], [PHOTO], [{ id: 'film', kind: 'video' }]]),
  } as Act
}

/** Whom and what to choose: someone by name what they may or may not, or who may, or may not, do what leads on. */
interface Ask {
  readonly name: Name
  readonly choose: 'onward' | 'hindered' | 'allowed' | 'any'
  readonly pick: number
  readonly twist: number
  readonly minutes: number
  readonly behind: number
}
const often = <T>(usual: T, weight: number, seldom: fc.Arbitrary<T>) =>
  fc.oneof({ arbitrary: fc.constant(usual), weight }, { arbitrary: seldom, weight: 1 })
const ask: fc.Arbitrary<Ask> = fc.record({
  name: fc.constantFrom(...names),
  choose: often<Ask['choose']>('onward', 3, fc.constantFrom('hindered', 'allowed', 'any')),
  pick: fc.nat(1000),
  twist: often(0, 1, fc.nat(997)),
  minutes: fc.oneof(fc.nat(30), fc.nat(3000), fc.constant(-5)),
  behind: often(0, 5, fc.integer({ min: -1, max: 4 })),
})
/** A course of mere chance ends early, merged or void. */
const ONWARD = new Set<Action>([
  ...(['file', 'assign', 'accept', 'feedback', 'close', 'return', 'rework', 'reopen'] as const),
  ...([
    'requestSuspension',
    'requestExtension',
    'approve',
    'decline',
    'resume',
    'whistle',
    'arrive',
    'selfHandle',
  ] as const),
])

function chosen(current: Case, { name, choose, pick }: Ask, now: Instant): [Name, Action] {
  const allowed = (one: Name) => actionsAllowed(current, CAST[one], now, DEFAULT_SETTINGS)
  const onward = names.flatMap((one): [Name, Action][] => {
    if (choose === 'allowed' || choose === 'any') return []
    const may = allowed(one)
    return [...ONWARD]
      .filter((action) => may.includes(action) === (choose === 'onward'))
      .filter((action) => rowsFor(action, current.state).length > 0)
      .map((action) => [one, action])
  })
  const actions = choose === 'any' ? ACTIONS : allowed(name)
  return onward[pick % onward.length] ?? [name, actions[pick % actions.length] as Action]
}

const start = fc.record({
  by: fc.constantFrom<Name>('wang', 'li', 'desk', 'heating'),
  matter: fc.constantFrom(null, ...MATTERS),
  sos: fc.boolean(),
  level: fc.constantFrom('grid', 'community', 'street', 'district'),
})

const taken = new Set<number>()
const met = new Set<string>()

/** What is wrong with one more row, by rules told in other words than the product's; null if nothing is. */
function flawOf(log: readonly LogRow[], before: Case, after: Case, row: LogRow): string | null {
  const acts = log.map(({ act }) => act)
  const rounds = acts.findLastIndex(({ action }) => action === 'reopen') + 1
  const handlers = log
    .filter(({ act }) => ['selfHandle', 'accept', 'feedback'].includes(act.action))
    .map(({ by }) => by.person)
  const enforcement = after.matter?.enforcement
  const held = ['assigned', 'handling', 'suspended', 'feedback'].includes(after.state)
  const free = ['reported', 'filed'].includes(after.state)
  const extensions = log.slice(rounds).filter((_, n, rest) => {
    const pending = rest.slice(0, n).findLast(({ act }) => act.action.startsWith('request'))
    return rest[n]?.act.action === 'approve' && pending?.act.action === 'requestExtension'
  })
  const rules: [string, boolean][] = [
    ['way', before.state === after.state || WAYS[before.state].includes(after.state)],
    ['row continues', row.from === before.state && row.version === before.version + 1],
    ['time runs forward', row.at >= before.lastAt],
    ['holder from assignment to feedback', !held || after.holder !== null],
    ['no holder before', !free || after.holder === null],
    [
      'enforcement without grid worker',
      !held || !enforcement || ['department', 'police'].includes(after.holder?.kind ?? ''),
    ],
    ['two returns', acts.filter(({ action }) => action === 'return').length <= 2],
    ['one extension a round', extensions.length <= 1],
    ['verified by another', row.act.action !== 'close' || !handlers.includes(row.by.person)],
    ['closed with a photo', after.state !== 'closed' || photoShown(acts)],
    ['ended has an end', isOpen(after.state) === (after.stoppedAt === null)],
    ['same from the log', JSON.stringify(caseAfter(log)) === JSON.stringify(after)],
    ['nothing else moved', row.act.action !== 'comment' || sameBut(before, after)],
  ]
  return rules.find(([, holds]) => !holds)?.[0] ?? null
}
const photoShown = (acts: readonly LogRow['act'][]) =>
  acts.some((act) => 'attachments' in act && act.attachments?.some(({ kind }) => kind === 'photo'))
const sameBut = (before: Case, { version, lastAt, ...after }: Case) =>
  JSON.stringify({ ...after, version: before.version, lastAt: before.lastAt }) ===
  JSON.stringify({ ...after, ...before })

const rowOf = (before: Case, { act, to, by }: LogRow) =>
  TABLE.findIndex(
    (row) =>
      row.action === act.action &&
      row.from.includes(before.state) &&
      (row.pending === undefined || row.pending === before.pending?.kind) &&
      (row.to === 'same' ? before.state : row.to) === to &&
      by,
  )

test('whatever anyone asks, a case goes only the ways of the table, with one holder, and its log only grows', () => {
  fc.assert(
    fc.property(start, fc.array(ask, { maxLength: 40, size: 'max' }), ({ by, ...told }, asks) => {
      const log: LogRow[] = [reportRow(by, MONDAY_9, { ...told, level: told.level as Case['level'] })]
      let current = caseAfter(log)
      let now = MONDAY_9
      for (const wish of asks) {
        now = Math.max(MONDAY_9, now + wish.minutes * 60_000)
        const [name, action] = chosen(current, wish, now)
        const offered = actionsAllowed(current, CAST[name], now, DEFAULT_SETTINGS)
        const expectedVersion = current.version - wish.behind
        const frozen = JSON.stringify([current, log])
        const asked = { ...anyAct(action, current, now, wish.twist), expectedVersion }
        const decision = decideAction(current, asked, CAST[name], now, DEFAULT_SETTINGS)
        expect(JSON.stringify([current, log])).toBe(frozen)
        if (!decision.ok) {
          met.add(decision.refusal.code)
          const stale = ['already_handled', 'version_unknown'].includes(decision.refusal.code)
          if (decision.refusal.code === 'already_handled')
            expect(decision.refusal.step?.by).toBe(log[(decision.refusal.step?.version ?? 0) - 1]?.by)
          else if (!stale && !offered.includes(action)) met.add('not offered')
          continue
        }
        expect(offered).toContain(action)
        log.push(decision.row)
        const after = caseWith(current, decision.row)
        const flaw = flawOf(log, current, after, decision.row)
        if (flaw !== null)
          throw new Error(
            `${flaw}, after ${log.map((row) => `${row.by.person} ${row.act.action}`).join(', ')}`,
          )
        taken.add(rowOf(current, decision.row))
        current = after
      }
    }),
    { seed: SEED, numRuns: COURSES },
  )
})

test('what is offered is done when it is asked for rightly, and what is not offered is not, whoever asks', () => {
  fc.assert(
    fc.property(start, fc.array(ask, { maxLength: 25, size: 'max' }), ({ by, ...told }, asks) => {
      let current = caseAfter([reportRow(by, MONDAY_9, { ...told, level: told.level as Case['level'] })])
      let now = MONDAY_9
      for (const wish of asks) {
        now = Math.max(current.lastAt, now + wish.minutes * 60_000)
        const offered = actionsAllowed(current, CAST[wish.name], now, DEFAULT_SETTINGS)
        const [name, next] = chosen(current, wish, now)
        const row = decideAction(current, rightAct(next, current, now), CAST[name], now, DEFAULT_SETTINGS)
        for (const action of ACTIONS) {
          const asked = rightAct(action, current, now)
          const { ok } = decideAction(current, asked, CAST[wish.name], now, DEFAULT_SETTINGS)
          if (ok !== offered.includes(action)) expect([action, ok]).toEqual([action, !ok])
        }
        if (row.ok) current = caseWith(current, row.row)
      }
    }),
    { seed: SEED, numRuns: COURSES / 5 },
  )
})

test('what the clock finds due it may do, and then nothing is due until the next time', () => {
  fc.assert(
    fc.property(start, fc.array(ask, { maxLength: 25, size: 'max' }), ({ by, ...told }, asks) => {
      let current = caseAfter([reportRow(by, MONDAY_9, { ...told, level: told.level as Case['level'] })])
      let now = MONDAY_9
      for (const wish of asks) {
        now = Math.max(current.lastAt, now + wish.minutes * 60_000)
        for (const duty of dutiesAt(current, now, DEFAULT_SETTINGS)) {
          const decision = decideAction(current, duty, CAST.clock, now, DEFAULT_SETTINGS)
          if (!decision.ok) throw new Error(decision.refusal.code)
          current = caseWith(current, decision.row)
        }
        expect(dutiesAt(current, now, DEFAULT_SETTINGS)).toEqual([])
        const [name, action] = chosen(current, wish, now)
        const decision = decideAction(
          current,
          rightAct(action, current, now),
          CAST[name],
          now,
          DEFAULT_SETTINGS,
        )
        if (decision.ok) current = caseWith(current, decision.row)
      }
    }),
    { seed: SEED, numRuns: COURSES / 5 },
  )
})

test('the courses took every row of the table and met the refusals that matter', () => {
  expect(TABLE.filter((_, n) => !taken.has(n)).map(({ from, action }) => `${from} ${action}`)).toEqual([])
  const wanted = [
    ...['already_handled', 'version_unknown', 'wrong_state', 'not_desk', 'not_holder', 'not offered'],
    ...['verifier_is_handler', 'approver_is_requester', 'returns_used_up', 'enforcement_needs_department'],
    ...['reason_missing', 'photo_missing', 'until_invalid', 'merge_target_ended', 'other_pending'],
  ]
  expect(wanted.filter((code) => !met.has(code))).toEqual([])
})
