import type { Database } from './database.ts'
import { openEmbedded } from './embedded/embedded.ts'
import { migrate } from './migrate.ts'
import { openPostgres } from './postgres.ts'

export interface Where {
  /** A PostgreSQL server; without it the embedded database in `dataDir`. */
  readonly url?: string | undefined
  readonly dataDir: string
}

/** Opens the database, with its schema brought up to date. @throws if it cannot be opened or reached. */
export async function openDatabase(
  where: Where,
  progress: (what: string) => void = () => {},
): Promise<Database> {
  const database = where.url ? await openPostgres(where.url) : await openEmbedded(where.dataDir, progress)
  try {
    const applied = await migrate(database)
    if (applied.length > 0) progress(`schema brought to ${applied.at(-1)}`)
    return database
  } catch (error) {
    await database.close()
    throw error
  }
}
