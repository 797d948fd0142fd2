/** `npm run bench [-- NAME] [--json FILE]`: every bench, or one; a table with each figure beside its comparison. */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { alignments } from './alignment.ts'
import { api } from './api.ts'
import { core } from './core.ts'
import { incidents } from './incidents.ts'
import { live } from './live.ts'
import { preview } from './preview.ts'
import { rebalance } from './rebalance.ts'
import { rebalanceApi } from './rebalanceApi.ts'
import { rebalanceDistrict } from './rebalanceDistrict.ts'
import type { Bench, BenchRow } from './row.ts'
import { tiles } from './tiles.ts'
import { together } from './together.ts'

const benches: Record<string, Bench> = {
  core,
  api,
  tiles,
  preview,
  together,
  rebalance,
  rebalanceApi,
  rebalanceDistrict,
  live,
  incidents,
  alignment: alignments,
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'string' } } })
const unknown = positionals.filter((name) => !(name in benches))
if (unknown.length > 0)
  throw new Error(`no bench ${unknown.join(', ')}; there is: ${Object.keys(benches).join(', ')}`)

const results: (BenchRow & { bench: string })[] = []
for (const name of positionals.length > 0 ? positionals : Object.keys(benches)) {
  console.log(`bench ${name} …`)
  for (const row of (await benches[name]?.()) ?? []) results.push({ bench: name, ...row })
}
console.table(
  results.map(({ bench, measure, value, unit, comparison, met }) => ({
    bench,
    measure,
    figure: `${value.toPrecision(3)} ${unit}`,
    comparison,
    met: met ? 'yes' : 'NO',
  })),
)
if (values.json) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`)
