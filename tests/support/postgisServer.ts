import { execFileSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { freePort } from './freePort.ts'
import { TEMPLATE } from './template.ts'

/** The private server's tests run as this role: an owner, not a superuser, so that row level security holds. */
const OWNER = 'gridloom'

export interface Server {
  readonly url: string
  stop(): void
}

export interface PrivateServer extends Server {
  /** As after a crash: every connection is lost, what was committed is not. */
  restart(): void
}

/** A server of its own from the installed binaries, with a template database; gone when it is stopped. */
export async function privateServer(): Promise<PrivateServer> {
  const bin = installedBinaries()
  const folder = mkdtempSync(join(tmpdir(), 'gridloom-postgis-'))
  const port = await freePort()
  // PostgreSQL refuses to run as root.
  const account = process.getuid?.() === 0 ? accountOf('postgres') : undefined
  if (account) chownSync(folder, account.uid, account.gid)
  const run = (program: string, ...args: string[]) =>
    execFileSync(join(bin, program), args, {
      ...account,
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
    })

  const data = join(folder, 'data')
  run(
    'initdb',
    '--pgdata',
    data,
    '--username',
    'postgres',
    '--auth',
    'trust',
    '--encoding',
    'UTF8',
    '--locale',
    'C.UTF-8',
  )
  const settings = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off`
  const start = () =>
    run('pg_ctl', '--pgdata', data, '--options', settings, '--log', join(folder, 'log'), '--wait', 'start')
  const stop = () => run('pg_ctl', '--pgdata', data, '--mode', 'immediate', 'stop')
  start()
  const admin = `postgres://postgres@127.0.0.1:${port}/postgres`
  await ask(admin, `create role ${OWNER} login createrole createdb`)
  await ask(admin, `create database ${TEMPLATE} owner ${OWNER}`)
  await ask(
    databaseOn(admin, TEMPLATE),
    'create extension postgis; alter function geometry_overlaps(geometry, geometry) leakproof',
  )
  return {
    url: `postgres://${OWNER}@127.0.0.1:${port}/postgres`,
    restart() {
      stop()
      start()
    },
    stop() {
      stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A server that runs already; its template database is made anew. */
export async function givenServer(url: string): Promise<Server> {
  await ask(url, `drop database if exists ${TEMPLATE} with (force)`)
  await ask(url, `create database ${TEMPLATE}`)
  return { url, stop() {} }
}

function installedBinaries(): string {
  const root = '/usr/lib/postgresql'
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : []
  const bin = versions
    .map((version) => join(root, version, 'bin'))
    .find((path) => existsSync(join(path, 'initdb')))
  if (!bin)
    throw new Error(
      'no PostgreSQL is installed: apt-get install postgresql-15-postgis-3, or set DATABASE_URL',
    )
  return bin
}

function accountOf(name: string): { uid: number; gid: number } {
  const id = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

async function ask(url: string, sql: string): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  await client.query(sql).finally(() => client.end())
}

export function databaseOn(url: string, name: string): string {
  const other = new URL(url)
  other.pathname = name
  return other.href
}
