import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from './freePort.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The running product, started as the README says, on a port of its own. */
export interface Product {
  readonly url: string
  readonly pid: number
  /** What it printed so far. */
  readonly output: () => string
  /** Ends it with a signal and waits until it is gone. The data folder stays. */
  stop(signal?: NodeJS.Signals): Promise<void>
}

/** A new empty folder for data, and a way to remove it. */
export function dataFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'gridloom-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** Starts the server and waits until it is ready. @throws with what it printed if it ends before that */
export async function startedProduct(
  dataDir: string,
  environment: Record<string, string> = {},
): Promise<Product> {
  const port = environment.PORT ?? String(await freePort())
  let printed = ''
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
    cwd: root,
    env: {
      ...process.env,
      DATABASE_URL: '',
      ...environment,
      PORT: port,
      HOST: '127.0.0.1',
      DATA_DIR: dataDir,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  child.stdout?.on('data', (chunk) => (printed += chunk))
  child.stderr?.on('data', (chunk) => (printed += chunk))
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const url = `http://127.0.0.1:${port}`
  while (child.exitCode === null) {
    const answer = await fetch(`${url}/health/ready`).catch(() => null)
    if (answer?.ok) {
      return {
        url,
        pid: child.pid as number,
        output: () => printed,
        async stop(signal = 'SIGTERM') {
          child.kill(signal)
          await ended
        },
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`the server ended with ${child.exitCode}:\n${printed}`)
}

export interface Answer {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: what comes back is asserted field by field
  readonly body: any
  readonly ms: number
}

/** Requests as one person: keeps the session's cookie. */
export function person(url: string): (method: string, path: string, body?: unknown) => Promise<Answer> {
  let cookie = ''
  return async (method, path, body) => {
    const start = performance.now()
    const response = await fetch(url + path, {
      method,
      headers: { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const given = response.headers.get('set-cookie')
    if (given) cookie = given.split(';')[0] ?? ''
    const text = await response.text()
    const isJson = /json/.test(response.headers.get('content-type') ?? '')
    return { status: response.status, body: isJson ? JSON.parse(text) : text, ms: performance.now() - start }
  }
}
