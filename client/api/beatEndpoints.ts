import { z } from 'zod'
import { AlignAnswer, AlignmentPieces, GridAlignment, Mends } from '#contract/alignment.ts'
import { BeatDetail, BeatFeatures, BeatSummary, StationDetail, StationSummary } from '#contract/beat.ts'
import { request } from './request.ts'

const of = encodeURIComponent

export const alignment = (within: string) =>
  request(z.array(GridAlignment), 'GET', `/alignment?within=${of(within)}`)
export const alignmentPieces = (within: string) =>
  request(AlignmentPieces, 'GET', `/alignment/pieces.geojson?within=${of(within)}`)
export const mendsOf = (grid: string) => request(Mends, 'GET', `/alignment/mends?grid=${of(grid)}`)
/** The cheapest set of changes that leaves every grid of the area in one beat. */
export const align = (within: string, beatWeight: number) =>
  request(AlignAnswer, 'POST', '/alignment/align', { within, beatWeight })
export const beatFeatures = (within: string) =>
  request(BeatFeatures, 'GET', `/beats.geojson?within=${of(within)}`)
export const beats = (within: string) => request(z.array(BeatSummary), 'GET', `/beats?within=${of(within)}`)
export const beatDetail = (id: string) => request(BeatDetail, 'GET', `/beats/${of(id)}`)
export const stations = (within: string) =>
  request(z.array(StationSummary), 'GET', `/stations?within=${of(within)}`)
export const stationDetail = (id: string) => request(StationDetail, 'GET', `/stations/${of(id)}`)
