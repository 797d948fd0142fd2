import type { Role } from '../contract/session.ts'

/** Who does it, and under which node of the tree: every transaction has one. */
export interface Actor {
  readonly user: string
  readonly role: Role | 'system'
  /** Area code, '' for the system: sees and changes what lies under it. */
  readonly scope: string
}
/** For migrations, the demo district, imports from the command line and clocks. */
export const SYSTEM: Actor = { user: 'system', role: 'system', scope: '' }

export type Row = Record<string, unknown>
export type Query = (sql: string, params?: readonly unknown[]) => Promise<Row[]>

/** One open transaction; `query` belongs to it. Statements are the same on PGlite and PostgreSQL. */
export interface Transaction {
  readonly actor: Actor
  readonly query: Query
  /** Appends rows fast (COPY or unnest); values in the order of `columns`, geometry as hex EWKB. */
  bulkLoad(table: string, columns: readonly string[], rows: readonly (readonly unknown[])[]): Promise<void>
  /**
   * After the commit, wakes who listens to `channel` in this process, with an empty payload. Other processes hear
   * nothing: unlike NOTIFY it makes no commit wait for another.
   */
  prompt(channel: string): void
}

/** An open database whose schema may not be up to date yet. */
export interface Connection {
  readonly kind: 'pglite' | 'postgres'
  /**
   * Runs `work` in one transaction as `actor` (role and scope are set in the same round trip as BEGIN) and
   * commits; a throw rolls back. Transactions do not nest. Past `deadlineMs` it is rolled back and rejected.
   */
  transaction<T>(actor: Actor, work: (tx: Transaction) => Promise<T>, deadlineMs?: number): Promise<T>
  /**
   * Runs `work` with statements of the system that are each a transaction of their own, all on one connection: a lock
   * of the session is held until `work` ends or the connection does. One that asks nothing for five seconds is ended
   * by the server, so that no process that hangs holds a lock.
   */
  session<T>(work: (query: Query) => Promise<T>): Promise<T>
  /** Payloads of NOTIFY on `channel` until the iterator is closed. */
  listen(channel: string): AsyncIterable<string>
  close(): Promise<void>
}

export interface Database extends Connection {
  /** True where the database can encode tiles itself (ST_AsMVT). */
  readonly hasMvt: boolean
}
