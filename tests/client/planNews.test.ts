import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { planNews } from '../../client/api/planNews.ts'

/** As much of a browser as a stream needs: what is said into it, and whether it is open. */
class Stream extends EventTarget {
  static readonly open: Stream[] = []
  readonly url: string
  constructor(url: string) {
    super()
    this.url = url
    Stream.open.push(this)
  }
  close() {
    Stream.open.splice(Stream.open.indexOf(this), 1)
  }
  say(revision: number, by: string | null = 'planner') {
    const data = JSON.stringify({ revision, by, at: null })
    this.dispatchEvent(new MessageEvent('revision', { data }))
  }
}
const page = Object.assign(new EventTarget(), { hidden: false })
beforeEach(() => {
  page.hidden = false
  vi.stubGlobal('document', page)
  vi.stubGlobal('EventSource', Stream)
})
afterEach(() => vi.unstubAllGlobals())

const heard = (id: string) => {
  const revisions: number[] = []
  const stop = planNews(id, ({ revision }) => revisions.push(revision))
  return { revisions, stop }
}

test('who hears of the same plan shares a stream; who comes later is told where the plan stands', () => {
  const first = heard('a')
  Stream.open[0]?.say(3)
  const second = heard('a')
  expect(Stream.open.map(({ url }) => url)).toEqual(['/api/plans/a/live'])
  Stream.open[0]?.say(4)
  first.stop()
  Stream.open[0]?.say(5)
  expect([first.revisions, second.revisions]).toEqual([
    [3, 4],
    [3, 4, 5],
  ])
  second.stop()
  second.stop()
  expect(Stream.open).toEqual([])
  const later = heard('a')
  expect(later.revisions).toEqual([])
  later.stop()
})

test('a hidden page lets go of its stream and takes it up again; news that is malformed is none', () => {
  const one = heard('a')
  page.hidden = true
  page.dispatchEvent(new Event('visibilitychange'))
  expect(Stream.open).toEqual([])
  page.hidden = false
  page.dispatchEvent(new Event('visibilitychange'))
  Stream.open[0]?.dispatchEvent(new MessageEvent('revision', { data: '{"revision":"?"}' }))
  Stream.open[0]?.say(9, null)
  expect(one.revisions).toEqual([9])
  one.stop()
  page.dispatchEvent(new Event('visibilitychange'))
  expect(Stream.open).toEqual([])
})
