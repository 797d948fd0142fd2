import { z } from 'zod'
import { Area, BuildingSummary, GridSummary } from '../../server/contract/area.ts'
import { MatterVersion } from '../../server/contract/matter.ts'
import { Settings } from '../../server/contract/settings.ts'
import type { Random } from '../random.ts'
import type { Account } from './account.ts'
import { type Town, townOf } from './town.ts'
import { Turns } from './turns.ts'

/** Of a larger city so many grids are played in, whichever they are. */
const MOST_GRIDS = 400
const AT_ONCE = 8

/** The district as an account sees it. @throws when it is stopped, or something of it is refused, with its code. */
export async function readTown(account: Account, source: Random): Promise<Town> {
  const read = async <S extends z.ZodType>(schema: S, path: string): Promise<z.output<S>> => {
    const answer = await account.ask(schema, path)
    if (!answer.ok) throw new Error(`${path}: ${answer.code}`)
    return answer.value
  }
  const { timeZone } = await read(Settings, '/api/settings')
  const areas = await read(z.array(Area), '/api/areas')
  const matters = await read(z.array(MatterVersion), '/api/matters')
  const grids = source.shuffled(await read(z.array(GridSummary), '/api/grids')).slice(0, MOST_GRIDS)
  const turns = new Turns(AT_ONCE)
  const built = await Promise.all(
    grids.map(async (grid) => ({
      grid,
      buildings: await turns.take(() => read(z.array(BuildingSummary), `/api/grids/${grid.id}/buildings`)),
    })),
  )
  return townOf(built, areas, matters, timeZone)
}
