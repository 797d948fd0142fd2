import type { Area } from '#contract/area.ts'
import type { Position } from '#core/geometry/lattice.ts'
import { beyondBand } from '#core/plan/balance.ts'
import type { Band } from '#core/plan/plan.ts'
import type { DraftGrid, DraftView } from '../editor/draft.ts'
import type { MapGrid } from '../map/features.ts'
import { type Bounds, boundsOf } from '../map/labelPoint.ts'
import type { GridFeature } from '../state/atlas.ts'
import { shadeOf } from '../words/shades.ts'

export const draftMapGrid = (grid: DraftGrid): MapGrid => ({ ...grid, shade: shadeOf(grid) })

/** Which label stays where two do not fit: the farther outside the band, the sooner; then the larger. */
export const urgencyIn =
  (band: Band) =>
  (households: number): number =>
    Math.max(0, beyondBand(households, band)) * 10 + households / 100

/** 沙坪街道 › 沙沟社区 */
export const placeOf = (community: string, areas: ReadonlyMap<string, Area>): string[] => {
  const own = areas.get(community)
  const street = own?.parent ? areas.get(own.parent) : undefined
  return [street, own].flatMap((area) => (area ? [area.name] : []))
}

const positions = (coordinates: readonly (readonly (readonly Position[])[])[]) => coordinates.flat(2)

/** Where the map should go: a grid, a place with a little ground around it, or all that lies in an area. */
export const boundsFor = (
  at: 'grid' | 'area' | readonly [number, number],
  selected: string | null,
  within: string,
  features: readonly GridFeature[],
  view: DraftView | null,
): { bounds: Bounds | null; maxZoom: number } => {
  if (typeof at === 'object') return { bounds: [at[0], at[1], at[0], at[1]], maxZoom: 17 }
  if (at === 'grid') {
    const drafted = view?.grids.find(({ id }) => id === selected)?.coordinates
    const published = features.find(({ properties }) => properties.id === selected)?.geometry.coordinates
    return { bounds: boundsOf(positions(drafted ?? published ?? [])), maxZoom: 15.5 }
  }
  const inside = features.filter(({ properties }) => properties.community.startsWith(within))
  return { bounds: boundsOf(inside.flatMap(({ geometry }) => positions(geometry.coordinates))), maxZoom: 17 }
}
