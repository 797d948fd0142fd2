import { applyChange, startedPlan } from '#core/plan/change.ts'
import { type Base, DEFAULT_BAND, type Plan } from '#core/plan/plan.ts'
import type { Transaction } from '../db/database.ts'
import { planBase } from '../db/planBase.ts'
import { doneChanges } from '../db/planCommands.ts'
import type { PlanRow } from '../db/plans.ts'
import { settings } from '../db/settings.ts'

const PLANS_KEPT = 64
const BASES_KEPT = 8

/**
 * Plans as core works on them, kept between requests. A state is named by the plan's revision, which the caller
 * has read (under the lock, if it writes), so another process's change is never missed.
 */
export class PlanStates {
  readonly #plans = new Map<string, { revision: number; plan: Plan }>()
  readonly #bases = new Map<string, Base>()

  /**
   * The plan at the revision of `row`: kept, or made again from its base and its commands. The row must be locked,
   * and nothing written yet: what is made here is remembered.
   */
  async of(tx: Transaction, row: PlanRow): Promise<Plan> {
    const kept = this.#plans.get(row.id)
    if (kept?.revision === row.revision) return kept.plan
    const plan = (await doneChanges(tx, row.id)).reduce(applyChange, await this.started(tx, row))
    this.keep(row.id, row.revision, plan)
    return plan
  }

  /** What a plan stands on, with nothing changed yet. */
  async started(tx: Transaction, row: Pick<PlanRow, 'within' | 'basePublication'>): Promise<Plan> {
    const band = (await settings(tx))?.band ?? DEFAULT_BAND
    return startedPlan(await this.#base(tx, row), band)
  }

  /** Remembers a state; only after the transaction that made its revision is committed. */
  keep(id: string, revision: number, plan: Plan): void {
    keepNewest(this.#plans, id, { revision, plan }, PLANS_KEPT)
  }

  /** Everything is made again from the database when it is next asked for. */
  forget(): void {
    this.#plans.clear()
    this.#bases.clear()
  }

  async #base(
    tx: Transaction,
    { within, basePublication }: Pick<PlanRow, 'within' | 'basePublication'>,
  ): Promise<Base> {
    const key = `${within}@${basePublication}`
    const base = this.#bases.get(key) ?? (await planBase(tx, within, basePublication))
    keepNewest(this.#bases, key, base, BASES_KEPT)
    return base
  }
}

function keepNewest<T>(kept: Map<string, T>, key: string, value: T, atMost: number): void {
  kept.delete(key) // a map keeps the order of insertion: the newest goes last
  kept.set(key, value)
  const oldest = kept.keys().next().value
  if (kept.size > atMost && oldest !== undefined) kept.delete(oldest)
}
