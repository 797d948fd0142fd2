import { PlanRevision } from '#contract/planLive.ts'

/**
 * Hears where a plan stands, and then of everything that happens to it, until the answer is called. A hidden page
 * lets go, for a browser allows six connections to a host over all its windows; on its return it is told first
 * where the plan stands then.
 */
export const planNews = (id: string, hear: (news: PlanRevision) => void): (() => void) => {
  let stream: EventSource | null = null
  const listen = () => {
    stream?.close()
    stream = document.hidden ? null : new EventSource(`/api/plans/${encodeURIComponent(id)}/live`)
    stream?.addEventListener('revision', ({ data }: MessageEvent<string>) => {
      const news = PlanRevision.safeParse(JSON.parse(data))
      if (news.success) hear(news.data)
    })
  }
  document.addEventListener('visibilitychange', listen)
  listen()
  return () => {
    document.removeEventListener('visibilitychange', listen)
    stream?.close()
  }
}
