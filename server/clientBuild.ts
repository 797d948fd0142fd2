import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const FOLDER = join(ROOT, '.build/client')
/** The highest that does not take longer than the build itself. */
const BROTLI_LEVEL = 9
/** Everything that the built client depends on. */
const SOURCES = ['client', 'server/core', 'server/contract', 'vite.config.ts', 'package-lock.json']

/**
 * The folder of the built client; builds it first when a source changed since (about 10 s). If it does not build,
 * says why and answers null: the API is then served alone.
 */
export async function builtClient(progress: (what: string) => void): Promise<string | null> {
  const fingerprint = await fingerprintOf(SOURCES)
  const mark = join(FOLDER, 'sources.sha256')
  const built = existsSync(mark) ? await readFile(mark, 'utf8') : undefined
  if (built === fingerprint) return FOLDER
  progress('building the client')
  try {
    await viteBuild()
    await compressed(join(FOLDER, 'assets'))
  } catch (error) {
    progress(`no console, the API alone: ${error instanceof Error ? error.message : error}`)
    return null
  }
  await writeFile(mark, fingerprint)
  return FOLDER
}

/** Vite in a process of its own: it would hold up everything else for seconds. */
function viteBuild(): Promise<void> {
  const vite = fileURLToPath(new URL('bin/vite.js', import.meta.resolve('vite/package.json')))
  const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: ROOT })
  let output = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
  })
  child.stderr.on('data', (chunk) => {
    output += chunk
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`the client does not build:\n${output}`)),
    )
  })
}

/** Beside each file a smaller copy for whoever takes it, made once instead of at every request. */
async function compressed(folder: string): Promise<void> {
  const files = await readdir(folder)
  await Promise.all(
    files.map(async (file) => {
      const content = await readFile(join(folder, file))
      const params = { [constants.BROTLI_PARAM_QUALITY]: BROTLI_LEVEL }
      await writeFile(join(folder, `${file}.br`), await promisify(brotliCompress)(content, { params }))
      await writeFile(join(folder, `${file}.gz`), await promisify(gzip)(content))
    }),
  )
}

async function fingerprintOf(sources: readonly string[]): Promise<string> {
  const hash = createHash('sha256')
  for (const source of sources)
    for (const file of await filesUnder(source)) hash.update(file).update(await readFile(join(ROOT, file)))
  return hash.digest('hex')
}

async function filesUnder(source: string): Promise<string[]> {
  const entries = await readdir(join(ROOT, source), { withFileTypes: true, recursive: true }).catch(
    () => undefined,
  )
  if (!entries) return [source]
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length))
    .sort()
}
