import { create } from 'zustand'
import type { CommunityProposal, RebalanceJob } from '#contract/rebalance.ts'
import type { Command } from '#core/plan/commands.ts'
import * as api from '../api/endpoints.ts'
import { problemSpoken } from '../words/problems.ts'
import { notify } from './notices.ts'
import { usePlanning } from './planning.ts'

/** What the answer leans to: as few households as can be, short boundaries, grids that keep to beats, or grids alike. */
export const PRESETS = ['fewest', 'compact', 'aligned', 'even'] as const
export type Preset = (typeof PRESETS)[number]

export interface RebalanceForm {
  readonly goal: 'overload' | 'band'
  readonly low: number
  readonly high: number
  /** In households. */
  readonly perBuilding: number
  readonly per100M: number
  readonly perBeat: number
  /** What a shop or an organisation, and a case a month, add to what is balanced. */
  readonly perPlace: number
  readonly perCase: number
  readonly isBarred: boolean
  /** A grid more or less is considered too. */
  readonly isOpen: boolean
  /** Only a grid and those beside it give and take; null: every grid of the plan. */
  readonly around: { readonly name: string; readonly grids: readonly string[] } | null
}

export type Move = NonNullable<CommunityProposal['proposal']>['moves'][number]
type Alternative = NonNullable<CommunityProposal['proposal']>['alternatives'][number]
/** A proposed move, and a name for it that no other has. */
export interface ListedMove extends Move {
  readonly key: string
  readonly group: number
}

/** What came of one preference. */
export interface Variant {
  readonly job: RebalanceJob
  /** Moves that are not to be taken, and those that were. */
  readonly left: ReadonlySet<string>
  readonly taken: ReadonlySet<string>
  /** The server did not answer when it was last asked how far it is. */
  readonly isAway: boolean
  /** Where the plan stands while nobody but this panel has changed it. */
  readonly revision: number
}

interface Rebalancing {
  readonly isOpen: boolean
  readonly form: RebalanceForm | null
  readonly preset: Preset
  readonly variants: Partial<Record<Preset, Variant>>
  readonly isStarting: boolean
  readonly isTaking: boolean
  open(band: { readonly low: number; readonly high: number }): void
  close(): void
  fill(form: Partial<RebalanceForm>): void
  prefer(preset: Preset): void
  start(): Promise<void>
  stop(): Promise<void>
  toggle(move: ListedMove): void
  take(): Promise<void>
  /** Does the steps of another division, as long as each of them is done. */
  takeAlternative(alternative: Alternative): Promise<void>
}

const ASKED_EVERY_MS = 350
/** A metre of boundary counts for so much where short boundaries are wanted, in households. */
const COMPACT_PER_M = 0.05
/** A household off its grid's beat counts for so many that move where grids are to keep to beats: moving it pays. */
const ALIGNED_PER_BEAT = 2
/** Where grids are to be alike, the band shrinks around its middle to this share. */
const EVEN_SHARE = 0.5

export const movesOf = (job: RebalanceJob): ListedMove[] =>
  job.communities.flatMap(({ community, proposal }) =>
    (proposal?.moves ?? []).map((move, i) => ({ ...move, key: `${community} ${i}` })),
  )
/** Those to be taken, in their order. */
export const chosenOf = ({ job, left, taken }: Variant): ListedMove[] =>
  movesOf(job).filter(({ key }) => !left.has(key) && !taken.has(key))
export const commandOf = ({ buildings, to }: Pick<Move, 'buildings' | 'to'>): Command => ({
  type: 'moveBuildings',
  buildings: buildings.map(({ id }) => id),
  to,
})

/** Moves that go together are chosen and left together. */
export const withGroup = (move: ListedMove, moves: readonly ListedMove[]): string[] => {
  const community = move.key.split(' ')[0]
  return moves
    .filter(({ key, group }) => group === move.group && key.split(' ')[0] === community)
    .map(({ key }) => key)
}

/** What a part of the job brought, over what is known of the others. */
export const updated = (before: RebalanceJob, news: RebalanceJob): RebalanceJob => {
  const changed = new Map(news.communities.map((one) => [one.community, one]))
  const kept = before.communities.map((one) => changed.get(one.community) ?? one)
  const known = new Set(kept.map(({ community }) => community))
  return {
    ...news,
    communities: [...kept, ...news.communities.filter(({ community }) => !known.has(community))],
  }
}

const requestOf = (form: RebalanceForm, preset: Preset) => {
  const middle = (form.low + form.high) / 2
  const reach = ((form.high - form.low) / 2) * (preset === 'even' ? EVEN_SHARE : 1)
  return {
    ...(form.around && { grids: [...form.around.grids] }),
    structure: form.isOpen ? ('allowed' as const) : ('none' as const),
    goal: preset === 'even' ? ('band' as const) : form.goal,
    band: { low: Math.round(middle - reach), high: Math.round(middle + reach) },
    objective: {
      perBuilding: Math.max(0.001, form.perBuilding),
      perM:
        preset === 'compact'
          ? Math.max(COMPACT_PER_M, form.per100M / 100)
          : Math.max(1e-7, form.per100M / 100),
      perBeat: preset === 'aligned' ? Math.max(ALIGNED_PER_BEAT, form.perBeat) : form.perBeat,
      perPlace: Math.min(100, form.perPlace),
      perCase: Math.min(1000, form.perCase),
      barriers: form.isBarred ? ('forbidden' as const) : 0,
    },
  }
}

export const useRebalancing = create<Rebalancing>()((set, state) => {
  const put = (preset: Preset, variant: Partial<Variant>) => {
    const known = state().variants[preset]
    if (known) set({ variants: { ...state().variants, [preset]: { ...known, ...variant } } })
  }
  /** Asks until the job is over or another has taken its place. */
  const follow = async (preset: Preset, id: string) => {
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, ASKED_EVERY_MS))
      const known = state().variants[preset]
      if (!state().isOpen || known?.job.id !== id || known.job.state !== 'running') return
      const answer = await api.rebalanceJob(id, known.job.step)
      const now = state().variants[preset]
      if (now?.job.id !== id) return
      if (answer.ok) put(preset, { job: updated(now.job, answer.value), isAway: false })
      else if (answer.failure.status >= 400 && answer.failure.status < 500)
        put(preset, { job: { ...now.job, state: 'failed' }, isAway: false })
      else put(preset, { isAway: true })
    }
  }
  return {
    ...{ isOpen: false, form: null, preset: 'fewest', variants: {}, isStarting: false, isTaking: false },
    open: ({ low, high }) =>
      set({
        isOpen: true,
        form: state().form ?? {
          goal: 'overload',
          low,
          high,
          perBuilding: 0,
          per100M: 0,
          perBeat: 0,
          perPlace: 0,
          perCase: 0,
          isBarred: false,
          isOpen: false,
          around: null,
        },
      }),
    close() {
      for (const variant of Object.values(state().variants))
        if (variant.job.state === 'running') void api.cancelRebalance(variant.job.id)
      set({ isOpen: false, variants: {} })
    },
    fill(form) {
      if (state().form) set({ form: { ...state().form!, ...form }, variants: {} })
    },
    prefer(preset) {
      set({ preset })
      if (!state().variants[preset] && Object.keys(state().variants).length > 0) void state().start()
    },
    async start() {
      const { form, preset, isStarting } = state()
      const { id } = usePlanning.getState()
      if (!form || !id || isStarting) return
      set({ isStarting: true })
      const isSaved = await usePlanning.getState().settled()
      const answer = isSaved ? await api.rebalance(id, requestOf(form, preset)) : null
      set({ isStarting: false })
      if (!answer || !state().isOpen) return
      if (!answer.ok) return notify('bad', problemSpoken(answer.failure.code))
      const { revision } = answer.value
      const fresh = { left: new Set<string>(), taken: new Set<string>(), isAway: false }
      set({ variants: { ...state().variants, [preset]: { job: answer.value, ...fresh, revision } } })
      void follow(preset, answer.value.id)
    },
    async stop() {
      const { preset, variants } = state()
      const job = variants[preset]?.job
      if (!job) return
      const answer = await api.cancelRebalance(job.id)
      if (answer.ok) put(preset, { job: answer.value })
      else notify('bad', problemSpoken(answer.failure.code))
    },
    toggle(move) {
      const { preset, variants } = state()
      const variant = variants[preset]
      if (!variant) return
      const left = new Set(variant.left)
      const isLeft = left.has(move.key)
      for (const key of withGroup(move, movesOf(variant.job))) {
        if (isLeft) left.delete(key)
        else left.add(key)
      }
      put(preset, { left })
    },
    async take() {
      const { preset, variants, isTaking } = state()
      const variant = variants[preset]
      if (!variant || isTaking) return
      set({ isTaking: true })
      for (const move of chosenOf(variant)) {
        if (!(await usePlanning.getState().perform(commandOf(move)))) break
        const now = state().variants[preset]
        if (!now) break
        put(preset, { taken: new Set([...now.taken, move.key]), revision: now.revision + 1 })
      }
      set({ isTaking: false })
    },
    async takeAlternative({ commands }) {
      if (state().isTaking) return
      set({ isTaking: true })
      for (const command of commands) if (!(await usePlanning.getState().perform(command as Command))) break
      set({ isTaking: false })
    },
  }
})

/** The plan was changed by something else than this panel: what was proposed may not fit any more. */
export const isStale = (
  { job, revision }: Pick<Variant, 'job' | 'revision'>,
  plan: { readonly revision: number; readonly isSaved: boolean },
): boolean =>
  (job.state === 'stale' && revision === job.revision) ||
  plan.revision > revision ||
  (plan.isSaved && plan.revision !== revision)
