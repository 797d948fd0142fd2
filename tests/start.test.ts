import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { removeFolder, temporaryFolder } from './support/folders.ts'

let dataDir: string
const running = new Set<ChildProcess>()
beforeAll(async () => {
  dataDir = await temporaryFolder()
})
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL')
  await removeFolder(dataDir)
})

interface Server {
  /** Waits until it has printed this. */
  says(text: string): Promise<void>
  readonly printed: string
  stop(): void
  readonly ended: Promise<number | null>
}

/** The server as `npm start` runs it. */
function started(environment: Record<string, string>): Server {
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: dataDir, PORT: '0', ...environment },
  })
  running.add(child)
  let printed = ''
  let heard = () => {}
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      printed += chunk
      heard()
    })
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  ended.then(() => running.delete(child))
  return {
    async says(text) {
      while (!printed.includes(text)) {
        const more = new Promise<void>((resolve) => {
          heard = resolve
        })
        const stopped = await Promise.race([more.then(() => false), ended.then(() => true)])
        if (stopped && !printed.includes(text)) throw new Error(`ended without saying '${text}':\n${printed}`)
      }
    },
    get printed() {
      return printed
    },
    stop: () => child.kill('SIGTERM'),
    ended,
  }
}

const addressIn = (printed: string): string => /→ (http:\S+)/.exec(printed)?.[1] ?? ''

test('from an empty folder to an answering server, and a clean end', async () => {
  const server = started({})
  await server.says('织网 Gridloom →')
  const url = addressIn(server.printed)
  expect(server.printed).toMatch(/3\/3 district · ready in/)
  expect((await fetch(`${url}/health/ready`)).status).toBe(200)
  const grids = (await (await fetch(`${url}/api/grids`)).json()) as unknown[]
  expect(grids).toHaveLength(342)

  const port = new URL(url).port
  const second = started({ PORT: port })
  expect(await second.ended).toBe(1)
  expect(second.printed).toContain(`PORT=${port} is in use`)
  const third = started({})
  expect(await third.ended).toBe(1)
  expect(third.printed).toContain(`${dataDir} is in use by process`)

  server.stop()
  expect(await server.ended).toBe(0)
  expect(existsSync(join(dataDir, 'lock'))).toBe(false)

  const again = started({})
  await again.says('织网 Gridloom →')
  expect(again.printed).not.toContain('making the demo district')
  again.stop()
  expect(await again.ended).toBe(0)
})

test('a demo database is not served as a real one', async () => {
  const server = started({ DEMO: '0' })
  expect(await server.ended).toBe(1)
  expect(server.printed).toContain('known passwords')
})

test('without the demo it prints a link with which the first account is made', async () => {
  const empty = await temporaryFolder()
  const server = started({ DATA_DIR: empty, DEMO: '0' })
  await server.says('织网 Gridloom →')
  expect(server.printed).toMatch(/\/setup\?token=[\w-]{32}/)
  const answer = await fetch(`${addressIn(server.printed)}/api/grids`)
  expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([401, 'session_required'])
  server.stop()
  expect(await server.ended).toBe(0)
  await removeFolder(empty)
})

test('an environment that cannot be, and a server that is not there, are said in one line', async () => {
  const bad = started({ PORT: 'x' })
  expect(await bad.ended).toBe(1)
  expect(bad.printed.trim()).toBe('PORT=x: expected 0 to 65535')
  const absent = started({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing' })
  expect(await absent.ended).toBe(1)
  expect(absent.printed).toContain('DATABASE_URL: no answer from 127.0.0.1:1')
})
