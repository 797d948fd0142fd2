import { create } from 'zustand'
import type { Area, GridFeatures } from '#contract/area.ts'
import * as api from '../api/endpoints.ts'
import type { Failure } from '../api/request.ts'
import { shortAreaName } from '../words/areas.ts'

export type GridFeature = GridFeatures['features'][number]
export type AtlasGrid = GridFeature['properties']

/** What is published, today or on a chosen day, and what the person is looking at in it. */
interface Atlas {
  readonly status: 'loading' | 'ready' | 'failed'
  readonly failure: Failure | null
  readonly areas: readonly Area[]
  readonly features: readonly GridFeature[]
  /** A day in the district's time zone; null is now. */
  readonly asOf: string | null
  /** All that this person may see. */
  readonly root: string
  /** The area that the list and the map are narrowed to. */
  readonly within: string
  readonly selected: string | null
  readonly hovered: string | null
  /** Counts up whenever the map should bring the selection, or the area, into view. */
  readonly look: {
    readonly count: number
    readonly at: 'grid' | 'area' | readonly [number, number]
    /** Nothing moves where the place is in view already. */
    readonly unlessSeen?: boolean
  }
  load(within: string): Promise<void>
  refresh(): Promise<void>
  lookBack(asOf: string | null): Promise<void>
  narrow(within: string, move?: boolean): void
  select(id: string | null, move?: boolean): void
  hover(id: string | null): void
  zoomTo(at: readonly [number, number], unlessSeen?: boolean): void
}

export const useAtlas = create<Atlas>()((set, state) => {
  /** The newest request wins, however late an older one answers. */
  let asked = 0
  const fetchGrids = async (within: string, asOf: string | null) => {
    const number = ++asked
    const answer = await api.gridFeatures(within, asOf)
    if (number !== asked) return
    if (answer.ok) set({ features: answer.value.features, asOf, status: 'ready', failure: null })
    else set({ failure: answer.failure, status: state().features.length ? 'ready' : 'failed' })
  }
  return {
    status: 'loading',
    failure: null,
    areas: [],
    features: [],
    asOf: null,
    root: '',
    within: '',
    selected: null,
    hovered: null,
    look: { count: 0, at: 'area' },
    async load(within) {
      set({ status: 'loading', failure: null, root: within, within })
      const [areas] = await Promise.all([api.areas(), fetchGrids(within, null)])
      if (areas.ok) set({ areas: areas.value })
      else set({ status: 'failed', failure: areas.failure })
    },
    refresh: () => fetchGrids(state().root, state().asOf),
    lookBack: (asOf) => fetchGrids(state().root, asOf),
    narrow: (within, move = true) =>
      set(({ look }) => ({ within, ...(move && { look: { count: look.count + 1, at: 'area' as const } }) })),
    select: (id, move = true) =>
      set(({ look }) => ({
        selected: id,
        ...(id && move && { look: { count: look.count + 1, at: 'grid' as const } }),
      })),
    hover: (id) => {
      if (id !== state().hovered) set({ hovered: id })
    },
    zoomTo: (at, unlessSeen = false) =>
      set(({ look }) => ({ look: { count: look.count + 1, at, unlessSeen } })),
  }
})

/** What people call a community. */
export const useCommunityName = (code: string): string =>
  useAtlas(({ areas }) => shortAreaName(areas.find((area) => area.code === code)?.name ?? ''))
