import { createWriteStream } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { world } from './generate.ts'
import { featureCollection, LAYERS } from './geojson.ts'
import { incidentLines } from './incidentLines.ts'
import { incidents, writtenPeriod } from './incidents.ts'
import type { Scale } from './world.ts'

const SCALES: readonly Scale[] = ['kuangqu', 'yanliang', 'jincheng']
const USAGE = `Usage: npm run generate -- --scale ${SCALES.join('|')} --seed N --out DIR`

interface Order {
  readonly scale: Scale
  readonly seed: number
  readonly out: string
}

/** What the arguments ask for, or what is wrong with them. */
function orderFrom(args: readonly string[]): Order | string {
  let values: { scale?: string; seed?: string; out?: string }
  try {
    const options = { scale: { type: 'string' }, seed: { type: 'string' }, out: { type: 'string' } } as const
    values = parseArgs({ args: [...args], options }).values
  } catch (error) {
    return (error as Error).message
  }
  const scale = SCALES.find((it) => it === (values.scale ?? 'kuangqu'))
  if (!scale) return `--scale: expected one of ${SCALES.join(', ')}, found '${values.scale}'`
  const seed = Number(values.seed ?? '1')
  if (!Number.isSafeInteger(seed) || seed < 0 || values.seed === '')
    return `--seed: expected a whole number from 0, found '${values.seed}'`
  if (!values.out) return '--out: expected a directory to write to, found none'
  return { scale, seed, out: values.out }
}

const order = orderFrom(process.argv.slice(2))
if (typeof order === 'string') {
  console.error(`${order}\n${USAGE}`)
  process.exitCode = 2
} else {
  const made = world(order.scale, order.seed)
  await mkdir(order.out, { recursive: true })
  for (const layer of LAYERS) {
    const file = join(order.out, `${layer}.geojson`)
    await writeFile(file, `${JSON.stringify(featureCollection(made, layer))}\n`)
    console.log(`${file}: ${made[layer].length}`)
  }
  const file = join(order.out, 'incidents.geojson')
  let written = 0
  const counted = function* () {
    for (const one of incidents(made, order.seed, writtenPeriod(made))) {
      written++
      yield one
    }
  }
  await pipeline(Readable.from(incidentLines(made, counted())), createWriteStream(file))
  console.log(`${file}: ${written}`)
}
