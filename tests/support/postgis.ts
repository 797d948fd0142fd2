import { spawn } from 'node:child_process'
import { openDatabase } from '../../server/db/open.ts'
import { databaseOn, givenServer, privateServer } from './postgisServer.ts'
import { TEMPLATE } from './template.ts'

/**
 * `npm run test:postgis [-- PATH …]`: the database, API and live tests on real PostGIS, on the server that DATABASE_URL
 * names or on a private one that lives as long as the run, started from the installed binaries.
 */
const TESTS = ['tests/db', 'tests/usecases', 'tests/routes', 'tests/contract', 'tests/live']

function vitest(url: string): Promise<number> {
  const child = spawn(
    'npx',
    ['vitest', 'run', ...(args.some((arg) => !arg.startsWith('-')) ? [] : TESTS), ...args],
    {
      stdio: 'inherit',
      env: { ...process.env, TEST_DATABASE_URL: url },
    },
  )
  return new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)))
}

const args = process.argv.slice(2)
const given = process.env.DATABASE_URL
const server = given ? await givenServer(given) : await privateServer()
try {
  const template = await openDatabase({ url: databaseOn(server.url, TEMPLATE), dataDir: '' })
  await template.close()
  process.exitCode = await vitest(server.url)
} finally {
  server.stop()
}
