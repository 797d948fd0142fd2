import { PlanRevision } from '#contract/planLive.ts'
import { lastingStream } from './lastingStream.ts'

type Hearer = (news: PlanRevision) => void
interface Shared {
  readonly hearers: Set<Hearer>
  latest: PlanRevision | null
  stop(): void
}
/** One stream for all who hear of a plan. */
const sharedByPlan = new Map<string, Shared>()

/**
 * Hears where a plan stands, and then of everything that happens to it, until the answer is called. A hidden page
 * lets go of its stream; on its return it is told first where the plan stands then.
 */
export const planNews = (id: string, hear: Hearer): (() => void) => {
  const shared = sharedByPlan.get(id) ?? opened(id)
  sharedByPlan.set(id, shared)
  shared.hearers.add(hear)
  if (shared.latest) hear(shared.latest)
  return () => {
    shared.hearers.delete(hear)
    if (shared.hearers.size > 0 || sharedByPlan.get(id) !== shared) return
    sharedByPlan.delete(id)
    shared.stop()
  }
}

const opened = (id: string): Shared => {
  const shared: Shared = { hearers: new Set(), latest: null, stop: () => {} }
  shared.stop = lastingStream(
    () => `/api/plans/${encodeURIComponent(id)}/live`,
    (stream) =>
      stream.addEventListener('revision', ({ data }: MessageEvent<string>) => {
        const news = PlanRevision.safeParse(JSON.parse(data))
        if (!news.success) return
        shared.latest = news.data
        for (const hear of shared.hearers) hear(news.data)
      }),
  )
  return shared
}
