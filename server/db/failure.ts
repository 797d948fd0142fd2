/** The transaction took longer than its deadline; it was rolled back. */
export class DeadlineExceeded extends Error {
  readonly deadlineMs: number
  constructor(deadlineMs: number) {
    super(`transaction exceeded its deadline of ${deadlineMs} ms`)
    this.name = 'DeadlineExceeded'
    this.deadlineMs = deadlineMs
  }
}

/** The five characters by which both databases name an error ('23505': unique violation), or undefined. */
export function sqlState(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  return typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code) ? error.code : undefined
}

/** Another transaction holds the rows: lock_timeout, deadlock, or a cancelled statement. Worth trying again. */
export const isContention = (error: unknown): boolean =>
  ['55P03', '40P01', '40001', '57014'].includes(sqlState(error) ?? '')

/** There is no database to ask: the server is down, starting or stopping. */
export function isUnreachable(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return /^(ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENOTFOUND|08...|57P0.)$/.test(code)
}
