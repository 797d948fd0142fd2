import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { world } from '../data/generate.ts'
import { incidents, usualPeriod } from '../data/incidents.ts'
import { buildApp } from './app.ts'
import { builtClient } from './clientBuild.ts'
import { type Config, configFrom } from './config.ts'
import type { Database } from './db/database.ts'
import { openDatabase } from './db/open.ts'
import { importCommand } from './importCommand.ts'
import { LiveFeed } from './live/liveFeed.ts'
import { PlanFeed } from './live/planFeed.ts'
import { preparing } from './preparing.ts'
import type { App } from './routes/services.ts'
import { stagesOf } from './stages.ts'
import { Attempts } from './usecases/attempts.ts'
import { PlanStates } from './usecases/planStates.ts'
import { prepare } from './usecases/prepare.ts'
import { Stamps } from './usecases/stamps.ts'

const DEMO_SEED = 1
/** For so long, until the first start, cases have been reported. */
const DEMO_DAYS = 60
const REQUEST_TIMEOUT_MS = 30_000
const HEARTBEAT_MS = 15_000
const SHUTDOWN_MS = 10_000

/** The address is taken first and answers "not ready" until the rest is: a port in use is known at once. */
async function start(config: Config): Promise<void> {
  const stage = stagesOf(3, console.log)
  let answer: RequestListener = preparing
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS }, (request, response) =>
    answer(request, response),
  )
  const url = await listening(server, config)

  const [clientFolder, database] = await Promise.all([
    stage('client', builtClient),
    stage('database', (progress) =>
      openDatabase({ url: config.databaseUrl, dataDir: config.dataDir }, progress),
    ),
  ])
  const answered = await stage('district', (progress) =>
    prepare(
      database,
      config.demo,
      () => world('kuangqu', DEMO_SEED),
      progress,
      (made) => incidents(made, DEMO_SEED, usualPeriod(made, DEMO_DAYS, Date.now())),
    ),
  )
  if (!answered.ok) {
    await database.close()
    throw new Error(
      'the database holds the demo with its known passwords; choose an empty one, or leave DEMO=0 out',
    )
  }
  const { guest, setupToken, installation } = answered.prepared

  const app = await buildApp({
    database,
    timeZone: config.timeZone,
    attempts: new Attempts(),
    states: new PlanStates(config.timeZone),
    stamps: new Stamps(database),
    planFeed: new PlanFeed(database),
    liveFeed: await LiveFeed.opened(database),
    heartbeatMs: HEARTBEAT_MS,
    installation,
    guest,
    secureCookie: !config.isLoopback,
    clientFolder,
    logs: true,
  })
  await app.ready()
  answer = app.routing
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => shutDown(server, app, database))

  if (!config.databaseUrl)
    console.log(
      'The embedded database is for trying, training and one desk; for more set DATABASE_URL (README).',
    )
  if (setupToken) console.log(`Make the first account: ${url}/setup?token=${setupToken}`)
  console.log(`织网 Gridloom → ${url} · ${modeOf(config, guest !== null)}`)
}

const modeOf = ({ databaseUrl, dataDir }: Config, isDemo: boolean): string =>
  [
    databaseUrl ? `PostgreSQL at ${new URL(databaseUrl).host}` : `embedded database in ${dataDir}`,
    ...(isDemo ? ['demo 演示数据: sign in as planner, password demo'] : []),
  ].join(' · ')

/** Listens, and answers with the address to open. */
function listening(server: Server, { host, port }: Config): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      const { port: taken } = server.address() as AddressInfo
      resolve(`http://${host.includes(':') ? `[${host}]` : host}:${taken}`)
    })
  })
}

/** Ends the live streams, lets what else is under way finish, then closes the database; after ten seconds it ends anyway. */
async function shutDown(server: Server, app: App, database: Database): Promise<void> {
  setTimeout(() => process.exit(1), SHUTDOWN_MS).unref()
  const closed = new Promise((resolve) => server.close(resolve))
  server.closeIdleConnections()
  await app.close()
  await closed
  await database.close()
  process.exit(0)
}

/** One line that says what to do, for whatever a person can mend; anything else with its stack. */
function complaintAbout(error: unknown, config: Config): string {
  const { code, message, stack, name } = error as NodeJS.ErrnoException
  if (code === 'EADDRINUSE') return `PORT=${config.port} is in use; stop what uses it, or choose another PORT`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EACCES')
    return `cannot listen at HOST=${config.host} PORT=${config.port}: ${message}`
  if (name === 'FolderInUse' || name === 'DoesNotOpen') return message
  if (config.databaseUrl && (code === 'ECONNREFUSED' || code === 'ETIMEDOUT'))
    return `DATABASE_URL: no answer from ${new URL(config.databaseUrl).host}`
  return stack ?? message
}

function stop(complaints: readonly string[]): never {
  for (const complaint of complaints) console.error(complaint)
  process.exit(1)
}

const read = configFrom(process.env)
if (!read.ok) stop(read.complaints)
const [command, ...args] = process.argv.slice(2)
if (command === 'import')
  process.exitCode = await importCommand(args, {
    url: read.config.databaseUrl,
    dataDir: read.config.dataDir,
  }).catch((error) => stop([complaintAbout(error, read.config)]))
else await start(read.config).catch((error) => stop([complaintAbout(error, read.config)]))
