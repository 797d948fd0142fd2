import { MINUTE_MS } from '#core/incident/calendar.ts'
import type { Actor as CaseActor, LogRow, Step } from '#core/incident/case.ts'
import { caseAfter } from '#core/incident/caseAfter.ts'
import { timingOf } from '#core/incident/clock.ts'
import { actionsAllowed } from '#core/incident/decideAction.ts'
import { possibleDuplicates } from '#core/incident/duplicates.ts'
import { isOpen } from '#core/incident/lifecycle.ts'
import { proposedRoute } from '#core/incident/routing.ts'
import type { IncidentSettings } from '#core/incident/settings.ts'
import { Attachment, type AttachmentTold, type CaseDetail, type TimelineRow } from '../contract/incident.ts'
import { logOf } from '../db/caseLog.ts'
import { casesNear, degreesOf, type NearbyCase } from '../db/caseSurroundings.ts'
import type { Transaction } from '../db/database.ts'
import { crewOf } from '../db/holders.ts'
import { type CaseRow, caseRow, instantNow, told } from '../db/incidents.ts'
import { photosKept } from '../db/photos.ts'
import { isIncidentStaff } from './caseActor.ts'
import { caseSummary } from './caseSummary.ts'

export interface Asking {
  /** Null for whoever only reads: no action is offered. */
  readonly by: CaseActor | null
  readonly settings: IncidentSettings
  readonly timeZone: string
}

const iso = (at: number): string => new Date(at).toISOString()

/** A case in the actor's scope with all that is known of it; undefined where there is none. */
export async function caseDetail(
  tx: Transaction,
  id: string,
  { by, settings, timeZone }: Asking,
): Promise<CaseDetail | undefined> {
  const row = await caseRow(tx, id)
  const more = await told(tx, id)
  if (!row || !more) return undefined
  const log = await logOf(tx, id)
  const now = await instantNow(tx)
  const current = caseAfter(log)
  const { limitMs, usedMs } = timingOf(current, now, settings)
  const { grid, beat } = row.attribution
  const isShown = row.channel !== 'wristband' || isIncidentStaff(tx.actor)
  const near = isShown ? await nearby(tx, row, settings) : []
  const { pending, acknowledged } = current
  const kept = await photosKept(tx, id)
  const attachmentsOf = (step: LogRow): AttachmentTold[] =>
    (step.act.action === 'report' ? more.attachments : sentWith(step)).map((one) => ({
      ...one,
      kept: kept.has(one.id),
    }))
  return {
    ...caseSummary(row, now, tx.actor),
    ...{ text: isShown ? more.text : '', address: isShown ? more.address : '' },
    occurredAt: iso(more.occurredAt),
    reporter: more.reporter && { ...more.reporter, masked: true },
    attachments: log.flatMap(attachmentsOf),
    ...{ limit: current.limit, extended: current.extended },
    ...{ limitMinutes: limitMs / MINUTE_MS, usedMinutes: Math.round(usedMs / MINUTE_MS) },
    snapshot: { grid, beat },
    called: current.called.map(({ id, name, arrivedAt }) => ({
      ...{ id, name },
      arrivedAt: arrivedAt === null ? null : iso(arrivedAt),
    })),
    pending: pending && {
      ...{ kind: pending.kind, by: pending.by, reason: pending.reason },
      until: 'until' in pending ? iso(pending.until) : null,
    },
    ...{ returns: current.returns, urges: current.urges, mergedInto: current.mergedInto },
    acknowledgedBy: acknowledged && stepTold(acknowledged),
    timeline: log.map((step) => timelineRow(step, attachmentsOf(step))),
    actions: by ? actionsAllowed(current, by, now, settings) : [],
    duplicates: duplicatesOf({ ...row, text: more.text }, near, settings),
    proposal: proposedRoute(current.matter, current.level, current.sos),
    crew: await crewOf(tx, { grid: grid?.id ?? null, beat: beat?.id ?? null }, timeZone),
    neighbours: near.map(({ id, number, state, category, excerpt, distanceM }) => ({
      ...{ id, number, state, category, excerpt, distanceM },
    })),
    mergedFrom: more.mergedFrom,
  }
}

async function nearby(tx: Transaction, row: CaseRow, settings: IncidentSettings): Promise<NearbyCase[]> {
  const position = degreesOf(row)
  if (position === null || row.cell === null) return []
  const found = await casesNear(tx, { id: row.id, position, reportedAt: row.reportedAt }, settings)
  return found.filter(({ channel }) => channel !== 'wristband' || isIncidentStaff(tx.actor))
}

function duplicatesOf(
  row: CaseRow & { readonly text: string },
  near: readonly NearbyCase[],
  settings: IncidentSettings,
): CaseDetail['duplicates'] {
  if (!isOpen(row.state)) return []
  const likened = ({ id, category, matter, reportedAt, text, position }: typeof row) => ({
    ...{ id, category, matter, reportedAt, text },
    position: degreesOf({ position }),
  })
  const nearById = new Map(near.map((one) => [one.id, one]))
  const open = near.filter(({ state }) => isOpen(state))
  return possibleDuplicates(likened(row), open.map(likened), settings).flatMap((found) => {
    const one = nearById.get(found.id)
    return one ? [{ ...found, number: one.number, state: one.state, excerpt: one.excerpt }] : []
  })
}

const stepTold = ({ version, action, by: { person, name, role }, at }: Step) => ({
  ...{ version, action, by: { person, name, role } },
  at: iso(at),
})

/** What came along as it was sent: the log keeps name, type and size beside the id. */
const sentWith = ({ act }: LogRow): Attachment[] =>
  'attachments' in act ? (act.attachments ?? []).map((one) => Attachment.parse(one)) : []

function timelineRow({ version, at, by, from, to, act }: LogRow, attachments: AttachmentTold[]): TimelineRow {
  return {
    ...stepTold({ version, at, by, action: act.action }),
    ...{ from, to },
    ...('reason' in act && { reason: act.reason }),
    ...('opinion' in act && act.opinion !== undefined && { opinion: act.opinion }),
    ...(attachments.length > 0 && { attachments }),
    ...('holder' in act && { holder: act.holder }),
    ...('called' in act && { called: act.called.map(({ id, name }) => ({ id, name })) }),
    ...('matter' in act && act.matter && { matter: act.matter.code }),
    ...('level' in act && { level: act.level }),
    ...('colour' in act && { colour: act.colour }),
    ...('until' in act && { until: iso(act.until) }),
    ...('into' in act && { into: act.into.id }),
  }
}
