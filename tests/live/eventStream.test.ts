import { PassThrough, Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { EventStream } from '../../server/live/eventStream.ts'

test('an event is its id, its name and one line of data', () => {
  const out = new PassThrough()
  const stream = new EventStream(out)
  stream.send({ id: 7, event: 'revision', data: { by: 'a\nb' } })
  stream.beat()
  stream.end()
  expect(String(out.read())).toBe('retry: 2000\n\nid: 7\nevent: revision\ndata: {"by":"a\\nb"}\n\n:\n\n')
})

test('a reader that takes nothing is cut off after 64 KiB, and nothing is written to it any more', () => {
  const stuck = new Writable({ write: () => {} })
  const stream = new EventStream(stuck)
  let sent = 0
  while (!stuck.destroyed && sent < 2000) {
    stream.send({ id: sent, event: 'revision', data: 'x'.repeat(100) })
    sent += 1
  }
  expect(stuck.destroyed).toBe(true)
  expect(sent * 100).toBeGreaterThan(40 * 1024)
  expect(sent * 100).toBeLessThan(64 * 1024)
  stream.send({ id: 0, event: 'revision', data: null })
  stream.end()
})
