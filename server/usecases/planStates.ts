import { applyChange, startedPlan } from '#core/plan/change.ts'
import { DEFAULT_BAND, type Plan } from '#core/plan/plan.ts'
import { crewToday } from '../db/crew.ts'
import type { Transaction } from '../db/database.ts'
import { type Ground, planGround } from '../db/planBase.ts'
import { doneChanges } from '../db/planCommands.ts'
import type { PlanRow } from '../db/plans.ts'
import { settings } from '../db/settings.ts'

const PLANS_KEPT = 64
const GROUNDS_KEPT = 8

/**
 * Plans as core works on them, kept between requests. A state is named by the plan's revision, which the caller
 * has read (under the lock, if it writes), so another process's change is never missed.
 */
export class PlanStates {
  readonly #plans = new Map<string, { revision: number; plan: Plan }>()
  readonly #grounds = new Map<string, Ground>()
  readonly #timeZone: string

  constructor(timeZone: string) {
    this.#timeZone = timeZone
  }

  /**
   * The plan at the revision of `row`: kept, or made again from its base and its commands. The row must be locked,
   * and nothing written yet: what is made here is remembered.
   */
  async of(tx: Transaction, row: PlanRow): Promise<Plan> {
    const kept = this.#plans.get(row.id)
    if (kept?.revision === row.revision) return this.#served(tx, kept.plan)
    const plan = (await doneChanges(tx, row.id)).reduce(applyChange, await this.started(tx, row))
    this.keep(row.id, row.revision, plan)
    return plan
  }

  /** What a plan stands on, with nothing changed yet. */
  async started(tx: Transaction, row: Pick<PlanRow, 'within' | 'basePublication' | 'kind'>): Promise<Plan> {
    const band = (await settings(tx))?.band ?? DEFAULT_BAND
    const plan = startedPlan({ ...(await this.#ground(tx, row)), crew: new Map() }, band, row.kind)
    return this.#served(tx, plan)
  }

  /** Remembers a state; only after the transaction that made its revision is committed. */
  keep(id: string, revision: number, plan: Plan): void {
    keepNewest(this.#plans, id, { revision, plan }, PLANS_KEPT)
  }

  /** Everything is made again from the database when it is next asked for. */
  forget(): void {
    this.#plans.clear()
    this.#grounds.clear()
  }

  /** The plan with who serves its grids today, which no publication freezes. */
  async #served(tx: Transaction, plan: Plan): Promise<Plan> {
    const crew = await crewToday(tx, plan.base.within, this.#timeZone)
    return { ...plan, base: { ...plan.base, crew } }
  }

  async #ground(
    tx: Transaction,
    { within, basePublication }: Pick<PlanRow, 'within' | 'basePublication'>,
  ): Promise<Ground> {
    const key = `${within}@${basePublication}`
    const ground = this.#grounds.get(key) ?? (await planGround(tx, within, basePublication))
    keepNewest(this.#grounds, key, ground, GROUNDS_KEPT)
    return ground
  }
}

function keepNewest<T>(kept: Map<string, T>, key: string, value: T, atMost: number): void {
  kept.delete(key) // a map keeps the order of insertion: the newest goes last
  kept.set(key, value)
  const oldest = kept.keys().next().value
  if (kept.size > atMost && oldest !== undefined) kept.delete(oldest)
}
