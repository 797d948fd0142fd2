import { LiveKind, LiveNews, LiveReset } from '#contract/live.ts'
import { lastingStream } from './lastingStream.ts'

export interface LiveHearer {
  hear(kind: LiveKind, news: LiveNews): void
  /**
   * What is known of the layer, or of everything where it is null, is to be read again: at the beginning, and after a
   * gap that is too long. What is read from then on misses nothing that is not heard.
   */
  reset(layer: string | null): void
  /** Whether news comes through; what is missed meanwhile is heard afterwards. */
  line?(isOpen: boolean): void
}

const hearers = new Set<LiveHearer>()
let stop: (() => void) | null = null
let isReady = false
let lastId = ''

/** Hears what happens under this person's scope, over one stream for the page, until the answer is called. */
export const liveNews = (hearer: LiveHearer): (() => void) => {
  hearers.add(hearer)
  if (isReady) hearer.reset(null)
  stop ??= lastingStream(
    () => (lastId ? `/api/live?after=${encodeURIComponent(lastId)}` : '/api/live'),
    listen,
    (isOpen) => {
      for (const hearer of hearers) hearer.line?.(isOpen)
    },
  )
  return () => {
    hearers.delete(hearer)
    if (hearers.size > 0) return
    stop?.()
    stop = null
    isReady = false
    lastId = ''
  }
}

function listen(stream: EventSource): void {
  const on = (event: string, heard: (data: unknown) => void) =>
    stream.addEventListener(event, ({ data, lastEventId }: MessageEvent<string>) => {
      lastId = lastEventId
      heard(JSON.parse(data))
    })
  on('ready', () => {
    isReady = true
    for (const hearer of hearers) hearer.reset(null)
  })
  on('reset', (data) => {
    const { layer } = LiveReset.parse(data)
    for (const hearer of hearers) hearer.reset(layer)
  })
  for (const kind of LiveKind.options)
    on(kind, (data) => {
      const news = LiveNews.parse(data)
      for (const hearer of hearers) hearer.hear(kind, news)
    })
}
