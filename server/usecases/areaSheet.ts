import { bandOf } from '#core/plan/balance.ts'
import { type AreaCode, DEFAULT_BAND } from '#core/plan/plan.ts'
import { area } from '../db/areas.ts'
import type { Moment } from '../db/asOf.ts'
import type { Actor, Database } from '../db/database.ts'
import { gridShapes } from '../db/grids.ts'
import { footprintsIn, groundAround } from '../db/ground.ts'
import { resolvedInstant } from '../db/pastVersion.ts'
import { settings } from '../db/settings.ts'
import type { AreaSheet } from '../paper/areaSheet.ts'
import { officialLine } from '../paper/words.ts'
import { dayIn } from './days.ts'
import { done, type Outcome, rejected } from './outcome.ts'
import { placeNamed } from './planNotice.ts'

/** What the map of a community's grids shows, as published at that moment. */
export function areaSheet(
  database: Database,
  actor: Actor,
  community: AreaCode,
  moment: Moment,
): Promise<Outcome<AreaSheet>> {
  return database.transaction(actor, async (tx) => {
    const found = await area(tx, community)
    if (!found) return rejected('not_found')
    const grids = await gridShapes(tx, community, moment)
    if (grids.length === 0) return rejected('nothing_published_then')
    const stored = await settings(tx)
    const band = stored?.band ?? DEFAULT_BAND
    const { timeZone } = moment
    const dayOf = async (asked: Moment) => dayIn(timeZone, (await resolvedInstant(tx, asked)).instant)
    return done({
      name: found.name,
      place: await placeNamed(tx, community),
      on: await dayOf(moment),
      printedOn: await dayOf({ timeZone }),
      official: officialLine(stored),
      band,
      content: {
        grids: grids.map((grid) => ({ ...grid, band: bandOf(grid.households, band) })),
        ground: await groundAround(tx, community),
        footprints: await footprintsIn(tx, community, moment),
        marked: [],
      },
    })
  })
}
