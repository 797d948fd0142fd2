import type { DataDrivenPropertyValueSpecification } from 'maplibre-gl'

export type Numbers = DataDrivenPropertyValueSpecification<number>

/** Grows with the zoom, doubling about every level. */
export const byZoom = (...stops: [zoom: number, value: number][]): Numbers =>
  ['interpolate', ['exponential', 1.6], ['zoom'], ...stops.flat()] as Numbers
