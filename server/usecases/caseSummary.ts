import type { Action } from '#core/incident/case.ts'
import { lightAt } from '#core/incident/clock.ts'
import type { CaseNews, CaseSummary } from '../contract/incident.ts'
import { degreesOf } from '../db/caseSurroundings.ts'
import type { Actor, Transaction } from '../db/database.ts'
import type { CaseRow } from '../db/incidents.ts'
import { tellNews } from '../db/outbox.ts'
import { INCIDENT_STAFF, isIncidentStaff } from './caseActor.ts'

const iso = (at: number): string => new Date(at).toISOString()

/** Where somebody's wristband is, is for those who send help. */
const isPrivate = ({ channel }: CaseRow): boolean => channel === 'wristband'

/** A case as `viewer` may see it now. */
export function caseSummary(row: CaseRow, now: number, viewer: Pick<Actor, 'role'>): CaseSummary {
  const { yellowAt, dueAt, pauseFrom, pauseTo, stoppedAt, holderKind, holderId, holderName } = row
  const pause = pauseFrom !== null && pauseTo !== null ? { from: pauseFrom, to: pauseTo } : null
  const isShown = !isPrivate(row) || isIncidentStaff(viewer)
  return {
    ...{ id: row.id, number: row.number, version: row.version, state: row.state },
    ...{ channel: row.channel, category: row.category, matter: row.matter },
    ...{ level: row.level, urgency: row.urgency, sos: row.sos, acknowledged: row.acknowledged },
    excerpt: isShown ? row.excerpt : '',
    position: isShown ? degreesOf(row) : null,
    street: row.area.length >= 9 ? row.area.slice(0, 9) : null,
    community: row.attribution.community,
    grid: row.attribution.grid,
    holder:
      holderKind !== null && holderId !== null
        ? { kind: holderKind, id: holderId, name: holderName ?? '' }
        : null,
    ...{ supervision: row.supervision, flags: row.flags, reportedAt: iso(row.reportedAt) },
    light: lightAt({ yellowAt, dueAt, pauses: pause ? [pause] : [], stoppedAt }, now),
    ...{ yellowAt: iso(yellowAt), dueAt: iso(dueAt) },
    pause: pause && { from: iso(pause.from), to: iso(pause.to) },
    stoppedAt: stoppedAt === null ? null : iso(stoppedAt),
  }
}

/** Tells live what was done with a case, as it now stands. Its row is locked, or new. */
export async function tellCase(
  tx: Transaction,
  row: CaseRow,
  action: Action | 'report',
  now: number,
): Promise<void> {
  const payload: CaseNews = { action, case: caseSummary(row, now, { role: 'system' }) }
  await tellNews(tx, [
    {
      ...{ kind: 'incident', subject: row.id, area: row.area, payload },
      ...(row.position && { position: row.position }),
      ...(isPrivate(row) && { roles: INCIDENT_STAFF }),
    },
  ])
}
