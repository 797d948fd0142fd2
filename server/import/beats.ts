import { randomUUID } from 'node:crypto'
import type { Shape } from '#core/geometry/lattice.ts'
import { matched } from '#core/geometry/matched.ts'
import type { WorldBeat } from '../../data/world.ts'
import { doubtsOf, outsideDistrict } from './doubts.ts'
import type { Features } from './geojson.ts'
import type { Known } from './known.ts'
import { textOf } from './properties.ts'
import type { BadRow, ImportReport } from './report.ts'

/** Beats, matched into one coverage. A beat names its station by code, or belongs to the placeholder. */
export function beatRows(
  { features, badRows }: Features,
  known: Known,
  placeholder: { readonly code: string; readonly id: string },
  toleranceM: number,
): { report: ImportReport; beats: WorldBeat[] } {
  const bad: BadRow[] = [...badRows]
  const codes = new Set(known.beatCodes)
  const taken: (Omit<WorldBeat, 'shape'> & { shape: Shape })[] = []
  for (const feature of features) {
    const { row, geometry } = feature
    const stationCode = textOf(feature, 'station') ?? placeholder.code
    const station = stationCode === placeholder.code ? placeholder.id : known.stations.get(stationCode)?.id
    const name = textOf(feature, 'name')
    const code = textOf(feature, 'code') ?? name
    const officers = Number(textOf(feature, 'officers') ?? 1)
    if (!('shape' in geometry)) bad.push({ row, code: 'geometry_type', detail: 'expected polygons' })
    else if (station === undefined) bad.push({ row, code: 'station_unknown', detail: stationCode })
    else if (code === null || name === null) bad.push({ row, code: 'name_missing' })
    else if (codes.has(code)) bad.push({ row, code: 'code_taken', detail: code })
    else {
      codes.add(code)
      taken.push({
        id: randomUUID(),
        code,
        name,
        station,
        officers: Number.isInteger(officers) && officers >= 0 ? officers : 1,
        shape: geometry.shape,
      })
    }
  }
  const { coverage, mismatches, closed } = matched(
    new Map(taken.map(({ id, shape }) => [id, shape])),
    toleranceM,
  )
  const beats = taken.flatMap((beat) => {
    const shape = coverage.get(beat.id)
    return shape ? [{ ...beat, shape }] : []
  })
  const nameById = new Map(beats.map(({ id, name }) => [id, name]))
  return {
    beats,
    report: {
      layer: 'beats',
      features: features.length + badRows.length,
      accepted: beats.length,
      badRows: bad,
      doubts: [...outsideDistrict(features, known), ...doubtsOf(mismatches, (id) => nameById.get(id) ?? id)],
      closed,
    },
  }
}
