import { randomUUID } from 'node:crypto'
import { samePoint, toDegrees } from '#core/geometry/lattice.ts'
import type { WorldStation } from '../../data/world.ts'
import { outsideDistrict } from './doubts.ts'
import type { Features } from './geojson.ts'
import { insideOf } from './inside.ts'
import type { Known } from './known.ts'
import { placeIndex } from './placeIndex.ts'
import { LONGEST_CODE, LONGEST_NAME, textOf } from './properties.ts'
import type { BadRow, ImportReport } from './report.ts'

/**
 * Police stations, each with its code and name, as points or as outlines that they stand in; of the street that is
 * named or else holds them. Of those that are accepted `stations` are the ones that are new or have something new.
 */
export function stationRows(
  { features, badRows }: Features,
  known: Known,
): { report: ImportReport; stations: WorldStation[] } {
  const bad: BadRow[] = [...badRows]
  const stations: WorldStation[] = []
  const codes = new Set<string>()
  const streetAt = placeIndex(known, 'street')
  for (const feature of features) {
    const { row, geometry } = feature
    const flaw = (code: BadRow['code'], detail?: string) =>
      bad.push({ row, code, ...(detail ? { detail } : {}) })
    const code = textOf(feature, 'code')
    const name = textOf(feature, 'name')?.slice(0, LONGEST_NAME)
    const named = textOf(feature, 'streetCode')
    const position = 'point' in geometry ? geometry.point : insideOf(geometry.shape)
    const street = named ?? streetAt(position)
    const stored = code === null ? undefined : known.stations.get(code)
    if (code === null) flaw('code_missing')
    else if (code.length > LONGEST_CODE) flaw('code_malformed', code.slice(0, LONGEST_CODE))
    else if (codes.has(code)) flaw('code_taken', code)
    else if (name === undefined) flaw('name_missing')
    else if (street === undefined) bad.push({ row, code: 'street_unknown', at: toDegrees(position) })
    else if (known.areas.get(street)?.level !== 'street') flaw('street_unknown', street)
    else if (stored?.beatStreets.some((other) => other !== street))
      flaw('station_has_beats', stored.beatStreets.join(', '))
    else {
      codes.add(code)
      const isKnown =
        stored?.name === name && stored.street === street && samePoint(stored.position, position)
      if (!isKnown) stations.push({ id: stored?.id ?? randomUUID(), code, name, street, position })
    }
  }
  return {
    stations,
    report: {
      layer: 'stations',
      features: features.length + badRows.length,
      accepted: codes.size,
      badRows: bad,
      doubts: outsideDistrict(features, known),
      closed: { count: 0, areaM2: 0 },
    },
  }
}
