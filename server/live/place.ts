import type { Place } from '../db/ticks.ts'

/** A place as the id of an event, and back: timeline and tick, and within a tick the number of the news. */
export const idOf = ({ timeline, tick, seq }: Place): string =>
  `${timeline}.${tick}${seq === null ? '' : `.${seq}`}`

/** Undefined where it is no id of ours. */
export function placeFrom(id: string): Place | undefined {
  const [, timeline, tick, seq] = /^([0-9a-f]{8})\.(\d{1,15})(?:\.(\d{1,15}))?$/.exec(id) ?? []
  if (timeline === undefined || tick === undefined) return undefined
  return { timeline, tick: Number(tick), seq: seq === undefined ? null : Number(seq) }
}

export const samePlace = (a: Place, b: Place): boolean => idOf(a) === idOf(b)

/** Whether `a` comes before `b`; a whole tick ends after all that is in it. */
export const isBefore = (a: Place, b: Place): boolean =>
  a.tick === b.tick ? a.seq !== null && (b.seq === null || a.seq < b.seq) : a.tick < b.tick
