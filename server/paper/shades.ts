import type { BandName } from '#core/plan/balance.ts'
import type { Band, GridType } from '#core/plan/plan.ts'
import { bandWords } from './words.ts'

/** How a grid is shown: by its household band, or as an exclusive grid, which households do not measure. */
export type Shade = BandName | 'exclusive'

export const SHADES: readonly Shade[] = ['under', 'low', 'in', 'high', 'over', 'exclusive']

export const shadeOf = ({ type, band }: { readonly type: GridType; readonly band: BandName }): Shade =>
  type === 'exclusive' ? 'exclusive' : band

/** The colours of the screen by day. */
export const shadeColours: Record<Shade, string> = {
  under: '#2a6fb5',
  low: '#a6cbe6',
  in: '#eaf1e6',
  high: '#f9c78b',
  over: '#d4581c',
  exclusive: '#d5d0dd',
}

interface Hatch {
  readonly directions: readonly ('rising' | 'falling')[]
  /** Points between strokes, and how wide they are. */
  readonly every: number
  readonly width: number
}

/** Too few rises, too many falls, and the farther from the band the denser; none within it. */
export const shadeHatches: Record<Shade, Hatch | null> = {
  under: { directions: ['rising'], every: 5, width: 0.6 },
  low: { directions: ['rising'], every: 12, width: 0.4 },
  in: null,
  high: { directions: ['falling'], every: 12, width: 0.4 },
  over: { directions: ['falling'], every: 5, width: 0.6 },
  exclusive: { directions: ['rising', 'falling'], every: 12, width: 0.3 },
}

/** 超出 >600: a shade and the households it stands for. */
export function shadeText(shade: Shade, { under, low, high, over }: Band): string {
  const ranges: Record<BandName, string> = {
    under: `<${under}`,
    low: `${under}–${low - 1}`,
    in: `${low}–${high}`,
    high: `${high + 1}–${over}`,
    over: `>${over}`,
  }
  return shade === 'exclusive' ? '专属网格' : `${bandWords[shade]} ${ranges[shade]}`
}
