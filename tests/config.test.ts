import { expect, test } from 'vitest'
import { configFrom } from '../server/config.ts'

test('an empty environment means the demo on this machine', () => {
  expect(configFrom({})).toEqual({
    ok: true,
    config: {
      port: 8080,
      host: '127.0.0.1',
      isLoopback: true,
      dataDir: '.gridloom',
      databaseUrl: undefined,
      databaseReplicaUrl: undefined,
      demo: true,
      timeZone: 'Asia/Shanghai',
    },
  })
  expect(configFrom({ PORT: '', HOST: '', DATABASE_URL: '' })).toEqual(configFrom({}))
})

test('a bad value is named with what was expected of it', () => {
  for (const [name, value, expected] of [
    ['PORT', 'http', 'expected 0 to 65535'],
    ['PORT', '70000', 'expected 0 to 65535'],
    ['DATABASE_URL', 'mysql://host/db', 'expected postgres://'],
    ['DEMO', 'yes', 'expected 0 or 1'],
    ['TIME_ZONE', 'Asia/Yangquan', 'expected an IANA time zone'],
  ] as const) {
    const answer = configFrom({ [name]: value })
    expect(answer.ok ? '' : answer.complaints.join()).toContain(`${name}=${value}: `)
    expect(answer.ok ? '' : answer.complaints.join()).toContain(expected)
  }
})

test('the demo refuses to listen beyond this machine', () => {
  expect(configFrom({ HOST: '0.0.0.0' })).toMatchObject({ ok: false })
  expect(configFrom({ HOST: '0.0.0.0', DEMO: '0' })).toMatchObject({
    ok: true,
    config: { isLoopback: false },
  })
  for (const HOST of ['127.0.0.1', '127.1.2.3', '::1', 'localhost'])
    expect(configFrom({ HOST }).ok).toBe(true)
})
