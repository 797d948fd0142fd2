import { z } from 'zod'
import { PlanKind, PlanStatus, type PlanWords, SignatureLevel } from '../contract/plan.ts'
import { reachesInto } from './beatReach.ts'
import type { Transaction } from './database.ts'
import { heldPublication } from './publications.ts'
import { only, parsed, Timestamp, underBoth } from './row.ts'
import { calledBy } from './users.ts'

const PlanRow = z.object({
  id: z.string(),
  name: z.string(),
  reason: z.string(),
  kind: PlanKind,
  within: z.string(),
  status: PlanStatus,
  revision: z.int(),
  basePublication: z.int(),
  createdBy: z.string(),
  createdByName: z.string(),
  createdAt: Timestamp,
  submittedAt: Timestamp.nullable(),
  publishedAt: Timestamp.nullable(),
  effectiveOn: z.string().nullable(),
  signatures: z.array(
    z.object({ level: SignatureLevel, user: z.string(), name: z.string(), signedAt: z.string() }),
  ),
  sides: z.object({ grids: z.boolean(), beats: z.boolean() }),
  canUndo: z.boolean(),
  canRedo: z.boolean(),
  baseCurrent: z.boolean(),
  publishedFrom: Timestamp.nullable(),
})
/** A plan without its commands. */
export type PlanRow = z.infer<typeof PlanRow>

const PLAN = `
  select p.id, p.name, p.reason, p.kind, p.within, p.status, p.revision, p.base_publication::int as "basePublication",
         p.created_by as "createdBy", ${calledBy('p.created_by')} as "createdByName", p.created_at as "createdAt", p.submitted_at as "submittedAt",
         p.published_at as "publishedAt", p.effective_on::text as "effectiveOn",
         (select coalesce(json_agg(json_build_object('level', s.level, 'user', s.signed_by, 'name', s.name,
                   'signedAt', s.signed_at) order by s.signed_at), '[]')
            from plan_signatures s where s.plan = p.id) as signatures,
         (select json_build_object('grids', coalesce(bool_or(c.command->>'layer' is distinct from 'beats'), false),
                                   'beats', coalesce(bool_or(c.command->>'layer' = 'beats'), false))
            from plan_commands c
           where c.plan = p.id and c.state = 'done' and c.command->>'type' !~ '^(un)?(lock|glue)') as sides,
         exists (select from plan_commands c where c.plan = p.id and c.state = 'done') as "canUndo",
         exists (select from plan_commands c where c.plan = p.id and c.state = 'undone') as "canRedo",
         (p.kind = 'beats' or coalesce(under.number <= p.base_publication, true))
           and (p.kind = 'grids' or coalesce(patrols.number <= p.base_publication, true)) as "baseCurrent",
         case p.kind when 'grids' then under.effective_from when 'beats' then patrols.effective_from
                     else greatest(under.effective_from, patrols.effective_from) end as "publishedFrom"
    from plans p
    left join lateral (
      select max(a.publication) as number, max(u.effective_from) as effective_from
        from areas a join publications u on u.number = a.publication
       where a.level = 'community' and starts_with(a.code, p.within)) as under on true
    left join lateral (
      select max(greatest(v.publication, v.superseded_by)) as number, max(v.valid_from) as effective_from
        from beat_versions v
       where p.kind <> 'grids' and ${reachesInto('p.within', 'v')}) as patrols on true`

/** Plans in the actor's scope, newest first. */
export async function plans(
  tx: Transaction,
  { within, status }: { within?: string | undefined; status?: PlanStatus | undefined },
): Promise<PlanRow[]> {
  const rows = await tx.query(
    `${PLAN} where starts_with(p.within, $1) and ($2::text is null or p.status = $2)
      order by p.created_at desc, p.id`,
    [underBoth(tx.actor, within), status ?? null],
  )
  return parsed(PlanRow, rows)
}

/** A plan in the actor's scope, or undefined. */
async function plan(tx: Transaction, id: string): Promise<PlanRow | undefined> {
  return only(
    PlanRow,
    await tx.query(`${PLAN} where p.id = $1 and starts_with(p.within, $2)`, [id, tx.actor.scope]),
  )
}

/** The revision of a plan in the actor's scope, or undefined; waits for nobody. */
export async function planRevision(tx: Transaction, id: string): Promise<number | undefined> {
  const rows = await tx.query('select revision from plans where id = $1 and starts_with(within, $2)', [
    id,
    tx.actor.scope,
  ])
  return only(z.object({ revision: z.int() }), rows)?.revision
}

/**
 * The plan, locked until the transaction ends, so that what is read of it now stays true: `to write` against
 * everybody, `to read` against writers.
 */
export async function lockedPlan(
  tx: Transaction,
  id: string,
  purpose: 'to read' | 'to write',
): Promise<PlanRow | undefined> {
  // On its own and first: a statement sees what was committed before it began, not before it got its lock.
  const lock = purpose === 'to write' ? 'update' : 'share'
  await tx.query(`select 1 as locked from plans where id = $1 for ${lock}`, [id])
  return plan(tx, id)
}

/** Adds a draft over what is published now in the communities under `within`. */
export async function addPlan(
  tx: Transaction,
  {
    id,
    name,
    reason,
    within,
    kind = 'grids',
  }: { id: string; name: string; reason: string; within: string; kind?: PlanKind | undefined },
): Promise<void> {
  await tx.query(
    `insert into plans (id, name, reason, within, kind, base_publication, created_by)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [id, name, reason, within, kind, await heldPublication(tx, within), tx.actor.user],
  )
}

/** The channel on which everything that happens to plans is told. */
export const PLAN_CHANNEL = 'plan'

/** What is told: where the plan stands now, and who brought it there. */
export const PlanNews = z.object({
  plan: z.string(),
  revision: z.int(),
  by: z.string(),
  at: z.string(),
})
export type PlanNews = z.infer<typeof PlanNews>

/** The statement that tells the news of the plans in `plan`, a table or a query by the name; $2 is who. */
const newsOf = (plan: string) =>
  `select pg_notify('${PLAN_CHANNEL}', json_build_object('plan', p.id, 'revision', p.revision, 'by', $2::text,
            'at', clock_timestamp())::text) from ${plan} p`

/** Tells whoever watches the plan, once the transaction commits, that something about it changed. */
export async function announcePlan(tx: Transaction, id: string): Promise<void> {
  await tx.query(`${newsOf('plans')} where p.id = $1`, [id, tx.actor.user])
}

/** The same to whoever watches an open plan that stands on one of these communities. */
export async function announcePlansOn(tx: Transaction, communities: readonly string[]): Promise<void> {
  await tx.query(
    `with standing as (
       select p.id, p.revision from plans p
        where p.status in ('draft', 'submitted')
          and exists (select from unnest($1::text[]) as community where starts_with(community, p.within)))
     ${newsOf('standing')}`,
    [communities, tx.actor.user],
  )
}

/** Counts the revision up with whatever else changes in the plan's row, and announces it. */
async function change(tx: Transaction, id: string, assignments = '', value?: string | number): Promise<void> {
  await tx.query(
    `with changed as (
       update plans set revision = revision + 1 ${assignments} where id = $1 returning id, revision)
     ${newsOf('changed')}`,
    [id, tx.actor.user, ...(value === undefined ? [] : [value])],
  )
}

/** Gives a plan another name or reason; what is undefined stays. The revision is the caller's to count up. */
export async function describePlan(
  tx: Transaction,
  id: string,
  { name, reason }: Pick<PlanWords, 'name' | 'reason'>,
): Promise<void> {
  await tx.query('update plans set name = coalesce($2, name), reason = coalesce($3, reason) where id = $1', [
    id,
    name ?? null,
    reason ?? null,
  ])
}

export const bumpRevision = (tx: Transaction, id: string): Promise<void> => change(tx, id)

export const markSubmitted = (tx: Transaction, id: string): Promise<void> =>
  change(tx, id, `, status = 'submitted', submitted_at = clock_timestamp()`)

export const markPublished = (tx: Transaction, id: string, effectiveOn: string): Promise<void> =>
  change(
    tx,
    id,
    `, status = 'published', published_at = clock_timestamp(), effective_on = $3::date`,
    effectiveOn,
  )

/** Back to a draft that nobody has signed. */
export async function markDraft(tx: Transaction, id: string): Promise<void> {
  await tx.query('delete from plan_signatures where plan = $1', [id])
  await change(tx, id, `, status = 'draft', submitted_at = null`)
}

export const markWithdrawn = (tx: Transaction, id: string): Promise<void> =>
  change(tx, id, `, status = 'withdrawn'`)

/** Puts a draft on another base. */
export const moveBase = (tx: Transaction, id: string, basePublication: number): Promise<void> =>
  change(tx, id, `, base_publication = $3::bigint`, basePublication)

/** Signs the plan at its revision, which does not change. */
export async function addSignature(
  tx: Transaction,
  id: string,
  { level, name }: { level: z.infer<typeof SignatureLevel>; name: string },
): Promise<void> {
  await tx.query('insert into plan_signatures (plan, level, signed_by, name) values ($1, $2, $3, $4)', [
    id,
    level,
    tx.actor.user,
    name,
  ])
  await announcePlan(tx, id)
}
