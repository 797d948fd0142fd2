import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { cp, mkdir, readdir, readFile, rename } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { openDatabase } from '../../server/db/open.ts'
import { removeFolder } from './folders.ts'

const KEPT = fileURLToPath(new URL('../../.build/test-databases/', import.meta.url))
const MIGRATIONS = new URL('../../server/db/migrations/', import.meta.url)
const INSTALLED = new URL('../../node_modules/.package-lock.json', import.meta.url)

/**
 * Fills a folder with an embedded database that has an up-to-date schema and no rows: a copy of one that is made once
 * for these migrations and these packages, which takes half the time of making it.
 */
export async function copyEmptyDatabase(folder: string): Promise<void> {
  const template = `${KEPT}${await version()}`
  if (!existsSync(template)) await make(template)
  await cp(template, folder, { recursive: true })
}

async function version(): Promise<string> {
  const files = (await readdir(MIGRATIONS)).sort().map((name) => new URL(name, MIGRATIONS))
  const hash = createHash('sha256')
  for (const file of [...files, INSTALLED]) hash.update(await readFile(file))
  return hash.digest('hex').slice(0, 16)
}

/** Made aside and moved to its place at once: two test files may be at it at the same time, and one is enough. */
async function make(template: string): Promise<void> {
  const aside = `${template}-${process.pid}-${Date.now()}`
  await mkdir(KEPT, { recursive: true })
  const database = await openDatabase({ dataDir: aside })
  await database.close()
  // Of other migrations or packages, nobody asks again.
  for (const name of await readdir(KEPT))
    if (!`${KEPT}${name}`.startsWith(template)) await removeFolder(`${KEPT}${name}`)
  try {
    await rename(aside, template)
  } catch (error) {
    if (!existsSync(template)) throw error
    await removeFolder(aside)
  }
}
