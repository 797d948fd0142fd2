import type { CaseSummary } from '#contract/incident.ts'
import { type Light, lightAt } from '#core/incident/clock.ts'

/** What of a case its light depends on. */
export type Timed = Pick<CaseSummary, 'yellowAt' | 'dueAt' | 'pause' | 'stoppedAt'>

/** The light of a case at an instant in milliseconds, as the server tells it: the same on map, list and detail. */
export const lightOf = ({ yellowAt, dueAt, pause, stoppedAt }: Timed, now: number): Light =>
  lightAt(
    {
      yellowAt: Date.parse(yellowAt),
      dueAt: Date.parse(dueAt),
      pauses: pause ? [{ from: Date.parse(pause.from), to: Date.parse(pause.to) }] : [],
      stoppedAt: stoppedAt === null ? null : Date.parse(stoppedAt),
    },
    now,
  )

/** The worse, the higher: what a cluster shows of its cases. */
export const LIGHT_RANK: Readonly<Record<Light, number>> = { grey: 0, green: 1, yellow: 2, red: 3 }

/** A call for help that nobody has answered. */
export const isCalling = ({
  sos,
  acknowledged,
  stoppedAt,
}: Pick<CaseSummary, 'sos' | 'acknowledged' | 'stoppedAt'>): boolean =>
  sos && !acknowledged && stoppedAt === null
