import { crewFaults, POST_ROLES, standingOn } from '#core/beat/crew.ts'
import { recordAudit } from '../db/audit.ts'
import { type Actor, type Database, SYSTEM, type Transaction } from '../db/database.ts'
import { type GridShapeRow, grid, gridShapes } from '../db/grids.ts'
import { footprintsOf, groundAround } from '../db/ground.ts'
import { namesOf, type PostRow, postsAt, telephonesOf } from '../db/posts.ts'
import { settings } from '../db/settings.ts'
import type { CardPost, GridCard } from '../paper/gridCard.ts'
import type { MapContent } from '../paper/mapContent.ts'
import { officialLine } from '../paper/words.ts'
import { alignmentIn } from './alignment.ts'
import { gridPlace, mainBeat, momentOn } from './crews.ts'
import { readsCrews } from './crewTold.ts'
import { done, type Outcome, rejected } from './outcome.ts'
import { placeNamed } from './planNotice.ts'

/**
 * The public card of a grid, as of today. Who serves is named in full to whoever may see the grid, because it hangs at
 * the gate; telephones are for roles that may read them, and each such card is on the record.
 */
export async function gridCard(
  database: Database,
  actor: Actor,
  id: string,
  withTelephones: boolean,
  timeZone: string,
): Promise<Outcome<GridCard, 'not_found' | 'role_forbids'>> {
  if (withTelephones && !readsCrews(actor)) return rejected('role_forbids')
  const seen = await database.transaction(actor, async (tx) => {
    const row = await grid(tx, id, { timeZone })
    return row && { row, place: await placeNamed(tx, row.community) }
  })
  if (!seen) return rejected('not_found')
  const { row, place } = seen
  return database.transaction(SYSTEM, async (tx) => {
    const { on, moment } = await momentOn(tx, undefined, timeZone)
    const aligned = (await alignmentIn(tx, row.community, moment)).grids.find((one) => one.id === id)
    const beat = aligned && mainBeat(aligned)
    const posts = await postsAt(tx, [id, ...(beat ? [beat.beat] : [])])
    const shape = (await gridShapes(tx, row.community, moment)).find((one) => one.id === id)
    if (!shape) throw new Error(`grid ${id} was not found where it was a moment before`)
    const crew = await crewOn(tx, posts, on, withTelephones)
    if (withTelephones)
      await recordAudit(tx, 'crewTelephonesSeen', `grid:${id}`, { people: crew.length, onPaper: true }, actor)
    const missing = (crewFaults([gridPlace(row)], posts, on).get(id) ?? []).flatMap(
      ({ severity, role }): CardPost[] => (severity === 'error' ? [{ role, name: null, telephone: '' }] : []),
    )
    return done({
      ...{ code: row.code, name: row.name, place, printedOn: on, withTelephones },
      ...{ households: row.households, buildings: row.buildings },
      official: officialLine(await settings(tx)),
      beat: beat ? { name: beat.name, stationName: beat.stationName } : null,
      content: await mapOf(tx, shape, moment),
      crew: [...crew, ...missing].sort((a, b) => POST_ROLES.indexOf(a.role) - POST_ROLES.indexOf(b.role)),
    })
  })
}

async function crewOn(
  tx: Transaction,
  posts: readonly PostRow[],
  on: string,
  withTelephones: boolean,
): Promise<CardPost[]> {
  const serving = posts.filter((post) => standingOn(post, on) === 'serving')
  const people = serving.map(({ person }) => person)
  const names = await namesOf(tx, people)
  const telephones = withTelephones ? await telephonesOf(tx, people) : new Map<string, string>()
  return serving.map(({ role, person }) => ({
    ...{ role, name: names.get(person) ?? '', telephone: telephones.get(person) ?? '' },
  }))
}

/** The grid alone, in the colour of no band: how many it should have is nobody's business at the gate. */
async function mapOf(
  tx: Transaction,
  shape: GridShapeRow,
  moment: { readonly timeZone: string },
): Promise<MapContent> {
  return {
    grids: [{ ...shape, band: 'in' }],
    ground: await groundAround(tx, shape.community),
    footprints: await footprintsOf(tx, shape.id, moment),
    marked: [],
  }
}
