import { setTimeout as after } from 'node:timers/promises'
import type { z } from 'zod'
import { Problem } from '../../server/contract/common.ts'
import { Session } from '../../server/contract/session.ts'
import type { Tally } from './tally.ts'

/** How the simulator reaches a server. */
export interface Line {
  /** With scheme and port, without a path. */
  readonly to: URL
  readonly tally: Tally
  /** Ends what waits for the server; a request that is under way is answered first. */
  readonly signal: AbortSignal
}

/** What goes along: nothing with a question, and with a file its id, however often it is sent. */
type Sent = { readonly json: unknown } | { readonly file: Uint8Array<ArrayBuffer>; readonly id: string }
export type Answer<T> =
  | { readonly ok: true; readonly status: number; readonly value: T }
  | { readonly ok: false; readonly status: number; readonly code: string }

const DEADLINE_MS = 20_000
const FIRST_WAIT_MS = 250
const LONGEST_WAIT_MS = 2000
/** Too many requests, and a server that is away, starts, or is busy: the same may succeed later. */
const PASSING = [429, 502, 503, 504]

/** Somebody with an account on the server. */
export class Account {
  readonly #line: Line
  readonly #credentials: { readonly user: string; readonly password: string }
  #cookie = ''

  constructor(line: Line, user: string, password: string) {
    this.#line = line
    this.#credentials = { user, password }
  }

  signIn(): Promise<Answer<Session>> {
    return this.#asked(Session, '/api/session', { json: this.#credentials })
  }

  /**
   * Asks until there is an answer, however long the server is away; a session that has ended begins anew.
   * @throws when it is stopped while it waits.
   */
  async ask<S extends z.ZodType>(schema: S, path: string, sent?: Sent): Promise<Answer<z.output<S>>> {
    const answer = await this.#asked(schema, path, sent)
    if (answer.ok || answer.status !== 401) return answer
    const signedIn = await this.signIn()
    return signedIn.ok ? this.#asked(schema, path, sent) : signedIn
  }

  async #asked<S extends z.ZodType>(
    schema: S,
    path: string,
    sent: Sent | undefined,
  ): Promise<Answer<z.output<S>>> {
    const { tally, signal } = this.#line
    for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS)) {
      const answer = await this.#once(path, sent)
      if (typeof answer !== 'string') {
        const { status, json } = answer
        if (status >= 400)
          return { ok: false, status, code: Problem.safeParse(json).data?.code ?? `status_${status}` }
        const { data } = schema.safeParse(json)
        return data === undefined
          ? { ok: false, status, code: 'answer_malformed' }
          : { ok: true, status, value: data }
      }
      tally.trouble = answer
      tally.waiting++
      await after(waitMs, null, { signal }).finally(() => tally.waiting--)
    }
  }

  /** What came back, or why nothing did that could be gone by. */
  async #once(path: string, sent: Sent | undefined): Promise<{ status: number; json: unknown } | string> {
    const { to, tally } = this.#line
    const start = performance.now()
    try {
      const response = await fetch(new URL(path, to), {
        ...requestOf(sent, this.#cookie),
        signal: AbortSignal.timeout(DEADLINE_MS),
      })
      const text = await response.text()
      const given = response.headers.get('set-cookie')
      if (given) this.#cookie = given.split(';')[0] ?? ''
      if (PASSING.includes(response.status)) return `status ${response.status}`
      tally.answered(performance.now() - start)
      return { status: response.status, json: jsonIn(text) }
    } catch (error) {
      const { name, message, cause } = error as Error
      return name === 'TimeoutError' ? 'no answer' : ((cause as NodeJS.ErrnoException)?.code ?? message)
    }
  }
}

function requestOf(sent: Sent | undefined, cookie: string): RequestInit {
  if (sent === undefined) return { headers: { cookie } }
  if ('json' in sent)
    return {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify(sent.json),
    }
  return {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/octet-stream', 'idempotency-key': sent.id },
    body: sent.file,
  }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
