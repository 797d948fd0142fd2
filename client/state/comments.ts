import { create } from 'zustand'
import type { PlanComment } from '#contract/planComment.ts'
import type { PlanRevision } from '#contract/planLive.ts'
import * as api from '../api/endpoints.ts'
import { planNews } from '../api/planNews.ts'
import type { Failure } from '../api/request.ts'
import { problemSpoken } from '../words/problems.ts'
import { kept } from './kept.ts'
import { notify } from './notices.ts'

/** Where a comment is pinned, and the grid that it is about. */
export interface Place {
  readonly at: readonly [number, number]
  readonly grid: string | null
}

/** What is said about the open plan, and what the person is about to say. */
interface Comments {
  readonly plan: string | null
  /** Oldest first; a comment's number is its place here. */
  readonly comments: readonly PlanComment[]
  readonly failure: Failure | null
  /** The list is out. */
  readonly isOpen: boolean
  readonly text: string
  /** The next click on the map says where; then the place that was clicked. */
  readonly isPlacing: boolean
  readonly place: Place | null
  /** Under the pointer or focused, and chosen: on the map or in the list. */
  readonly pointed: string | null
  readonly selected: string | null
  readonly isSending: boolean
  /** Loads the comments of a plan and hears of new ones, until the answer is called. */
  follow(plan: string): () => void
  toggle(): void
  setText(text: string): void
  setPlacing(isPlacing: boolean): void
  setPlace(place: Place | null): void
  point(id: string | null): void
  select(id: string | null): void
  write(place: Place | null): Promise<void>
  resolve(id: string): Promise<void>
}

const closed = {
  plan: null,
  comments: [],
  failure: null,
  isOpen: false,
  text: '',
  isPlacing: false,
  place: null,
  pointed: null,
  selected: null,
  isSending: false,
} as const

/**
 * True for news after which comments may be others: the first of a stream, what follows a gap (said by nobody), and
 * what changes the plan without a new revision, as comments do.
 */
export const mayBeComment = (before: PlanRevision | null, news: PlanRevision): boolean =>
  before === null || news.by === null || news.revision === before.revision

/** Comments with their numbers, those that are settled last. */
export const listed = (comments: readonly PlanComment[]): { comment: PlanComment; number: number }[] => {
  const numbered = comments.map((comment, i) => ({ comment, number: i + 1 }))
  const isSettled = ({ comment }: { comment: PlanComment }) => comment.resolvedAt !== null
  return [...numbered.filter((one) => !isSettled(one)), ...numbered.filter(isSettled)]
}

/** Those that stand on the map: what is settled only while it is chosen. */
export const pinned = (comments: readonly PlanComment[], selected: string | null) =>
  listed(comments).flatMap(({ comment, number }) =>
    comment.at && (comment.resolvedAt === null || comment.id === selected)
      ? [{ comment, number, at: comment.at }]
      : [],
  )

export const useComments = create<Comments>()((set, state) => {
  const keptText = (plan: string) => `comment.${plan}`
  const load = async (plan: string) => {
    const answer = await api.commentsOn(plan)
    if (state().plan !== plan) return
    set(answer.ok ? { comments: answer.value, failure: null } : { failure: answer.failure })
  }
  return {
    ...closed,
    follow(plan) {
      const text = kept.read(keptText(plan))
      set({ ...closed, plan, text: typeof text === 'string' ? text : '' })
      let before: PlanRevision | null = null
      const stopHearing = planNews(plan, (news) => {
        const isNews = mayBeComment(before, news)
        before = news
        if (isNews) void load(plan)
      })
      // Also where no stream comes through.
      void load(plan)
      return () => {
        stopHearing()
        set(closed)
      }
    },
    toggle: () => set(({ isOpen }) => ({ isOpen: !isOpen, isPlacing: false, selected: null })),
    setText(text) {
      set({ text })
      const { plan } = state()
      if (plan) kept.write(keptText(plan), text || null)
    },
    setPlacing: (isPlacing) => set({ isPlacing }),
    setPlace: (place) => set({ place, isPlacing: false }),
    point: (pointed) => set({ pointed }),
    select: (selected) => set({ selected, ...(selected && { isOpen: true }) }),
    async write(place) {
      const { plan, text, isSending } = state()
      if (!plan || isSending || text.trim() === '') return
      set({ isSending: true })
      const answer = await api.commentPlan(plan, {
        text,
        at: place ? [...place.at] : null,
        ...(place?.grid && { grid: place.grid }),
      })
      if (answer.ok) kept.write(keptText(plan), null)
      if (state().plan !== plan) return
      set({ isSending: false })
      if (!answer.ok) return notify('bad', problemSpoken(answer.failure.code))
      set({ text: '', place: null, isPlacing: false, selected: answer.value.id })
      await load(plan)
    },
    async resolve(id) {
      const { plan } = state()
      if (!plan) return
      const answer = await api.resolveComment(plan, id)
      if (!answer.ok) notify('bad', problemSpoken(answer.failure.code))
      await load(plan)
    },
  }
})
