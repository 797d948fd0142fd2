import type { WorldIncident } from '../../data/incidents.ts'
import type { World } from '../../data/world.ts'
import { district } from '../db/areas.ts'
import { type Actor, type Database, SYSTEM } from '../db/database.ts'
import { openCatalogue } from '../db/matters.ts'
import { settings } from '../db/settings.ts'
import { loadDemo } from './loadDemo.ts'
import { setupToken } from './setUp.ts'

/** What the server runs as once its database is prepared. */
export interface Prepared {
  /** In demo mode: as whom a request without a session reads. */
  readonly guest: Actor | null
  /** With it somebody makes the first account, where there is none yet. */
  readonly setupToken: string | undefined
  readonly installation: string
}

/**
 * Loads the demo district into an empty database if it is wanted. Demo mode belongs to the database: one that was
 * set up otherwise is never opened to guests, and one with the demo's known passwords never serves as a real one.
 */
export async function prepare(
  database: Database,
  wantsDemo: boolean,
  world: () => World,
  progress: (what: string) => void,
  incidents?: (world: World) => Iterable<WorldIncident>,
): Promise<{ ok: true; prepared: Prepared } | { ok: false; code: 'demo_database' }> {
  if (wantsDemo) {
    const wasEmpty = await loadDemo(
      database,
      () => {
        progress('making the demo district 演示数据')
        const made = world()
        progress(`loading ${made.grids.length} grids and ${made.buildings.length} buildings`)
        return made
      },
      incidents,
    )
    if (wasEmpty) progress('the demo district is loaded')
  }
  await database.transaction(SYSTEM, openCatalogue)
  const token = await setupToken(database)
  const { stored, home } = await database.transaction(SYSTEM, async (tx) => ({
    stored: await settings(tx),
    home: await district(tx),
  }))
  if (!stored) throw new Error('the settings were not found right after they were set up')
  if (stored.demo && !wantsDemo) return { ok: false, code: 'demo_database' }
  const guest: Actor | null =
    stored.demo && home ? { user: 'viewer', role: 'viewer', scope: home.code } : null
  return { ok: true, prepared: { guest, setupToken: token, installation: stored.installation } }
}
