import { CATEGORIES } from '#core/incident/matters.ts'
import type { HeatAnswer, HeatQuery } from '../contract/incident.ts'
import type { Actor, Database } from '../db/database.ts'
import { heat } from '../db/heat.ts'
import { middleOf } from '../db/tiles/morton.ts'
import { leastTold } from './caseActor.ts'

/** Bins are cells of the map so many zooms deeper: 32 pixels of a tile of 512. */
const DEEPER = 4
/** A cell of about 60 m in a city of the north: nobody's home. */
const FINEST_ZOOM = 19
/** However many cases there are, and wherever: beyond that the bins are made larger. */
const MOST_BINS = 6000
const EQUATOR_M = 40_075_017
const MONTH_MS = (365.25 / 12) * 86_400_000

/** Where it heats up, as counts: the answer does not grow with the number of cases. */
export async function heatMap(
  database: Database,
  actor: Actor,
  { z, ...query }: HeatQuery,
  timeZone: string,
): Promise<HeatAnswer> {
  const asked = Math.min(z + DEEPER, FINEST_ZOOM)
  const found = await database.transaction(actor, (tx) => heat(tx, query, asked, timeZone))
  const { bins, zoom } = coarsened(found.bins, asked)
  const least = leastTold(actor)
  const months = Math.max(Date.parse(query.to) - Date.parse(query.from), 1) / MONTH_MS
  const told = [...bins].filter(([, count]) => count >= least)
  const grids = found.grids.filter(({ count }) => count >= least)
  const toldOrNone = (count: number | undefined) => (count !== undefined && count >= least ? count : 0)
  return {
    binM: Math.round((EQUATOR_M / 2 ** zoom) * Math.cos(latitudeOf(told, zoom))),
    bins: told.map(([bin, count]) => {
      const [lng, lat] = middleOf(bin, zoom)
      return [rounded(lng), rounded(lat), count]
    }),
    grids: grids.map(({ id, count, households }) => ({
      ...{ id, count },
      perThousandHouseholds: households ? Math.round((count / households / months) * 1e6) / 1e3 : null,
    })),
    byHour: Array.from({ length: 24 }, (_, hour) => toldOrNone(found.hours.get(hour))),
    byCategory: Object.fromEntries(
      CATEGORIES.flatMap((code) => {
        const count = toldOrNone(found.categories.get(code))
        return count > 0 ? [[code, count]] : []
      }),
    ),
    suppressed: bins.size - told.length + found.grids.length - grids.length,
  }
}

/** Four bins made one until there are few enough. */
function coarsened(
  bins: ReadonlyMap<number, number>,
  zoom: number,
): { bins: ReadonlyMap<number, number>; zoom: number } {
  if (bins.size <= MOST_BINS) return { bins, zoom }
  const larger = new Map<number, number>()
  for (const [bin, count] of bins) {
    const parent = Math.floor(bin / 4)
    larger.set(parent, (larger.get(parent) ?? 0) + count)
  }
  return coarsened(larger, zoom - 1)
}

const latitudeOf = ([first]: readonly (readonly [number, number])[], zoom: number): number =>
  first ? (middleOf(first[0], zoom)[1] * Math.PI) / 180 : 0

/** About ten metres, as exact as a bin is. */
const rounded = (degrees: number): number => Math.round(degrees * 1e4) / 1e4
