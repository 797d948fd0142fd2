import { matched } from '#core/geometry/matched.ts'
import type { WorldArea } from '../../data/world.ts'
import { hierarchy } from './areas.ts'
import { doubtsOf, outsideDistrict, overlapsWith } from './doubts.ts'
import type { Feature, Features } from './geojson.ts'
import type { Known } from './known.ts'
import { textOf } from './properties.ts'
import type { BadRow, ImportReport } from './report.ts'

/** Communities with the streets and the district above them where those are new. */
export function communityRows(
  { features, badRows }: Features,
  known: Known,
  toleranceM: number,
): { report: ImportReport; areas: WorldArea[] } {
  const bad: BadRow[] = [...badRows]
  const taken: { code: string; name: string; feature: Feature }[] = []
  const codes = new Set<string>()
  for (const feature of features) {
    const code = textOf(feature, 'code')
    const name = textOf(feature, 'name')
    const flaw = (reason: BadRow['code'], detail?: string) =>
      bad.push({ row: feature.row, code: reason, ...(detail ? { detail } : {}) })
    if (!('shape' in feature.geometry)) flaw('geometry_type', 'expected polygons')
    else if (code === null) flaw('code_missing', 'expected the 12 digits of the community')
    else if (!/^\d{12}$/.test(code)) flaw('code_malformed', `expected 12 digits, found ${code}`)
    else if (name === null) flaw('name_missing')
    else if (codes.has(code) || known.areas.has(code)) flaw('code_taken', code)
    else {
      codes.add(code)
      taken.push({ code, name, feature })
    }
  }
  const shapes = new Map(
    taken.flatMap(({ code, feature }) =>
      'shape' in feature.geometry ? [[code, feature.geometry.shape] as const] : [],
    ),
  )
  const { coverage, mismatches, closed } = matched(shapes, toleranceM)
  const nameByCode = new Map(taken.map(({ code, name }) => [code, name]))
  const communities = [...coverage].map(
    ([code, shape]): WorldArea => ({
      code,
      name: nameByCode.get(code) ?? code,
      level: 'community',
      parent: code.slice(0, 9),
      shape,
    }),
  )
  const streetNames = new Map(
    taken.map(({ code, feature }) => [code.slice(0, 9), textOf(feature, 'street') ?? code.slice(0, 9)]),
  )
  return {
    areas: [...hierarchy(communities, known, streetNames), ...communities],
    report: {
      layer: 'communities',
      features: features.length + badRows.length,
      accepted: communities.length,
      badRows: bad,
      doubts: [
        ...outsideDistrict(features, known),
        ...doubtsOf(mismatches, (code) => nameByCode.get(code) ?? code),
        ...overlapsWith(communities, known),
      ],
      closed,
    },
  }
}
