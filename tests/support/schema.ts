import { writeFile } from 'node:fs/promises'
import { catalogue } from '../../server/db/catalogue.ts'
import { SYSTEM } from '../../server/db/database.ts'
import { openDatabase } from '../../server/db/open.ts'
import { removeFolder, temporaryFolder } from './folders.ts'

/** `npm run schema`: writes server/db/schema.sql as the migrations make it. */
const dataDir = await temporaryFolder()
const database = await openDatabase({ dataDir })
await writeFile(
  new URL('../../server/db/schema.sql', import.meta.url),
  await database.transaction(SYSTEM, catalogue),
)
await database.close()
await removeFolder(dataDir)
