import { type CrewPlace, crewFaults, type Post, standingOn } from '#core/beat/crew.ts'
import type { PlaceCrew } from '../contract/crew.ts'
import type { Moment } from '../db/asOf.ts'
import { recordAudit } from '../db/audit.ts'
import { type Actor, type Database, SYSTEM, type Transaction } from '../db/database.ts'
import { grid, grids } from '../db/grids.ts'
import { beatPlace, postsAt } from '../db/posts.ts'
import { alignmentIn } from './alignment.ts'
import { beatNamed, gridPlace, mainBeat, momentOn } from './crews.ts'
import { faultTold, reachable, readsCrews, telling } from './crewTold.ts'

export interface PlaceAsked {
  readonly kind: 'grid' | 'beat'
  readonly id: string
  readonly on?: string | undefined
}

/**
 * The crew of a grid or beat in the actor's scope, with everybody who ever served; undefined where there is none.
 * Whoever reads telephones in clear is on the record.
 */
export async function placeCrew(
  database: Database,
  actor: Actor,
  { kind, id, on: asked }: PlaceAsked,
  timeZone: string,
): Promise<PlaceCrew | undefined> {
  const { on, moment } = await database.transaction(actor, (tx) => momentOn(tx, asked, timeZone))
  const place = await database.transaction(actor, (tx) =>
    kind === 'grid' ? gridNamed(tx, id, moment) : beatNow(tx, id),
  )
  if (!place) return undefined
  return database.transaction(SYSTEM, async (tx) => {
    const around = await aroundOf(tx, place, moment)
    const posts = await postsAt(tx, [
      ...around.places.map((one) => one.id),
      ...(around.beat ? [around.beat.id] : []),
    ])
    const own = posts.filter((post) => (post.grid ?? post.beat) === id)
    const officers = posts.filter(
      (post) => kind === 'grid' && post.role === 'community_officer' && standingOn(post, on) === 'serving',
    )
    const told = await telling(tx, actor, on, posts)
    if (readsCrews(actor)) {
      const people = new Set([...own, ...officers].map(({ person }) => person)).size
      await recordAudit(tx, 'crewTelephonesSeen', `${kind}:${id}`, { people }, actor)
    }
    const faults = crewFaults(around.places, posts, on).get(id) ?? []
    return {
      ...{ kind, ...place, on, beat: around.beat },
      posts: await reachable(tx, standingFirst(own, on), told),
      faults: faults.map((fault) => faultTold(fault, told, around.nameOf)),
      officers: await reachable(tx, officers, told),
    }
  })
}

type Place = Pick<PlaceCrew, 'id' | 'code' | 'name' | 'area'>

async function gridNamed(tx: Transaction, id: string, moment: Moment): Promise<Place | undefined> {
  const found = await grid(tx, id, moment)
  return found && { id, code: found.code, name: found.name, area: found.community }
}

async function beatNow(tx: Transaction, id: string): Promise<Place | undefined> {
  const found = await beatPlace(tx, id)
  return found && { id, code: found.code, name: found.name, area: found.street }
}

/** Of a grid the grids of its community, whose workers it may share, and its main beat; a beat stands for itself. */
async function aroundOf(tx: Transaction, { id, area }: Place, moment: Moment) {
  const neighbours = area.length === 12 ? await grids(tx, area, moment) : []
  const aligned = area.length === 12 ? await alignmentIn(tx, area, moment) : { grids: [] }
  const here = aligned.grids.find((one) => one.id === id)
  const nameById = new Map(neighbours.map((one) => [one.id, one.name]))
  const beatItself: CrewPlace = { id, kind: 'beat' }
  return {
    places: here ? neighbours.map(gridPlace) : [beatItself],
    beat: here ? beatNamed(mainBeat(here)) : null,
    nameOf: (grid: string) => nameById.get(grid) ?? '',
  }
}

const ORDER = ['serving', 'to_come', 'over']
const standingFirst = <P extends Post>(posts: readonly P[], on: string): P[] =>
  [...posts].sort((a, b) => ORDER.indexOf(standingOn(a, on)) - ORDER.indexOf(standingOn(b, on)))
