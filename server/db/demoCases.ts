import { DEFAULT_SETTINGS } from '#core/incident/settings.ts'
import type { WorldIncident } from '../../data/incidents.ts'
import type { Transaction } from './database.ts'
import { addCases } from './newCases.ts'
import { tellReset } from './outbox.ts'

/** As many as are held in memory at once. */
const BATCH = 2000

/** Loads cases with their histories into the area they lie in; whoever follows live is told once, to read anew. */
export async function loadCases(
  tx: Transaction,
  cases: Iterable<WorldIncident>,
  area: string,
): Promise<number> {
  let loaded = 0
  for (const batch of batches(cases)) {
    await addCases(
      tx,
      batch.map((one) => ({
        ...one,
        area: one.attribution.community,
        reportedBy: one.log[0].by.person,
        reporter: null,
        attachments: [],
      })),
      DEFAULT_SETTINGS,
    )
    loaded += batch.length
  }
  await tellReset(tx, 'incidents', area)
  return loaded
}

function* batches<T>(items: Iterable<T>): Generator<T[]> {
  let batch: T[] = []
  for (const item of items) {
    batch.push(item)
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
