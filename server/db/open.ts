import { type Database, SYSTEM, type Transaction } from './database.ts'
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
  const connection = where.url ? await openPostgres(where.url) : await openEmbedded(where.dataDir, progress)
  try {
    const applied = await migrate(connection)
    if (applied.length > 0) progress(`schema brought to ${applied.at(-1)}`)
    return { ...connection, hasMvt: await connection.transaction(SYSTEM, hasMvt) }
  } catch (error) {
    await connection.close()
    throw error
  }
}

/** PGlite's PostGIS is built without the library that ST_AsMVT needs. */
const hasMvt = async (tx: Transaction): Promise<boolean> =>
  (await tx.query('select postgis_libprotobuf_version() is not null as found'))[0]?.found === true
