import type { CaseSummary } from '#contract/incident.ts'
import type { CaseState } from '#core/incident/case.ts'
import type { Light } from '#core/incident/clock.ts'
import { isOpen } from '#core/incident/lifecycle.ts'
import type { Category, Urgency } from '#core/incident/matters.ts'
import type { Channel } from '#core/incident/reports.ts'
import type { Level } from '#core/incident/triage.ts'
import type { Asked } from '../api/incidentEndpoints.ts'
import { lightOf } from './lights.ts'

/** What the queue is narrowed to; an empty list is everything. */
export interface CaseFilter {
  /** `open`: whatever somebody still has to do something about. */
  readonly states: readonly (CaseState | 'open')[]
  readonly categories: readonly Category[]
  readonly channels: readonly Channel[]
  readonly urgencies: readonly Urgency[]
  readonly levels: readonly Level[]
  readonly lights: readonly Light[]
  /** Those that a figure counts. */
  readonly numbers: readonly string[]
  /** A street or community; empty for all of the scope. */
  readonly within: string
  readonly mine: boolean
  readonly text: string
  /** Instants of the report: at the first or later, before the second. */
  readonly since: string | null
  readonly until: string | null
  /** Ended at this instant or later. */
  readonly endedSince: string | null
  readonly order: 'due' | 'newest'
}

export const OPEN_CASES: CaseFilter = {
  states: ['open'],
  categories: [],
  channels: [],
  urgencies: [],
  levels: [],
  lights: [],
  numbers: [],
  within: '',
  mine: false,
  text: '',
  since: null,
  until: null,
  endedSince: null,
  order: 'due',
}

/** The filter as the server is asked. */
export const askedBy = (filter: CaseFilter): Asked => ({
  state: filter.states,
  category: filter.categories,
  channel: filter.channels,
  urgency: filter.urgencies,
  level: filter.levels,
  light: filter.lights,
  number: filter.numbers,
  within: filter.within,
  mine: filter.mine ? 'true' : '',
  text: filter.text.trim(),
  since: filter.since,
  until: filter.until,
  endedSince: filter.endedSince,
  order: filter.order,
})

/** Who asks, where the filter says `mine`. */
export interface Self {
  readonly user: string
  readonly scope: string
}

/**
 * Whether a case that changed belongs in the list, as far as a row tells: null where only the server knows, because
 * the words that are looked for may stand in the part of the text that a row leaves out.
 */
export function fits(filter: CaseFilter, one: CaseSummary, self: Self | null, now: number): boolean | null {
  const { states, categories, channels, urgencies, levels, lights, numbers, within, mine } = filter
  const { since, until, endedSince } = filter
  const has = <T>(wanted: readonly T[], value: T) => wanted.length === 0 || wanted.includes(value)
  const reported = Date.parse(one.reportedAt)
  const area = one.community ?? one.street ?? ''
  const isWanted =
    (states.length === 0 || states.includes(one.state) || (states.includes('open') && isOpen(one.state))) &&
    has(categories, one.category) &&
    has(channels, one.channel) &&
    has(urgencies, one.urgency) &&
    has(levels, one.level) &&
    has(lights, lightOf(one, now)) &&
    has(numbers, one.number) &&
    area.startsWith(within) &&
    (!mine || (self !== null && [self.user, self.scope].includes(one.holder?.id ?? ''))) &&
    (since === null || reported >= Date.parse(since)) &&
    (until === null || reported < Date.parse(until)) &&
    (endedSince === null || (one.stoppedAt !== null && Date.parse(one.stoppedAt) >= Date.parse(endedSince)))
  if (!isWanted) return false
  const text = filter.text.trim().toLowerCase()
  if (text === '' || one.excerpt.toLowerCase().includes(text)) return true
  return one.number.replace(/^0+/, '') === text.replace(/^0+/, '') ? true : null
}

/** The order of the server: the soonest due first, or the newest first. */
export const inOrder =
  (order: CaseFilter['order']) =>
  (a: CaseSummary, b: CaseSummary): number => {
    const [first, second] = order === 'due' ? [a, b] : [b, a]
    const key = order === 'due' ? 'dueAt' : 'reportedAt'
    return Date.parse(first[key]) - Date.parse(second[key]) || (first.id < second.id ? -1 : 1)
  }

/** How many choices beside the order and the states narrow the list. */
export function narrowings(filter: CaseFilter): number {
  const { categories, channels, urgencies, levels, lights, numbers, within, mine, text } = filter
  const lists = [categories, channels, urgencies, levels, lights, numbers]
  const choices = [within !== '', mine, text.trim() !== '', filter.since !== null, filter.endedSince !== null]
  return lists.filter(({ length }) => length > 0).length + choices.filter(Boolean).length
}
