import { setTimeout as after } from 'node:timers/promises'
import { type EventReader, opened } from './events.ts'

/** A client of the live stream that does as a browser: it comes back with the id of its last event. */
export interface Follower {
  /** The subjects of what it heard, in that order. */
  readonly heard: readonly string[]
  /** How often it had to read everything again. */
  readonly resets: number
  /** Resolves when its first stream has begun. */
  readonly ready: Promise<void>
  /** Loses the connection. */
  drop(): void
  stop(): Promise<void>
}

/** `addressOf` chooses a server for each connection. */
export function follower(addressOf: () => string): Follower {
  const heard: string[] = []
  let resets = 0
  let isOver = false
  let lastId = ''
  let reader: EventReader | undefined
  let begun = () => {}
  const ready = new Promise<void>((resolve) => {
    begun = resolve
  })

  async function followed(): Promise<void> {
    reader = await opened(`${addressOf()}/api/live`, lastId ? { 'last-event-id': lastId } : {})
    for (;;) {
      const event = await reader.next()
      if (!event) return
      lastId = event.id ?? lastId
      if (event.event === 'incident') heard.push((event.data as { subject: string }).subject)
      if (event.event === 'reset') resets++
      if (event.event === 'ready') begun()
    }
  }
  const done = (async () => {
    while (!isOver) {
      await followed().catch(() => {})
      if (!isOver) await after(20)
    }
  })()
  return {
    heard,
    get resets() {
      return resets
    },
    ready,
    drop: () => void reader?.close(),
    async stop() {
      isOver = true
      await reader?.close()
      await done
    },
  }
}
