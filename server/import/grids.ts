import { randomUUID } from 'node:crypto'
import type { Shape } from '#core/geometry/lattice.ts'
import { matched } from '#core/geometry/matched.ts'
import { densifiedOutlines } from '#core/geometry/outline.ts'
import { boxOf, canonical, ringsOf } from '#core/geometry/shape.ts'
import { unionOfCoverage } from '#core/geometry/union.ts'
import { grouped } from '#core/grouped.ts'
import { numeral } from '#core/plan/numeral.ts'
import type { WorldArea } from '../../data/world.ts'
import { hierarchy } from './areas.ts'
import { doubtsOf, notCovered, outsideDistrict, overlapsWith } from './doubts.ts'
import type { Feature, Features } from './geojson.ts'
import type { Known } from './known.ts'
import { textOf } from './properties.ts'
import type { BadRow, ImportReport } from './report.ts'
import type { ImportedGrid } from './rows.ts'

/** The community that grids without one are taken for. */
export interface NamedArea {
  readonly code: string
  readonly name: string
}

export interface GridImport {
  readonly report: ImportReport
  /** Communities as large as their grids, and new streets and districts above them. */
  readonly areas: WorldArea[]
  readonly grids: ImportedGrid[]
}

/** 001–799 basic, 801–899 exclusive. */
const SEQUENCES = { basic: [1, 799], exclusive: [801, 899] } as const

/**
 * Grids, matched into one coverage. A grid names its community by code, or lies in `fallback`; a grid without a
 * code gets the next free one, west to east, then north to south.
 */
export function gridRows(
  { features, badRows }: Features,
  known: Known,
  fallback: NamedArea,
  toleranceM: number,
): GridImport {
  const bad: BadRow[] = [...badRows]
  const taken = features.flatMap((feature): Taken[] => {
    const grid = takenGrid(feature, known, fallback)
    if ('row' in grid) bad.push(grid)
    return 'row' in grid ? [] : [grid]
  })
  const { coverage, mismatches, closed } = matched(
    new Map(taken.map(({ id, shape }) => [id, shape])),
    toleranceM,
  )
  const covered = taken.flatMap((grid) => {
    const shape = coverage.get(grid.id)
    return shape ? [{ ...grid, shape }] : []
  })
  const dense = densifiedOutlines(covered).map((grid) => ({ ...grid, shape: canonical(grid.shape) }))
  const grids = [...grouped(dense, ({ community }) => community).values()].flatMap((members) => {
    const { rows, flaws } = codedGrids(members, known)
    bad.push(...flaws)
    return rows
  })

  const communities = [...grouped(grids, ({ community }) => community)].map(
    ([code, members]): WorldArea => ({
      code,
      name: known.areas.get(code)?.name ?? fallback.name,
      level: 'community',
      parent: code.slice(0, 9),
      shape: unionOfCoverage(members.map(({ shape }) => shape)),
    }),
  )
  const nameById = new Map(grids.map(({ id, name }) => [id, name]))
  return {
    grids,
    areas: [
      ...hierarchy(communities, known, new Map([[fallback.code.slice(0, 9), '导入街道']])),
      ...communities,
    ],
    report: {
      layer: 'grids',
      features: features.length + badRows.length,
      accepted: grids.length,
      badRows: bad,
      doubts: [
        ...outsideDistrict(features, known),
        ...doubtsOf(mismatches, (id) => nameById.get(id) ?? id),
        ...overlapsWith(communities, known),
        ...communities.flatMap(({ code, name }) => {
          const outline = known.areas.get(code)?.shape
          const members = grids.filter(({ community }) => community === code).map(({ shape }) => shape)
          return outline ? notCovered(name, members, outline) : []
        }),
      ],
      closed,
    },
  }
}

interface Taken {
  readonly id: string
  readonly feature: Feature
  readonly community: string
  readonly code: string | null
  readonly type: ImportedGrid['type']
  readonly shape: Shape
}

function takenGrid(feature: Feature, known: Known, fallback: NamedArea): Taken | BadRow {
  const { row, geometry } = feature
  if (!('shape' in geometry)) return { row, code: 'geometry_type', detail: 'expected polygons' }
  const community = textOf(feature, 'community') ?? fallback.code
  if (community !== fallback.code && known.areas.get(community)?.level !== 'community')
    return { row, code: 'community_unknown', detail: community }
  if (known.grids.some((grid) => grid.community === community))
    return { row, code: 'community_has_grids', detail: community }
  const code = textOf(feature, 'code')
  if (code !== null && !(/^\d{15}$/.test(code) && code.startsWith(community)))
    return { row, code: 'code_malformed', detail: `expected ${community} and 3 digits, found ${code}` }
  if (code !== null && known.gridCodes.has(code)) return { row, code: 'code_taken', detail: code }
  const exclusive =
    /exclusive|专属/.test(textOf(feature, 'type') ?? '') || /^8..$/.test(code?.slice(12) ?? '')
  return {
    id: randomUUID(),
    feature,
    community,
    code,
    type: exclusive ? 'exclusive' : 'basic',
    shape: geometry.shape,
  }
}

/** Names and codes for the grids of one community: those given first, then the free ones in reading order. */
function codedGrids(members: readonly Taken[], known: Known): { rows: ImportedGrid[]; flaws: BadRow[] } {
  const flaws: BadRow[] = []
  const used = new Set<string>()
  const rows: ImportedGrid[] = []
  const inReadingOrder = [...members].sort((a, b) => {
    const [westA, , , northA] = boxOf(ringsOf(a.shape))
    const [westB, , , northB] = boxOf(ringsOf(b.shape))
    return westA - westB || northB - northA
  })
  for (const grid of [
    ...inReadingOrder.filter(({ code }) => code),
    ...inReadingOrder.filter(({ code }) => !code),
  ]) {
    const code = grid.code ?? nextCode(grid, used, known)
    if (code === null || used.has(code)) {
      flaws.push({ row: grid.feature.row, code: 'code_taken', detail: code ?? 'no free code is left' })
      continue
    }
    used.add(code)
    rows.push({
      id: grid.id,
      code,
      name: textOf(grid.feature, 'name')?.slice(0, 40) ?? `第${ordinal(Number(code.slice(12)))}网格`,
      type: grid.type,
      morphology: null,
      community: grid.community,
      microGrids: 0,
      shape: grid.shape,
    })
  }
  return { rows, flaws }
}

const ordinal = (sequence: number): string => (sequence < 100 ? numeral(sequence) : String(sequence))

function nextCode({ community, type }: Taken, used: ReadonlySet<string>, known: Known): string | null {
  const [first, last] = SEQUENCES[type]
  for (let sequence = first; sequence <= last; sequence++) {
    const code = community + String(sequence).padStart(3, '0')
    if (!used.has(code) && !known.gridCodes.has(code)) return code
  }
  return null
}
