import type { Action, CaseState } from '#core/incident/case.ts'
import type { IncidentRefusalCode } from '#core/incident/decideAction.ts'
import { type Need, rowsFor } from '#core/incident/lifecycle.ts'
import { instantAt } from '../words/days.ts'

/** What is asked on screen: what the table says the act needs, and what may come along. */
export type Field = Need | 'level' | 'urgency' | 'limit' | 'colour' | 'note' | 'photos'

const BESIDES: Partial<Record<Action, readonly Field[]>> = {
  file: ['level', 'urgency', 'limit'],
  supervise: ['colour'],
}
/** Where a photo says more than words, and may be left out. */
const WITH_PHOTOS: readonly Action[] = ['close', 'rework', 'return', 'comment']

/** The inputs of an action in a state, in the order in which they are asked; `note` is an opinion that may be left out. */
export function fieldsOf(action: Action, state: CaseState): readonly Field[] {
  const needs = rowsFor(action, state)[0]?.needs ?? []
  const besides = BESIDES[action] ?? []
  const isSilent = needs.includes('opinion') || needs.includes('reason')
  return [
    ...needs.filter((need) => need !== 'reason'),
    ...besides,
    ...needs.filter((need) => need === 'reason'),
    ...(isSilent ? [] : (['note'] as const)),
    ...(WITH_PHOTOS.includes(action) ? (['photos'] as const) : []),
  ]
}

/** Done at once, by a click: it needs nothing and can be taken for granted. */
export const isImmediate = (action: Action): boolean => ['acknowledge', 'urge'].includes(action)

const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
const isNone = (value: unknown): boolean => !Array.isArray(value) || value.length === 0

const MISSING: Partial<Record<Field, IncidentRefusalCode | 'holder_missing' | 'merge_target_missing'>> = {
  reason: 'reason_missing',
  opinion: 'opinion_missing',
  photo: 'photo_missing',
  matter: 'matter_unknown',
  called: 'called_missing',
  until: 'until_invalid',
  holder: 'holder_missing',
  into: 'merge_target_missing',
}

/** The first input that is still missing, with the code of the words that say so. */
export function missingField(
  fields: readonly Field[],
  values: Readonly<Record<string, unknown>>,
): { readonly field: Field; readonly code: string } | null {
  for (const field of fields) {
    const code = MISSING[field]
    const value = values[field]
    const isList = field === 'photo' || field === 'called'
    if (code && (isList ? isNone(value) : isBlank(value))) return { field, code }
  }
  return null
}

/** What was filled in, as the API takes it; a time is one of the clocks in `timeZone`. */
export function actFrom(
  fields: readonly Field[],
  values: Readonly<Record<string, unknown>>,
  timeZone: string,
): Record<string, unknown> {
  const act: Record<string, unknown> = {}
  for (const field of fields) {
    const value = values[field]
    if (isBlank(value)) continue
    if (field === 'photo' || field === 'photos') act.attachments = value
    else if (field === 'note') act.opinion = value
    else if (field === 'until') act.until = new Date(instantAt(String(value), timeZone)).toISOString()
    else act[field] = value
  }
  return act
}
