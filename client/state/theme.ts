import type { Light } from '#core/incident/clock.ts'
import type { Shade } from '../words/shades.ts'

export type Theme = 'light' | 'dark'

/**
 * Household bands: diverging blue to orange (told apart by every common colour blindness), and ordered by
 * lightness from the middle, so that a grey print still reads; the two outer bands carry a hatch besides.
 */
export const shadeColours: Record<Theme, Record<Shade, string>> = {
  light: {
    under: '#2a6fb5',
    low: '#a6cbe6',
    in: '#eaf1e6',
    high: '#f9c78b',
    over: '#d4581c',
    exclusive: '#d5d0dd',
  },
  dark: {
    under: '#5aa9ee',
    low: '#33618c',
    in: '#2b3633',
    high: '#8c5f26',
    over: '#ff8a4c',
    exclusive: '#45404f',
  },
}
/** Plans laid over the map: of different lightness, and of different dashes for whom colours are alike. */
export const variantColours: Record<Theme, readonly string[]> = {
  light: ['#4a1d86', '#c4287d', '#00695c'],
  dark: ['#c9a6ff', '#ff8ac4', '#5fe0b0'],
}
/** On and off, in widths of the line. */
export const VARIANT_DASHES: readonly (readonly number[])[] = [
  [6, 0.01],
  [3, 1.5],
  [1, 1],
]
/** Police beats beside grids, and ground that lies in the wrong one; no colour of a band and no light. */
export const beatColours: Record<
  Theme,
  {
    readonly beat: string
    readonly piece: string
    readonly pieceInk: string
    readonly hatch: readonly [number, number, number, number]
  }
> = {
  light: { beat: '#2d2a8c', piece: '#c2569b', pieceInk: '#7a1259', hatch: [110, 16, 80, 0.75] },
  dark: { beat: '#a9b4ff', piece: '#b5488e', pieceInk: '#ffb3e1', hatch: [255, 190, 232, 0.7] },
}
/** Ink for a signed difference or a number in that band, readable on a panel (4.5:1). */
export const shadeInk: Record<Theme, Record<Shade, string>> = {
  light: {
    under: '#1d5a99',
    low: '#2c6591',
    in: '#4b5a54',
    high: '#8f5208',
    over: '#b3410c',
    exclusive: '#5a5168',
  },
  dark: {
    under: '#7dbdf5',
    low: '#8fbfe6',
    in: '#b3c2bb',
    high: '#e8b46b',
    over: '#ff9f6b',
    exclusive: '#bdb4cb',
  },
}

/** Lights of cases, the only saturated red, yellow and green on the page; each has a shape of its own besides. */
export const lightColours: Record<Theme, Record<Light, string>> = {
  light: { green: '#1c8a43', yellow: '#e3a008', red: '#cf1f1f', grey: '#7d8783' },
  dark: { green: '#36c46c', yellow: '#ffc933', red: '#ff4d45', grey: '#98a39e' },
}
/** Where it heats up, from few to many: one hue, so that it is no light. */
export const heatColours: Record<Theme, readonly (readonly [number, number, number])[]> = {
  light: [
    [236, 226, 242],
    [214, 190, 228],
    [186, 146, 209],
    [155, 99, 186],
    [121, 56, 157],
    [84, 20, 119],
  ],
  dark: [
    [61, 38, 78],
    [92, 52, 117],
    [127, 72, 158],
    [164, 100, 197],
    [202, 143, 228],
    [240, 206, 252],
  ],
}
