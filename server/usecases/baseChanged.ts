import type { Plan } from '#core/plan/plan.ts'
import { publication } from '#core/plan/publication.ts'
import { beatsInTheWay } from '../db/beatPublications.ts'
import type { Transaction } from '../db/database.ts'
import type { PlanRow } from '../db/plans.ts'
import { gridsPublishedSince } from '../db/publications.ts'
import { type Rejection, rejected } from './outcome.ts'

/** The communities in which the plan changes anything. */
export function communitiesOf(plan: Plan): string[] {
  const { versions, retired, moved } = publication(plan)
  const retiredGrids = retired.flatMap((id) => plan.base.grids.get(id) ?? [])
  return [...new Set([...versions, ...retiredGrids, ...moved].map(({ community }) => community))].sort()
}

/** The rejection that lists what was published, since the plan's base, where the plan changes anything; if there is any. */
export async function baseChanged(
  tx: Transaction,
  { basePublication }: PlanRow,
  plan: Plan,
): Promise<Rejection | undefined> {
  const { beats, retiredBeats } = publication(plan)
  const ids = [...beats.map(({ id }) => id), ...retiredBeats]
  const since = {
    grids: await gridsPublishedSince(tx, communitiesOf(plan), basePublication),
    beats: await beatsInTheWay(
      tx,
      ids,
      beats.map(({ shape }) => shape),
      basePublication,
    ),
  }
  return since.grids.length + since.beats.length > 0 ? rejected('base_changed', since) : undefined
}
