import { balance } from '#core/plan/balance.ts'
import { beatOf, gridOf } from '#core/plan/change.ts'
import type { Plan, Uuid } from '#core/plan/plan.ts'
import { publication } from '#core/plan/publication.ts'
import { recordAudit } from '../db/audit.ts'
import {
  beatFault,
  claimBeatCodes,
  communitiesReached,
  lockBeats,
  newestBeatValidFrom,
  writeBeatVersions,
} from '../db/beatPublications.ts'
import { coverageFault } from '../db/coverage.ts'
import type { Actor, Database, Transaction } from '../db/database.ts'
import { addOverlaysOf } from '../db/overlays.ts'
import { announcePlansOn, lockedPlan, markPublished, type PlanRow } from '../db/plans.ts'
import {
  addPublication,
  claimCodes,
  effectiveInstant,
  type GridToPublish,
  lockCommunities,
  newestValidFrom,
  writeBuildingVersions,
  writeGridVersions,
} from '../db/publications.ts'
import { baseChanged, communitiesOf } from './baseChanged.ts'
import { done, type Outcome, outcomeOf, Rejected, rejected } from './outcome.ts'
import { worksOn } from './planRoles.ts'
import type { PlanStates } from './planStates.ts'
import { levelOf, missingSignatures } from './signatures.ts'
import { blockedByFindings } from './submitPlan.ts'

/**
 * Publishes a signed plan from a day on (today if it is left out): lock, check, write, and let PostGIS check what
 * was written. A rejection at any point leaves everything as it was.
 */
export async function publishPlan(
  database: Database,
  states: PlanStates,
  actor: Actor,
  id: string,
  request: { readonly effectiveOn: string | undefined; readonly timeZone: string },
): Promise<Outcome<null>> {
  if (levelOf(actor.scope) !== 'district') return rejected('scope_too_small')
  return outcomeOf(
    database.transaction(actor, async (tx) => {
      const row = await lockedPlan(tx, id, 'to write')
      if (!row) return rejected('not_found')
      if (!worksOn(actor, row.kind)) return rejected('role_forbids')
      if (row.status !== 'submitted') return rejected('plan_not_submitted', { status: row.status })
      const missing = missingSignatures(
        row.kind,
        row.within,
        row.signatures.map(({ level }) => level),
      )
      if (missing.length > 0) return rejected('signature_missing', { levels: missing })
      const plan = await states.of(tx, row)
      const blocked = blockedByFindings(plan)
      if (blocked) return blocked
      await written(tx, row, plan, request)
      return done(null)
    }),
  )
}

/** @throws Rejected */
async function written(
  tx: Transaction,
  row: PlanRow,
  plan: Plan,
  { effectiveOn, timeZone }: { readonly effectiveOn: string | undefined; readonly timeZone: string },
): Promise<void> {
  const { retired, moved, beats, retiredBeats } = publication(plan)
  const changed = gridsToPublish(plan)
  const communities = communitiesOf(plan)
  const beatIds = [...beats.map(({ id }) => id), ...retiredBeats]
  if (beatIds.some((id) => !(beatOf(plan, id) ?? plan.base.beats.get(id))?.street.startsWith(tx.actor.scope)))
    throw new Rejected(rejected('scope_too_small'))

  const touched = [...new Set([...communities, ...(await communitiesUnder(tx, plan, beatIds))])]
  await lockCommunities(tx, touched)
  await lockBeats(tx, beatIds)
  const stale = await baseChanged(tx, row, plan)
  if (stale) throw new Rejected(stale)
  const effective = await effectiveInstant(tx, effectiveOn, timeZone)
  if (effective.isPast) throw new Rejected(rejected('effective_in_past'))
  const { effectiveFrom } = effective
  for (const newest of [await newestValidFrom(tx, communities), await newestBeatValidFrom(tx, beatIds)])
    if (newest !== null && effectiveFrom < newest)
      throw new Rejected(rejected('effective_before_published', { publishedFrom: newest }))

  const codes = [
    ...(await claimCodes(
      tx,
      changed.map(({ grid }) => grid),
    )),
    ...(await claimBeatCodes(tx, beats)),
  ]
  if (codes.length > 0) throw new Rejected(rejected('code_taken', { codes }))
  const number = await addPublication(tx, {
    ...{ plan: row.id, effectiveFrom, communities },
    sides: [
      ...(communities.length > 0 ? (['grids'] as const) : []),
      ...(beatIds.length > 0 ? (['beats'] as const) : []),
    ],
  })
  await writeGridVersions(tx, number, effectiveFrom, changed, retired)
  await writeBuildingVersions(tx, number, effectiveFrom, moved)
  await writeBeatVersions(tx, number, effectiveFrom, beats, retiredBeats)
  const fault = (await coverageFault(tx, communities, number)) ?? (await beatFault(tx, row.within, number))
  if (fault) throw new Rejected(rejected('coverage_broken', { ...fault }))
  await addOverlaysOf(tx, number)

  await markPublished(tx, row.id, effective.effectiveOn)
  await announcePlansOn(tx, touched)
  await recordAudit(tx, 'planPublished', `plan:${row.id}`, {
    ...{ publication: number, effectiveFrom, grids: changed.map(({ grid }) => grid.id), retired },
    ...{ buildings: moved.map((building) => building.id), beats: beats.map(({ id }) => id), retiredBeats },
  })
}

/** Where a beat that the plan changes lies, was or will be: no plan begins there while it is published. */
const communitiesUnder = (tx: Transaction, plan: Plan, beats: readonly Uuid[]): Promise<string[]> =>
  communitiesReached(
    tx,
    beats.flatMap((id) =>
      [plan.base.beats.get(id), beatOf(plan, id)].flatMap((beat) => (beat ? [beat.shape] : [])),
    ),
  )

/** Grids that get a new version: redrawn ones, and those in which something else is counted now. */
function gridsToPublish(plan: Plan): GridToPublish[] {
  const redrawn = new Set(publication(plan).versions.map((grid) => grid.id))
  return balance(plan).flatMap((row) => {
    const grid = gridOf(plan, row.grid)
    const isRecounted =
      row.householdsBefore !== row.householdsAfter ||
      row.buildingsBefore !== row.buildingsAfter ||
      row.placesBefore !== row.placesAfter
    if (!grid || !(redrawn.has(grid.id) || isRecounted)) return []
    return [{ grid, households: row.householdsAfter, buildings: row.buildingsAfter, places: row.placesAfter }]
  })
}
