import { randomUUID } from 'node:crypto'
import Flatbush from 'flatbush'
import { difference } from '#core/geometry/geos.ts'
import { type Point, type Shape, toDegrees } from '#core/geometry/lattice.ts'
import { areaM2 } from '#core/geometry/metres.ts'
import { boxOf, holdsPoint, ringsOf } from '#core/geometry/shape.ts'
import { outsideDistrict } from './doubts.ts'
import type { Feature, Features } from './geojson.ts'
import { insideOf } from './inside.ts'
import type { Known, KnownGrid } from './known.ts'
import { textOf } from './properties.ts'
import type { BadRow, Doubt, ImportReport } from './report.ts'
import type { ImportedBuilding } from './rows.ts'

/** Less than this of a footprint outside its grid (m²) is digitising noise. */
const CUT_M2 = 0.5

/** Buildings with their footprints; each lies in the grid that holds its interior point. */
export function buildingRows(
  { features, badRows }: Features,
  known: Known,
): { report: ImportReport; buildings: ImportedBuilding[] } {
  const bad: BadRow[] = [...badRows]
  const doubts: Doubt[] = [...outsideDistrict(features, known)]
  const buildings: ImportedBuilding[] = []
  const codes = new Set(known.buildingCodes)
  const gridAt = gridIndex(known.grids)
  const nextCode = freeCodes(codes)
  for (const feature of features) {
    const { row, geometry } = feature
    const flaw = (code: BadRow['code'], detail?: string) =>
      bad.push({ row, code, ...(detail ? { detail } : {}) })
    if (!('shape' in geometry)) {
      flaw('geometry_type', 'expected the outline of the building')
      continue
    }
    const position = insideOf(geometry.shape)
    const grid = gridAt(position)
    const households = Number(textOf(feature, 'households') ?? Number.NaN)
    const code = textOf(feature, 'code') ?? (grid ? nextCode(grid.community) : null)
    if (!grid) bad.push({ row, code: 'outside_every_grid', at: toDegrees(position) })
    else if (!Number.isInteger(households) || households < 0)
      flaw('households_malformed', textOf(feature, 'households') ?? 'missing')
    else if (code === null || !/^\d{17}$/.test(code) || !code.startsWith(grid.community))
      flaw('code_malformed', `expected ${grid.community} and 5 digits, found ${code}`)
    else if (codes.has(code)) flaw('code_taken', code)
    else {
      codes.add(code)
      const building = {
        id: randomUUID(),
        code,
        name: nameOf(feature, code),
        kind: null,
        community: grid.community,
        grid: grid.id,
        households,
        floors: null,
        footprint: geometry.shape,
        position,
      }
      buildings.push(building)
      if (isCut(geometry.shape, grid))
        doubts.push({ code: 'building_cut', about: [building.name], at: toDegrees(position) })
    }
  }
  return {
    buildings,
    report: {
      layer: 'buildings',
      features: features.length + badRows.length,
      accepted: buildings.length,
      badRows: bad,
      doubts,
      closed: { count: 0, areaM2: 0 },
    },
  }
}

const nameOf = (feature: Feature, code: string): string =>
  textOf(feature, 'name')?.slice(0, 80) ?? `${Number(code.slice(12))}号楼`

function gridIndex(grids: readonly KnownGrid[]): (point: Point) => KnownGrid | undefined {
  if (grids.length === 0) return () => undefined
  const index = new Flatbush(grids.length)
  for (const { shape } of grids) index.add(...boxOf(ringsOf(shape)))
  index.finish()
  return (point) =>
    index
      .search(point[0], point[1], point[0], point[1])
      .map((i) => grids[i] as KnownGrid)
      .find(({ shape }) => holdsPoint(shape, point))
}

/** Free codes of a community in order: 12 digits and 5. */
function freeCodes(codes: ReadonlySet<string>): (community: string) => string | null {
  const lastByCommunity = new Map<string, number>()
  return (community) => {
    for (let sequence = (lastByCommunity.get(community) ?? 0) + 1; sequence <= 99_999; sequence++) {
      lastByCommunity.set(community, sequence)
      const code = community + String(sequence).padStart(5, '0')
      if (!codes.has(code)) return code
    }
    return null
  }
}

const isCut = (footprint: Shape, grid: KnownGrid): boolean =>
  ringsOf(footprint).some((ring) => ring.some((corner) => !holdsPoint(grid.shape, corner))) &&
  areaM2(difference(footprint, grid.shape)) > CUT_M2
