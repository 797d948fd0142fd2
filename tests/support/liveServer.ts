import { openDatabase } from '../../server/db/open.ts'
import { liveApp } from './liveApp.ts'

/** `node liveServer.ts URL`: the API over a database, in a process of its own; prints its address when it listens. */
const app = await liveApp(await openDatabase({ url: process.argv[2], dataDir: '' }), 500)
console.log(await app.listen({ port: 0, host: '127.0.0.1' }))
