import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type LiveHearer, liveNews } from '../../client/api/liveNews.ts'

/** As much of a browser as a stream needs: what is said into it, and whether it is open. */
class Stream extends EventTarget {
  static readonly CLOSED = 2
  static readonly open: Stream[] = []
  readonly url: string
  readyState = 1
  constructor(url: string) {
    super()
    this.url = url
    Stream.open.push(this)
  }
  close() {
    Stream.open.splice(Stream.open.indexOf(this), 1)
  }
  say(event: string, lastEventId: string, data: object) {
    this.dispatchEvent(new MessageEvent(event, { data: JSON.stringify(data), lastEventId }))
  }
  refuse() {
    this.readyState = Stream.CLOSED
    this.dispatchEvent(new Event('error'))
  }
}
const page = Object.assign(new EventTarget(), { hidden: false })
const show = (hidden: boolean) => {
  page.hidden = hidden
  page.dispatchEvent(new Event('visibilitychange'))
}
beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('document', page)
  vi.stubGlobal('EventSource', Stream)
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

function hearing() {
  const heard: unknown[] = []
  const hearer: LiveHearer = {
    hear: (kind, { subject }) => heard.push(`${kind} ${subject}`),
    reset: (layer) => heard.push(`reset ${layer}`),
  }
  return { heard, stop: liveNews(hearer) }
}
const urls = () => Stream.open.map(({ url }) => url)
const news = (subject: string) => ({ subject, area: '140303005006', at: '2026-01-01T00:00:00Z', payload: {} })

test('all of a page share one stream; whoever joins reads everything first', () => {
  const one = hearing()
  const [stream] = Stream.open
  expect(one.heard).toEqual([])
  stream?.say('ready', 'aaaaaaaa.1', {})
  stream?.say('incident', 'aaaaaaaa.2.7', news('a'))
  const two = hearing()
  stream?.say('incident', 'aaaaaaaa.3.8', news('b'))
  stream?.say('reset', 'aaaaaaaa.4.9', { layer: 'incidents' })
  expect(urls()).toEqual(['/api/live'])
  expect(one.heard).toEqual(['reset null', 'incident a', 'incident b', 'reset incidents'])
  expect(two.heard).toEqual(['reset null', 'incident b', 'reset incidents'])
  one.stop()
  expect(Stream.open).toHaveLength(1)
  two.stop()
  expect(Stream.open).toEqual([])
  const later = hearing()
  expect([urls(), later.heard]).toEqual([['/api/live'], []])
  later.stop()
})

test('a page that was hidden goes on after the last event that it heard', () => {
  const { stop } = hearing()
  Stream.open[0]?.say('ready', 'aaaaaaaa.1', {})
  Stream.open[0]?.say('incident', 'aaaaaaaa.2.7', news('a'))
  show(true)
  expect(urls()).toEqual([])
  show(false)
  expect(urls()).toEqual(['/api/live?after=aaaaaaaa.2.7'])
  stop()
})

test('it is told when nothing comes through any more, and when it does again', () => {
  const line: boolean[] = []
  const stop = liveNews({ hear() {}, reset() {}, line: (isOpen) => line.push(isOpen) })
  const [stream] = Stream.open
  stream?.dispatchEvent(new Event('open'))
  // The browser tries again by itself.
  stream?.dispatchEvent(new Event('error'))
  stream?.dispatchEvent(new Event('open'))
  expect(line).toEqual([true, false, true])
  stop()
})

test('a stream that a starting server refused is opened again, and not once it is given up', () => {
  const { stop } = hearing()
  const [first] = Stream.open
  first?.refuse()
  vi.advanceTimersByTime(10_000)
  expect(Stream.open).toHaveLength(1)
  expect(Stream.open[0]).not.toBe(first)
  Stream.open[0]?.refuse()
  stop()
  vi.advanceTimersByTime(10_000)
  expect(Stream.open).toEqual([])
})
