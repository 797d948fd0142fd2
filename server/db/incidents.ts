import { z } from 'zod'
import { CASE_STATES, HOLDER_KINDS, SUPERVISIONS } from '#core/incident/case.ts'
import { CATEGORIES, URGENCIES } from '#core/incident/matters.ts'
import { CHANNELS, REPORT_FLAGS } from '#core/incident/reports.ts'
import { LEVELS } from '#core/incident/triage.ts'
import { Attachment } from '../contract/incident.ts'
import type { Transaction } from './database.ts'
import { InstantColumn, only, PointColumn, parsed } from './row.ts'

const VersionRef = z.object({ id: z.string(), version: z.int(), code: z.string(), name: z.string() })

/** A case as its row tells it: what it was reported with, and where it stands. */
export const CaseRow = z.object({
  id: z.string(),
  number: z.string().transform((number) => number.padStart(6, '0')),
  area: z.string(),
  version: z.int(),
  state: z.enum(CASE_STATES),
  channel: z.enum(CHANNELS),
  category: z.enum(CATEGORIES),
  matter: z.string().nullable(),
  level: z.enum(LEVELS),
  urgency: z.enum(URGENCIES),
  sos: z.boolean(),
  acknowledged: z.boolean(),
  excerpt: z.string(),
  position: PointColumn.nullable(),
  cell: z.number().nullable(),
  attribution: z.object({
    grid: VersionRef.nullable(),
    beat: VersionRef.nullable(),
    community: z.string().nullable(),
  }),
  holderKind: z.enum(HOLDER_KINDS).nullable(),
  holderId: z.string().nullable(),
  holderName: z.string().nullable(),
  supervision: z.enum(SUPERVISIONS).nullable(),
  flags: z.array(z.enum(REPORT_FLAGS)),
  reportedAt: InstantColumn,
  yellowAt: InstantColumn,
  dueAt: InstantColumn,
  pauseFrom: InstantColumn.nullable(),
  pauseTo: InstantColumn.nullable(),
  stoppedAt: InstantColumn.nullable(),
})
export type CaseRow = z.infer<typeof CaseRow>

/** In Unicode characters. */
const EXCERPT = 60

export const CASE_COLUMNS = `i.id, i.number::text, i.area, i.version, i.state, i.channel, i.category, i.matter, i.level,
  i.urgency, i.sos, i.acknowledged, left(i.text, ${EXCERPT}) as excerpt, i.position, i.cell::float8, i.attribution,
  i.holder_kind as "holderKind", i.holder_id as "holderId", i.holder_name as "holderName", i.supervision,
  to_json(i.flags) as flags, i.reported_at as "reportedAt", i.yellow_at as "yellowAt", i.due_at as "dueAt",
  i.pause_from as "pauseFrom", i.pause_to as "pauseTo", i.stopped_at as "stoppedAt"`

/** A case in the actor's scope, or undefined. */
export async function caseRow(tx: Transaction, id: string): Promise<CaseRow | undefined> {
  const rows = await tx.query(
    `select ${CASE_COLUMNS} from incidents i where i.id = $1 and starts_with(i.area, $2)`,
    [id, tx.actor.scope],
  )
  return only(CaseRow, rows)
}

/** Those of the cases that are in the actor's scope, locked until the transaction ends; always in the same order. */
export async function lockedCases(tx: Transaction, ids: readonly string[]): Promise<Map<string, CaseRow>> {
  const rows = await tx.query(
    `select ${CASE_COLUMNS} from incidents i
      where i.id = any($1::uuid[]) and starts_with(i.area, $2) order by i.id for update`,
    [ids, tx.actor.scope],
  )
  return new Map(parsed(CaseRow, rows).map((row) => [row.id, row]))
}

/** The case that a source has reported under an id of its own, whoever may see it. */
export async function caseFrom(
  tx: Transaction,
  source: string,
  externalId: string,
): Promise<{ id: string; reportedBy: string } | undefined> {
  const rows = await tx.query(
    `select id, reported_by as "reportedBy" from incidents
      where source = $1 and external_id = $2 and starts_with(area, $3)`,
    [source, externalId, tx.actor.scope],
  )
  return only(z.object({ id: z.string(), reportedBy: z.string() }), rows)
}

const ToldRow = z.object({
  text: z.string(),
  address: z.string(),
  occurredAt: InstantColumn,
  reporter: z.object({ name: z.string(), phone: z.string() }).nullable(),
  attachments: z.array(Attachment),
  mergedFrom: z.array(z.string()),
})
export type Told = z.infer<typeof ToldRow>

/** What a list leaves out of a case in the actor's scope. */
export async function told(tx: Transaction, id: string): Promise<Told | undefined> {
  const rows = await tx.query(
    `select i.text, i.address, i.occurred_at as "occurredAt", i.reporter, i.attachments,
            (select coalesce(json_agg(m.id order by m.number), '[]') from incidents m
              where m.merged_into = i.id) as "mergedFrom"
       from incidents i where i.id = $1 and starts_with(i.area, $2)`,
    [id, tx.actor.scope],
  )
  return only(ToldRow, rows)
}

/** Cases whose clock has something to do, the most urgent first, locked; those that somebody is at are left out. */
export async function casesWithDuty(tx: Transaction, atMost: number): Promise<CaseRow[]> {
  const rows = await tx.query(
    `select ${CASE_COLUMNS} from incidents i where i.duty_at <= clock_timestamp() and starts_with(i.area, $2)
      order by i.duty_at, i.id limit $1 for update skip locked`,
    [atMost, tx.actor.scope],
  )
  return parsed(CaseRow, rows)
}

/** The instant by the database's clock, which is the only one that counts. */
export async function instantNow(tx: Transaction): Promise<number> {
  const [row] = await tx.query(`select floor(extract(epoch from clock_timestamp()) * 1000)::float8 as now`)
  return z.object({ now: z.number() }).parse(row).now
}

const ReporterRow = z.object({ name: z.string(), phone: z.string() })

/** Who reported a case in the actor's scope, in clear: whoever asks has to record the look. */
export async function reporterOf(
  tx: Transaction,
  id: string,
): Promise<z.infer<typeof ReporterRow> | undefined> {
  const rows = await tx.query(
    'select name, phone from incident_reporters where incident = $1 and starts_with(area, $2)',
    [id, tx.actor.scope],
  )
  return only(ReporterRow, rows)
}
