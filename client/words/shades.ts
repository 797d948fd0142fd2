import type { GridBand, GridSummary } from '#contract/area.ts'

export const BANDS: readonly GridBand[] = ['under', 'low', 'in', 'high', 'over']

/** How a grid is shown: by its household band, or as an exclusive grid, which households do not measure. */
export type Shade = GridBand | 'exclusive'
export const SHADES: readonly Shade[] = [...BANDS, 'exclusive']
export const shadeOf = ({ type, band }: Pick<GridSummary, 'type' | 'band'>): Shade =>
  type === 'exclusive' ? 'exclusive' : band
