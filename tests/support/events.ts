/** A server-sent event as a browser would hand it over. */
interface ServerEvent {
  readonly id: string | undefined
  readonly event: string | undefined
  readonly data: unknown
}

export interface EventReader {
  readonly status: number
  readonly headers: Headers
  /** The next event; undefined when the stream has ended. */
  next(): Promise<ServerEvent | undefined>
  /** Everything until the stream ends, comments and all. */
  rest(): Promise<string>
  close(): Promise<void>
}

/** Opens a stream of server-sent events. */
export async function opened(url: string, headers: Record<string, string>): Promise<EventReader> {
  const abort = new AbortController()
  const response = await fetch(url, { headers, signal: abort.signal })
  const reader = (response.body ?? new ReadableStream()).getReader()
  const decoder = new TextDecoder()
  let text = ''
  /** The next block of lines, up to the empty line that ends it. */
  async function block(): Promise<string | undefined> {
    for (;;) {
      const end = text.indexOf('\n\n')
      if (end >= 0) {
        const found = text.slice(0, end)
        text = text.slice(end + 2)
        return found
      }
      const { done, value } = await reader.read()
      if (done) return undefined
      text += decoder.decode(value, { stream: true })
    }
  }
  return {
    status: response.status,
    headers: response.headers,
    async next() {
      for (;;) {
        const found = await block()
        if (found === undefined) return undefined
        const field = (name: string) =>
          found
            .split('\n')
            .find((line) => line.startsWith(`${name}: `))
            ?.slice(name.length + 2)
        const data = field('data')
        if (data !== undefined) return { id: field('id'), event: field('event'), data: JSON.parse(data) }
      }
    },
    async rest() {
      const blocks: string[] = []
      for (let found = await block(); found !== undefined; found = await block()) blocks.push(found)
      return blocks.join('\n\n')
    },
    async close() {
      abort.abort()
      await reader.closed.catch(() => {})
    },
  }
}
