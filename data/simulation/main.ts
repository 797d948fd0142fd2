import { orderFrom, USAGE } from './order.ts'
import { simulate } from './simulate.ts'

/** `npm run simulate -- …`: plays the demo's day on a running server until Ctrl-C. */
const order = orderFrom(process.argv.slice(2))
if (typeof order === 'string') {
  console.error(`${order}\n${USAGE}`)
  process.exitCode = 2
} else {
  const stop = new AbortController()
  // A second one ends it at once.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
  const complaint = await simulate(order, { signal: stop.signal, say: console.log })
  if (complaint !== null) {
    console.error(complaint)
    process.exitCode = 1
  }
}
