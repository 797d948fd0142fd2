import type { CaseSummary } from '#contract/incident.ts'

/** The n-th hour of a time that never was, in milliseconds. */
export const hour = (n: number): number => Date.UTC(2026, 0, 1) + n * 3_600_000

/** A case as a list has it: reported at hour 90, due at hour 110, in the hands of nobody. */
export const caseRow = (id: string, more: Partial<CaseSummary>): CaseSummary => ({
  id,
  number: '000001',
  version: 1,
  state: 'reported',
  channel: 'resident',
  category: '04',
  matter: null,
  level: 'grid',
  urgency: 'routine',
  sos: false,
  acknowledged: false,
  excerpt: '',
  position: null,
  street: null,
  community: null,
  grid: null,
  holder: null,
  supervision: null,
  flags: [],
  reportedAt: new Date(hour(90)).toISOString(),
  light: 'green',
  yellowAt: new Date(hour(106)).toISOString(),
  dueAt: new Date(hour(110)).toISOString(),
  pause: null,
  stoppedAt: null,
  ...more,
})
