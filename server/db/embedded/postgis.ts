import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { gunzipSync, gzipSync } from 'node:zlib'
import { type Extension, PGlite } from '@electric-sql/pglite'

/**
 * The embedded database in the form it starts quickly in. The stock PostGIS bundle holds raster, topology and a
 * geocoder, and CREATE EXTENSION runs 43,000 lines of SQL; together 17 CPU seconds and 1 GB at every first start.
 * Made once per installation and again when a version changes: a bundle of the four files that are used, and a
 * snapshot of an empty database taken after CREATE EXTENSION.
 */
export interface EmbeddedParts {
  /** A gzipped tar with PostGIS itself. */
  readonly bundle: string
  /** A gzipped data folder in which PostGIS is installed. */
  readonly base: string
}

const KEPT = [
  'lib/postgresql/postgis-3.so',
  'share/postgresql/extension/postgis.control',
  'share/postgresql/extension/postgis--3.6.2.sql',
  'share/proj/proj.db',
]

const CACHE = fileURLToPath(new URL('../../../.build/postgis', import.meta.url))

/** Where the parts are; makes them first if they are missing (about 10 s). */
export async function embeddedParts(progress: (what: string) => void = () => {}): Promise<EmbeddedParts> {
  const folder = join(CACHE, await fingerprint())
  const parts = { bundle: join(folder, 'postgis.tar.gz'), base: join(folder, 'base.tar.gz') }
  if (!(await exists(parts.base))) {
    progress('making the embedded PostGIS, once per installation')
    await mkdir(folder, { recursive: true })
    await writeWhole(parts.bundle, gzipSync(slimmed(gunzipSync(await readFile(stockBundle())))))
    await writeWhole(parts.base, await baseWith(parts.bundle))
  }
  return parts
}

/** PostGIS as PGlite loads it, from the slim bundle. */
export const postgisFrom = (bundle: string): Extension => ({
  name: 'postgis',
  setup: async (_database, emscriptenOpts) => {
    emscriptenOpts.PGLITE_ENV.PROJ_DATA = '/pglite/share/proj'
    return { emscriptenOpts, bundlePath: pathToFileURL(bundle) }
  },
})

async function baseWith(bundle: string): Promise<Buffer> {
  const database = await PGlite.create({ extensions: { postgis: postgisFrom(bundle) } })
  await database.exec('create extension postgis; checkpoint')
  const dump = await database.dumpDataDir('gzip')
  await database.close()
  return Buffer.from(await dump.arrayBuffer())
}

const TAR_BLOCK = 512

/** The entries of `tar` that are kept, copied with their headers. */
function slimmed(tar: Buffer): Buffer {
  const entries: Buffer[] = []
  for (let at = 0; at + TAR_BLOCK <= tar.length && tar[at] !== 0; ) {
    const name = tar.toString('latin1', at, tar.indexOf(0, at))
    const size = Number.parseInt(tar.toString('latin1', at + 124, at + 135), 8)
    const end = at + TAR_BLOCK + Math.ceil(size / TAR_BLOCK) * TAR_BLOCK
    if (KEPT.some((kept) => name.endsWith(kept))) entries.push(tar.subarray(at, end))
    at = end
  }
  if (entries.length !== KEPT.length)
    throw new Error(`expected ${KEPT.length} files in the PostGIS bundle, found ${entries.length}`)
  return Buffer.concat([...entries, Buffer.alloc(2 * TAR_BLOCK)])
}

const stockBundle = (): URL => new URL('postgis.tar.gz', import.meta.resolve('@electric-sql/pglite-postgis'))

/** Names the versions that the parts were made from, and this recipe. */
async function fingerprint(): Promise<string> {
  const hash = createHash('sha256').update(KEPT.join())
  for (const name of ['@electric-sql/pglite', '@electric-sql/pglite-postgis'])
    hash.update(await readFile(new URL('../package.json', import.meta.resolve(name))))
  return hash.digest('hex').slice(0, 12)
}

/** Two processes may make the parts at once: whoever comes last replaces a whole file by an equal one. */
async function writeWhole(path: string, content: Buffer): Promise<void> {
  const draft = `${path}.${process.pid}`
  await writeFile(draft, content)
  await rename(draft, path)
}

const exists = (path: string): Promise<boolean> =>
  readFile(path).then(
    () => true,
    () => false,
  )
