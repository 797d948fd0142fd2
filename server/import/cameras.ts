import { toDegrees } from '#core/geometry/lattice.ts'
import type { WorldCamera } from '../../data/world.ts'
import { CameraKind, CameraOwner } from '../contract/camera.ts'
import { outsideDistrict } from './doubts.ts'
import type { Features } from './geojson.ts'
import type { Known } from './known.ts'
import { placeIndex } from './placeIndex.ts'
import { LONGEST_CODE, LONGEST_NAME, textOf } from './properties.ts'
import type { BadRow, ImportReport } from './report.ts'

/**
 * Cameras as points, each with its `code`; `kind`, `owner` and `link` where the file says so. Where no community holds
 * one it is the district's.
 */
export function cameraRows(
  { features, badRows }: Features,
  known: Known,
): { report: ImportReport; cameras: WorldCamera[] } {
  const bad: BadRow[] = [...badRows]
  const cameras: WorldCamera[] = []
  const codes = new Set<string>()
  const communityAt = placeIndex(known, 'community')
  for (const feature of features) {
    const { row, geometry, properties } = feature
    const flaw = (code: BadRow['code'], detail?: string) =>
      bad.push({ row, code, ...(detail ? { detail } : {}) })
    const code = textOf(feature, 'code')
    const link = typeof properties.link === 'string' ? properties.link.trim() : null
    if (!('point' in geometry)) flaw('geometry_type', 'expected points')
    else if (code === null) flaw('code_missing')
    else if (code.length > LONGEST_CODE) flaw('code_malformed', code.slice(0, LONGEST_CODE))
    else if (codes.has(code)) flaw('code_taken', code)
    else if (link && !isLink(link)) flaw('link_malformed', link.slice(0, LONGEST_NAME))
    else {
      const area = communityAt(geometry.point) ?? known.district?.code
      if (area === undefined) bad.push({ row, code: 'district_missing', at: toDegrees(geometry.point) })
      else {
        codes.add(code)
        cameras.push({
          ...{ code, area, position: geometry.point, link: link || null },
          name: textOf(feature, 'name')?.slice(0, LONGEST_NAME) ?? code,
          kind: CameraKind.catch('fixed').parse(properties.kind),
          owner: CameraOwner.catch('community').parse(properties.owner),
        })
      }
    }
  }
  return {
    cameras,
    report: {
      layer: 'cameras',
      features: features.length + badRows.length,
      accepted: cameras.length,
      badRows: bad,
      doubts: outsideDistrict(features, known),
      closed: { count: 0, areaM2: 0 },
    },
  }
}

const isLink = (text: string): boolean => /^https?:\/\//.test(text) && URL.canParse(text)
