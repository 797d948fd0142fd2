import { connect } from 'node:net'
import { quantile } from './row.ts'

/** What so many clients heard since they were told to start. */
export interface ClientsReport {
  readonly received: number
  readonly p50: number
  readonly p99: number
}

/** `liveClients.ts PORT COUNT`, forked: clients of the live stream in a process of their own. */
const [port, count] = process.argv.slice(2).map(Number)
const SENT_AT = Buffer.from('"sentAt":')
const DIGITS = 13
let latencies: number[] = []

const clients = Array.from({ length: count ?? 0 }, () => {
  const client = connect(port ?? 0, '127.0.0.1')
  client.write('GET /api/live HTTP/1.1\r\nhost: localhost\r\n\r\n')
  /** What of an event may have come with the chunk before. */
  let rest = Buffer.alloc(0)
  return new Promise<void>((ready) => {
    client.on('data', (chunk: Buffer) => {
      ready()
      const now = Date.now()
      const text = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
      let end = 0
      for (;;) {
        const at = text.indexOf(SENT_AT, end)
        if (at < 0 || at + SENT_AT.length + DIGITS > text.length) break
        end = at + SENT_AT.length + DIGITS
        latencies.push(now - Number(text.toString('latin1', at + SENT_AT.length, end)))
      }
      rest = Buffer.from(text.subarray(Math.max(end, text.length - SENT_AT.length - DIGITS)))
    })
  })
})

process.on('message', (message) => {
  const report: ClientsReport = {
    received: latencies.length,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
  }
  if (message === 'start') latencies = []
  process.send?.(report)
})
await Promise.all(clients)
process.send?.({ received: 0, p50: 0, p99: 0 } satisfies ClientsReport)
