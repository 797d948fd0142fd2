import type { Position } from '#core/geometry/lattice.ts'
import type { DraftBuilding } from '../editor/draft.ts'
import { type Gesture, isBoundaryTool, isLineTool, isOutlineTool } from '../editor/gesture.ts'
import type { Handle } from '../editor/handles.ts'
import { drawnLine } from '../editor/lines.ts'
import type { BoundaryLock } from '../editor/stretches.ts'
import type { GridFeature } from '../state/atlas.ts'
import { shortAreaName, shortGridName } from '../words/areas.ts'
import { type Shade, shadeOf } from '../words/shades.ts'
import { type Edge, edgesBetween } from './edges.ts'
import { labelPoint } from './labelPoint.ts'

/** A grid as the map draws it, published or drafted. */
export interface MapGrid {
  readonly id: string
  readonly name: string
  readonly community: string
  readonly households: number
  readonly shade: Shade
  readonly locked: boolean
  readonly coordinates: Position[][][]
}
export const publishedMapGrid = ({ properties, geometry }: GridFeature): MapGrid => ({
  id: properties.id,
  name: properties.name,
  community: properties.community,
  households: properties.households,
  shade: shadeOf(properties),
  locked: false,
  coordinates: geometry.coordinates,
})
/** As a place, without its band: where colours mean something else. */
export const plainMapGrid = (feature: GridFeature): MapGrid => ({
  ...publishedMapGrid(feature),
  shade: 'in',
})
/** Besides colour and hatch: a grey print tells too many from too few. */
const SIGNS: Partial<Record<Shade, string>> = { under: '▼', over: '▲' }

type Collection = GeoJSON.FeatureCollection

export const collection = (features: GeoJSON.Feature[]): Collection => ({
  type: 'FeatureCollection',
  features,
})
/** GeoJSON's types know no positions that are read only. */
export const geometry = <T extends 'Point' | 'LineString' | 'Polygon' | 'MultiPolygon'>(
  type: T,
  coordinates: unknown,
) => ({ type, coordinates }) as Extract<GeoJSON.Geometry, { type: T }>
export const EMPTY: Collection = collection([])

export const gridFeatures = (grids: readonly MapGrid[]): Collection =>
  collection(
    grids.map(({ id, community, shade, households, coordinates }) => ({
      type: 'Feature',
      properties: { id, community, shade, households },
      geometry: geometry('MultiPolygon', coordinates),
    })),
  )

export const gridLabels = (grids: readonly MapGrid[], urgency: (households: number) => number): Collection =>
  collection(
    grids.map(({ id, name, community, households, shade, locked, coordinates }) => ({
      type: 'Feature',
      properties: {
        id,
        community,
        shade,
        name: `${locked ? '⊘ ' : ''}${shortGridName(name)}`,
        households: shade === 'exclusive' ? '' : `${SIGNS[shade] ?? ''}${households}`,
        // Lower is placed first: where two names do not fit, the one that needs attention stays.
        rank: shade === 'exclusive' ? 0 : -urgency(households),
      },
      geometry: geometry('Point', labelPoint(coordinates)),
    })),
  )

export const edgeFeatures = (grids: readonly MapGrid[]): Collection =>
  collection(
    edgesBetween(grids).map(({ level, community, line }) => ({
      type: 'Feature',
      properties: { level, community } satisfies Omit<Edge, 'line'>,
      geometry: geometry('LineString', line),
    })),
  )

/** Footprints and, for their names, points: a name on a polygon would be drawn once per tile. */
export const buildingFeatures = (
  buildings: readonly DraftBuilding[],
): { shapes: Collection; points: Collection } => ({
  shapes: collection(
    buildings.map(({ id, name, grid, publishedGrid, locked, compound, coordinates }) => ({
      type: 'Feature',
      properties: { id, name, moved: grid !== publishedGrid, held: locked || compound !== null },
      geometry: geometry('MultiPolygon', coordinates),
    })),
  ),
  points: collection(
    buildings.map(({ id, name, households, position }) => ({
      type: 'Feature',
      properties: { id, name, households },
      geometry: geometry('Point', position),
    })),
  ),
})

export const lockFeatures = (locks: readonly BoundaryLock[]): Collection =>
  collection(
    locks.map(({ line }) => ({
      type: 'Feature',
      properties: {},
      geometry: geometry('LineString', line),
    })),
  )

export const outlineFeatures = (shapes: readonly Position[][][][]): Collection =>
  collection(
    shapes.map((coordinates) => ({
      type: 'Feature',
      properties: {},
      geometry: geometry('MultiPolygon', coordinates),
    })),
  )

/** A line under the pointer, or a drawn ring: a polygon closes either way. */
export const sketchFeatures = (line: readonly Position[] | null): Collection => {
  if (!line || line.length < 2) return EMPTY
  const ring = [...line, line[0]!]
  return collection([{ type: 'Feature', properties: {}, geometry: geometry('Polygon', [ring]) }])
}

/** What the boundary tools have in hand: the line and its vertices, what it sticks to, and the handles. */
export const penFeatures = (
  gesture: Gesture | null,
  handles: readonly Handle[],
  isRefused: boolean,
): Collection => {
  if (!gesture || !isBoundaryTool(gesture.tool)) return EMPTY
  const { pen, tool } = gesture
  const line = isLineTool(tool) ? drawnLine(gesture) : []
  const point = (at: Position, kind: string): GeoJSON.Feature => ({
    type: 'Feature',
    properties: { kind, isRefused },
    geometry: geometry('Point', at),
  })
  const stroke = (kind: string, positions: readonly Position[]): GeoJSON.Feature[] =>
    positions.length < 2
      ? []
      : [{ type: 'Feature', properties: { kind, isRefused }, geometry: geometry('LineString', positions) }]
  const stretch = pen.stretch?.line ?? []
  const isOutline = isOutlineTool(tool) && line.length > 2
  return collection([
    ...stroke('line', isOutline ? [...line, line[0]!] : line),
    ...stroke('stretch', stretch),
    ...handles.map(({ at, kind }) => point(at, kind)),
    ...pen.points.slice(0, pen.isDrawn ? 0 : undefined).map((at) => point(at, 'set')),
    ...(pen.near && !pen.tip ? [point(pen.near.at, 'near')] : []),
    ...(pen.held ? [point(pen.tip ?? pen.held.at, 'held')] : []),
    ...(pen.snap ? [point(pen.snap.at, 'snap')] : []),
  ])
}

/** Boundaries of plans that are laid over the map. */
export const variantFeatures = (
  variants: readonly { readonly look: number; readonly lines: readonly Position[][] }[],
): Collection =>
  collection(
    variants.map(({ look, lines }) => ({
      type: 'Feature',
      properties: { look },
      geometry: { type: 'MultiLineString', coordinates: lines as unknown as GeoJSON.Position[][] },
    })),
  )

/** One name per community, in the middle of all its grids. */
export const communityLabels = (
  grids: readonly MapGrid[],
  names: ReadonlyMap<string, string>,
): Collection => {
  const coordinatesByCommunity = new Map<string, Position[][][]>()
  for (const { community, coordinates } of grids) {
    const known = coordinatesByCommunity.get(community)
    if (known) known.push(...coordinates)
    else coordinatesByCommunity.set(community, [...coordinates])
  }
  return collection(
    [...coordinatesByCommunity].map(([community, coordinates]) => ({
      type: 'Feature',
      properties: { community, name: shortAreaName(names.get(community) ?? '') },
      geometry: geometry('Point', labelPoint(coordinates)),
    })),
  )
}
