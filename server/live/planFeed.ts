import type { Database } from '../db/database.ts'
import { PLAN_CHANNEL, PlanNews } from '../db/plans.ts'

export interface Watcher {
  hear(news: PlanNews): void
  /** The server stops: nothing more will be heard. */
  end(): void
}

/**
 * What happens to plans, told to those who watch them: one subscription to the database for the whole server. News
 * is told after its commit, in the order of the commits. While the database connection is lost news may be lost
 * too, so a watcher looks at the plan itself now and then.
 */
export class PlanFeed {
  readonly #watchers = new Map<string, Set<Watcher>>()
  #isClosed = false

  constructor(database: Database) {
    this.#listen(database).catch((error) => console.error('live plans:', error))
  }

  /** Lets `watcher` hear of a plan until the function that is answered is called. */
  watch(plan: string, watcher: Watcher): () => void {
    if (this.#isClosed) watcher.end()
    const watchers = this.#watchers.get(plan) ?? new Set()
    this.#watchers.set(plan, watchers.add(watcher))
    return () => {
      watchers.delete(watcher)
      if (watchers.size === 0 && this.#watchers.get(plan) === watchers) this.#watchers.delete(plan)
    }
  }

  /** Ends every watching, for good. */
  close(): void {
    this.#isClosed = true
    for (const watchers of this.#watchers.values()) for (const watcher of watchers) watcher.end()
  }

  async #listen(database: Database): Promise<void> {
    for await (const payload of database.listen(PLAN_CHANNEL)) {
      const news = PlanNews.parse(JSON.parse(payload))
      for (const watcher of this.#watchers.get(news.plan) ?? []) watcher.hear(news)
    }
  }
}
