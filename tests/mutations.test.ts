import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { plantedFaults } from './support/plantedFaults.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url))
const config = fileURLToPath(new URL('support/planted.config.ts', import.meta.url))

/** The tests that a fault is planted for. */
const FILES = [
  ...['plan/assignRegion', 'plan/boundaries', 'plan/commands.property', 'plan/onBeats'],
  ...['plan/onBeats.property', 'beat/alignment'],
].map((name) => `tests/core/${name}.test.ts`)
/** Enough to find every fault of the list; whether each command is worth asking takes more. */
const SEQUENCES = 80
const NOT_THE_TALLY = '^(?!of every command)'

interface Run {
  readonly passed: readonly string[]
  readonly failed: readonly string[]
}

/** Any of these tests, by their names. */
const oneOf = (names: readonly string[]): string =>
  names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')

/** Runs tests in a process of their own, with a fault in the sources or none. */
function testsWith(wanted: string, fault?: string): Promise<Run> {
  const args = ['run', '--config', config, '--reporter', 'json', '-t', wanted, ...FILES]
  const env = { ...process.env, FAULT: fault ?? '', SEQUENCES: String(SEQUENCES), SEED: '' }
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [vitest, ...args], { cwd: root, env, maxBuffer: 1e8 }, (_, stdout, stderr) => {
      const start = stdout.indexOf('{"numTotalTestSuites"')
      if (start < 0) return reject(new Error(`no report of the tests:\n${stdout}\n${stderr}`))
      const { testResults } = JSON.parse(stdout.slice(start)) as {
        testResults: { message: string; assertionResults: { title: string; status: string }[] }[]
      }
      const unread = testResults.find(({ assertionResults }) => assertionResults.length === 0)
      if (unread) return reject(new Error(`a file of tests could not be run: ${unread.message}`))
      const titles = (wanted: string) =>
        testResults
          .flatMap(({ assertionResults }) => assertionResults)
          .filter(({ status }) => status === wanted)
          .map(({ title }) => title)
      resolve({ passed: titles('passed'), failed: titles('failed') })
    })
  })
}

test('without a fault every one of these tests passes', async () => {
  const { passed, failed } = await testsWith(NOT_THE_TALLY)
  expect(failed).toEqual([])
  for (const name of Object.values(plantedFaults).flatMap(({ foundBy }) => foundBy))
    expect(passed).toContain(name)
})

for (const [name, { edits, foundBy }] of Object.entries(plantedFaults))
  test(`a fault is found: ${name}`, async () => {
    for (const { file, from } of edits)
      expect(readFileSync(root + file, 'utf8').split(from), `once in ${file}: ${from}`).toHaveLength(2)
    expect((await testsWith(oneOf(foundBy), name)).failed).toEqual(expect.arrayContaining([...foundBy]))
  })
