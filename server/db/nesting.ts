import { AsyncLocalStorage } from 'node:async_hooks'

/**
 * Runs the work of a transaction, and refuses to from within another one of the same database: on one connection
 * the inner would wait for ever for the outer, on a pool the two would wait for each other's rows.
 */
export function nestingGuard(): <T>(work: () => Promise<T>) => Promise<T> {
  const open = new AsyncLocalStorage<true>()
  return (work) =>
    open.getStore()
      ? Promise.reject(new Error('transactions do not nest: use the one that is open'))
      : open.run(true, work)
}
