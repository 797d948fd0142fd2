import { readFileSync, statSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { SYSTEM } from './db/database.ts'
import { openDatabase, type Where } from './db/open.ts'
import { MOST_BYTES } from './import/geojson.ts'
import { isClean, reportLines } from './import/report.ts'
import {
  IMPORT_LAYERS,
  type ImportLayer,
  type ImportOutcome,
  type ImportRequest,
  importLayer,
} from './usecases/importLayer.ts'

const USAGE = `npm run import -- LAYER FILE --crs CRS [--dry-run] [--confirm] [--community CODE:NAME] [--tolerance METRES]

  LAYER        ${IMPORT_LAYERS.join(', ')}
  FILE         GeoJSON, a FeatureCollection, at most 50 MiB
  --crs        EPSG:4326, EPSG:4490, EPSG:4534 … EPSG:4554, GCJ-02 or BD-09: as declared by whoever gave the file
  --dry-run    only say what was found
  --confirm    store what can be stored although rows are refused or places are doubtful
  --community  the 12 digits and the name of the community of grids that name none
  --tolerance  how far apart two edges may lie and still be the same edge; 1 if left out`

interface Options {
  readonly file: string
  readonly dryRun: boolean
  readonly request: Omit<ImportRequest, 'text' | 'store'>
  readonly confirmed: boolean
}

/** The exit code: 0 stored (or only looked at), 1 refused, 2 waiting for a confirmation. */
export async function importCommand(args: readonly string[], where: Where): Promise<0 | 1 | 2> {
  const options = optionsFrom(args)
  if (typeof options === 'string') {
    console.error(`${options}\n\n${USAGE}`)
    return 1
  }
  const text = textOf(options.file)
  if (text === null) return 1
  const database = await openDatabase(where, (what) => console.log(what))
  try {
    const run = (store: ImportRequest['store']) =>
      importLayer(database, SYSTEM, { ...options.request, text, store })
    const outcome = await run(options.dryRun ? 'report' : options.confirmed ? 'confirmed' : 'clean')
    if (!shown(outcome)) return 1
    if (options.dryRun || outcome.stored) {
      console.log(outcome.stored ? 'Stored.' : 'Nothing was stored: --dry-run.')
      return 0
    }
    if (outcome.report.accepted === 0) {
      console.log('Nothing was stored: there is nothing that can be.')
      return 1
    }
    if (!isClean(outcome.report) && (await confirmedByHand(outcome.report.accepted))) {
      await run('confirmed')
      console.log('Stored.')
      return 0
    }
    console.log('Nothing was stored. Mend the file, or say --confirm to store what can be stored.')
    return 2
  } finally {
    await database.close()
  }
}

function shown(outcome: ImportOutcome): outcome is Extract<ImportOutcome, { ok: true }> {
  if (outcome.ok) console.log(reportLines(outcome.report).join('\n'))
  else if (outcome.code === 'crs_unknown')
    console.error(`crs_unknown: the --crs is not one of those accepted\n\n${USAGE}`)
  else console.error('not_geojson: the file is not a GeoJSON FeatureCollection')
  return outcome.ok
}

function optionsFrom(args: readonly string[]): Options | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        crs: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        confirm: { type: 'boolean', default: false },
        community: { type: 'string' },
        tolerance: { type: 'string', default: '1' },
      },
    })
    const [layer, file, ...more] = positionals
    if (!IMPORT_LAYERS.includes(layer as ImportLayer)) return `layer_unknown: no layer ${layer ?? ''}`
    if (!file || more.length > 0) return 'file_missing: expected one file'
    if (!values.crs) return 'crs_missing: a file must name its CRS; it is never guessed'
    const community = /^(\d{12})(?::(.+))?$/.exec(values.community ?? '')
    if (values.community !== undefined && !community)
      return `community_malformed: expected 12 digits and a name, found ${values.community}`
    const toleranceM = Number(values.tolerance)
    if (!(toleranceM > 0 && toleranceM <= 50))
      return 'tolerance_malformed: expected more than 0 and at most 50 m'
    return {
      file,
      dryRun: values['dry-run'],
      confirmed: values.confirm,
      request: {
        layer: layer as ImportLayer,
        crs: values.crs,
        toleranceM,
        community: community ? { code: community[1] as string, name: community[2] ?? '导入社区' } : undefined,
      },
    }
  } catch (error) {
    return (error as Error).message
  }
}

function textOf(file: string): string | null {
  try {
    const { size } = statSync(file)
    if (size > MOST_BYTES) {
      console.error(`file_too_large: ${file} has ${Math.ceil(size / 2 ** 20)} MiB, at most 50 can be read`)
      return null
    }
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file))
  } catch (error) {
    console.error(`file_unreadable: ${file}: ${(error as Error).message}`)
    return null
  }
}

async function confirmedByHand(accepted: number): Promise<boolean> {
  if (!process.stdin.isTTY) return false
  const prompt = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await prompt.question(`Store the ${accepted} features that can be stored? [y/N] `)
  prompt.close()
  return /^y(es)?$/i.test(answer.trim())
}
