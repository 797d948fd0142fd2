import type { z } from 'zod'
import { Problem } from '#contract/common.ts'

/** Why there is no answer. `code` is the server's problem code, or one of ours; it is the key of the words. */
export interface Failure {
  readonly code: string
  /** HTTP status; 0 when nothing came back. */
  readonly status: number
  readonly detail?: string
  readonly about?: Readonly<Record<string, unknown>>
}
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: Failure }

/** True where the same request may succeed later: nothing came back, or the server is busy or restarting. */
export const isPassing = ({ status }: Failure): boolean => status === 0 || status === 429 || status >= 500

const DEADLINE_MS = 20_000
/** What is drawn first may wait for others that are. */
const FILE_DEADLINE_MS = 120_000

export const refused = (failure: Failure): { ok: false; failure: Failure } => ({ ok: false, failure })

const problemOf = (status: number, body: unknown): Failure => {
  const problem = Problem.safeParse(body)
  // A proxy's own error page is not ours to quote.
  if (!problem.success) return { code: status === 401 ? 'unauthenticated' : 'server_error', status }
  const { code, detail, about } = problem.data
  return { code, status, ...(detail && { detail }), ...(about && { about }) }
}

/** What came back, checked against `schema`. */
export const answerFrom = <S extends z.ZodType>(
  schema: S,
  status: number,
  text: string,
): Answer<z.output<S>> => {
  let json: unknown = null
  try {
    json = text === '' ? null : JSON.parse(text)
  } catch {
    return refused(problemOf(status, null))
  }
  if (status < 200 || status >= 300) return refused(problemOf(status, json))
  const parsed = schema.safeParse(json)
  if (parsed.success) return { ok: true, value: parsed.data }
  return refused({ code: 'answer_malformed', status, detail: parsed.error.issues[0]?.message ?? '' })
}

/** Nothing came back. */
const silence = (error: unknown): Failure => {
  const late = error instanceof DOMException && error.name === 'TimeoutError'
  return { code: late ? 'timed_out' : 'offline', status: 0 }
}

let tellSignedOut = () => {}
/** Calls back whenever the server no longer knows who asks. */
export const whenSignedOut = (tell: () => void): void => {
  tellSignedOut = tell
}

/** One request to the API, its answer checked against `schema`. Never throws: what went wrong is a value. */
export const request = async <S extends z.ZodType>(
  schema: S,
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer<z.output<S>>> => {
  let status = 0
  try {
    const response = await fetch(`/api${path}`, {
      method,
      signal: AbortSignal.timeout(DEADLINE_MS),
      headers: {
        ...headers,
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    status = response.status
    const answer = answerFrom(schema, status, await response.text())
    if (!answer.ok && answer.failure.code === 'session_required') tellSignedOut()
    return answer
  } catch (error) {
    return refused(status === 0 ? silence(error) : problemOf(status, null))
  }
}

/** A file that the server makes, and the name that it gives it. Never throws either. */
export const file = async (path: string): Promise<Answer<{ name: string; content: Blob }>> => {
  try {
    const response = await fetch(`/api${path}`, { signal: AbortSignal.timeout(FILE_DEADLINE_MS) })
    if (!response.ok) return refused(problemOf(response.status, await response.json().catch(() => null)))
    const [, name = ''] =
      /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '') ?? []
    return { ok: true, value: { name: decodeURIComponent(name), content: await response.blob() } }
  } catch (error) {
    return refused(silence(error))
  }
}
