import { create } from 'zustand'
import type { HeatAnswer } from '#contract/incident.ts'
import type { Category } from '#core/incident/matters.ts'
import * as api from '../api/incidentEndpoints.ts'
import type { Failure } from '../api/request.ts'

/** Single cases; or how many there were, as heat, in hexagons, or per grid for its households. */
export const HEAT_VIEWS = ['off', 'heatmap', 'hexagons', 'rates'] as const
export type HeatView = (typeof HEAT_VIEWS)[number]
export const HEAT_DAYS = [1, 7, 30, 365] as const
/** Hours of the day, the last one included; null for all of them. */
export const HEAT_HOURS = [null, [6, 9], [8, 17], [18, 22], [22, 5]] as const

interface Heat {
  readonly view: HeatView
  readonly days: (typeof HEAT_DAYS)[number]
  readonly category: Category | ''
  readonly hours: (typeof HEAT_HOURS)[number]
  /** How far the map is zoomed in, in whole steps: bins are as fine. */
  readonly zoom: number
  readonly answer: HeatAnswer | null
  readonly failure: Failure | null
  change(change: Partial<Pick<Heat, 'view' | 'days' | 'category' | 'hours'>>): void
  zoomed(zoom: number): void
  load(): Promise<void>
}

const DAY_MS = 86_400_000
/** Bins half as wide as the server takes to be right for single bins: heat flows from one to the next. */
const FINER = 1
/** Beyond this share of the grids the scale ends, so that one of them does not pale the rest. */
const SCALE_SHARE = 0.97

export const useHeat = create<Heat>()((set, state) => {
  /** The newest question wins, however late an older one answers. */
  let asked = 0
  return {
    view: 'off',
    days: 30,
    category: '',
    hours: null,
    zoom: 12,
    answer: null,
    failure: null,
    change(change) {
      const isSame = 'view' in change && change.view !== 'off' && state().view !== 'off' && state().answer
      set(change)
      if (!isSame) void state().load()
    },
    zoomed(zoom) {
      const whole = Math.floor(zoom)
      if (whole === state().zoom) return
      set({ zoom: whole })
      void state().load()
    },
    async load() {
      const number = ++asked
      const { view, days, category, hours, zoom } = state()
      if (view === 'off') return set({ answer: null, failure: null })
      const now = Date.now()
      const answer = await api.heat({
        from: new Date(now - days * DAY_MS).toISOString(),
        to: new Date(now).toISOString(),
        z: String(zoom + FINER),
        category,
        ...(hours && { fromHour: String(hours[0]), toHour: String(hours[1]) }),
      })
      if (number !== asked) return
      set(answer.ok ? { answer: answer.value, failure: null } : { failure: answer.failure })
    },
  }
})

/** The rate at which the colours end, and each grid's share of it, 0–1. */
export function rateScale(grids: HeatAnswer['grids']): {
  readonly highest: number
  readonly rates: ReadonlyMap<string, number>
} {
  const rated = grids.flatMap(({ id, perThousandHouseholds: rate }) => (rate === null ? [] : [{ id, rate }]))
  const sorted = rated.map(({ rate }) => rate).sort((a, b) => a - b)
  const highest = sorted[Math.floor(SCALE_SHARE * (sorted.length - 1))] ?? 0
  return {
    highest,
    rates: new Map(rated.map(({ id, rate }) => [id, highest > 0 ? Math.min(1, rate / highest) : 0])),
  }
}
