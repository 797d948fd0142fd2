import type { CaseSummary } from '#contract/incident.ts'
import { type CaseFilter, fits, inOrder, type Self } from './caseFilter.ts'

/** The rows of a list, as far as they were loaded, while cases come in and move on. */
export interface Queue {
  readonly cases: readonly CaseSummary[]
  /** Where the server goes on; null where all are here. */
  readonly next: string | null
  /** Came in while somebody was reading further down: not shown before they ask. */
  readonly waiting: readonly CaseSummary[]
}

export interface Reading {
  readonly filter: CaseFilter
  readonly self: Self | null
  readonly now: number
  /** Somebody reads further down: no row moves under the pointer. */
  readonly isHeld: boolean
}

const without = (cases: readonly CaseSummary[], id: string) => cases.filter((one) => one.id !== id)
const isOlder = (known: CaseSummary | undefined, one: CaseSummary) =>
  known !== undefined && known.version > one.version

/**
 * The list after news of a case. A row that is shown changes where it stands; one that no longer belongs goes, and
 * one that is new comes in at its place, unless the list is held: then it stays, and waits, until `settled`. A case
 * beyond the rows that were loaded comes with their page.
 */
export function heard(queue: Queue, one: CaseSummary, reading: Reading): Queue {
  const { cases, waiting, next } = queue
  const known = cases.find(({ id }) => id === one.id)
  if (isOlder(known ?? waiting.find(({ id }) => id === one.id), one)) return queue
  const belongs = fits(reading.filter, one, reading.self, reading.now)
  const rest = without(waiting, one.id)
  if (known) {
    const changed = cases.map((row) => (row.id === one.id ? one : row))
    if (reading.isHeld) return { ...queue, cases: changed, waiting: rest }
    return settled({ ...queue, cases: changed, waiting: rest }, reading)
  }
  if (belongs !== true) return rest.length === waiting.length ? queue : { ...queue, waiting: rest }
  const last = cases.at(-1)
  if (next !== null && last && inOrder(reading.filter.order)(last, one) < 0) return queue
  if (reading.isHeld) return { ...queue, waiting: [...rest, one] }
  return settled({ ...queue, waiting: [...rest, one] }, reading)
}

/** With what waited in its place, in order, and without what no longer belongs. */
export function settled(queue: Queue, { filter, self, now }: Reading): Queue {
  const all = [...queue.cases, ...queue.waiting].filter((one) => fits(filter, one, self, now) !== false)
  return { ...queue, cases: all.sort(inOrder(filter.order)), waiting: [] }
}

/** With another page at its end; a row that moved between the pages stands once. */
export function continued(queue: Queue, page: { cases: readonly CaseSummary[]; next: string | null }): Queue {
  const known = new Set(queue.cases.map(({ id }) => id))
  const added = page.cases.filter(({ id }) => !known.has(id))
  return { ...queue, cases: [...queue.cases, ...added], next: page.next }
}
