import type { Instant } from './calendar.ts'
import type { ActOf, Actor, Case } from './case.ts'
import { isOpen } from './lifecycle.ts'
import type { IncidentSettings } from './settings.ts'
import { levelAbove } from './triage.ts'

/** Who signs in the log for what happens by itself. */
export const CLOCK: Actor = { person: 'clock', name: '', role: 'clock', unit: null, level: 'district' }

export type Duty = ActOf<'ring'> | ActOf<'escalate'> | ActOf<'resume'>

/** What the clock gives as its reason: a key of words on screen. */
export type ClockReason = 'not_acknowledged'

/**
 * What the clock has to do about a case now, in this order: an SOS that nobody acknowledged within the limit since
 * it last rang rings again and goes one level up, as far as there is one; a suspension that has run out ends. Once
 * done, nothing is due until the next time; rings missed while nobody asked are not made up for.
 */
export function dutiesAt(current: Case, now: Instant, { acknowledgeSeconds }: IncidentSettings): Duty[] {
  if (!isOpen(current.state)) return []
  const rings =
    current.sos && current.acknowledged === null && now - current.rangAt > acknowledgeSeconds * 1000
  const pause = current.pauses.at(-1)
  const resumes = current.state === 'suspended' && pause !== undefined && pause.to <= now
  const reason: ClockReason = 'not_acknowledged'
  return [
    ...(rings ? [{ action: 'ring' } as const] : []),
    ...(rings && levelAbove(current.level) ? [{ action: 'escalate', reason } as const] : []),
    ...(resumes ? [{ action: 'resume' } as const] : []),
  ]
}

/** When `dutiesAt` has to be asked next, at the latest; null if the case waits for people only. */
export function nextDutyAt(current: Case, { acknowledgeSeconds }: IncidentSettings): Instant | null {
  if (!isOpen(current.state)) return null
  const ring =
    current.sos && current.acknowledged === null ? current.rangAt + acknowledgeSeconds * 1000 + 1 : null
  const resume = current.state === 'suspended' ? (current.pauses.at(-1)?.to ?? null) : null
  if (ring === null || resume === null) return ring ?? resume
  return Math.min(ring, resume)
}
