import { type Point, toDegrees } from '#core/geometry/lattice.ts'
import { boxesMeet, boxOf, holdsPoint, ringsOf } from '#core/geometry/shape.ts'
import type { WorldCamera } from '../../data/world.ts'
import { CameraKind, CameraOwner } from '../contract/camera.ts'
import { outsideDistrict } from './doubts.ts'
import type { Features } from './geojson.ts'
import type { Known } from './known.ts'
import { textOf } from './properties.ts'
import type { BadRow, ImportReport } from './report.ts'

const LONGEST_CODE = 40
const LONGEST_NAME = 80

/** Cameras as points, each with its `code`; `kind`, `owner` and `link` where the file says so. */
export function cameraRows(
  { features, badRows }: Features,
  known: Known,
): { report: ImportReport; cameras: WorldCamera[] } {
  const bad: BadRow[] = [...badRows]
  const cameras: WorldCamera[] = []
  const codes = new Set<string>()
  const areaAt = areaIndex(known)
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
      const area = areaAt(geometry.point)
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

/** The community that holds a point; otherwise the district. */
function areaIndex({ areas, district }: Known): (point: Point) => string | undefined {
  const communities = [...areas]
    .filter(([, { level }]) => level === 'community')
    .map(([code, { shape }]) => ({ code, shape, box: boxOf(ringsOf(shape)) }))
  return (point) =>
    communities.find(({ shape, box }) => boxesMeet(box, boxOf([[point]])) && holdsPoint(shape, point))
      ?.code ?? district?.code
}
