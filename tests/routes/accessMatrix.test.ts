import { beforeAll, expect, test } from 'vitest'
import type { Role } from '../../server/contract/session.ts'
import { testApp, type User } from '../support/app.ts'
import { casework, ELSEWHERE } from '../support/incidents.ts'

const server = testApp()
const { reported, sendPhoto } = casework(server)

/** One account of every role over the whole district, and nobody. */
const USERS = ['planner', 'commander', 'liaison', 'viewer', 'admin', null] as const satisfies (User | null)[]
const STAFF: readonly Role[] = ['commander', 'liaison']
const ABSENT = '00000000-0000-4000-8000-000000000000'

/**
 * Who may call what: `reader` is whoever is signed in and, because the demo shows itself to guests, whoever asks; a
 * write is refused to guests. A new route of these has to be entered here.
 */
const MATRIX: Readonly<Record<string, 'reader' | readonly Role[]>> = {
  'get /api/alignment': 'reader',
  'post /api/alignment/align': ['planner', 'liaison'],
  'get /api/alignment/mends': ['planner', 'liaison'],
  'get /api/alignment/pieces.geojson': 'reader',
  'post /api/attachments': STAFF,
  'get /api/beats': 'reader',
  'get /api/beats/{id}': 'reader',
  'get /api/beats/{id}/crew': 'reader',
  'get /api/cameras': STAFF,
  'get /api/crew': 'reader',
  'post /api/crew': ['planner', 'liaison'],
  'post /api/crew/{id}/finish': ['planner', 'liaison'],
  'get /api/exchange': STAFF,
  'get /api/exchange/figures': 'reader',
  'get /api/exchange/report': 'reader',
  'get /api/exchange/report.html': 'reader',
  'get /api/exchange/report.pdf': 'reader',
  'get /api/exchange/report.xlsx': 'reader',
  'post /api/exchange/returns': ['liaison'],
  'get /api/handovers': ['commander'],
  'post /api/handovers': ['commander'],
  'post /api/handovers/{id}/takeover': ['commander'],
  'get /api/incidents': 'reader',
  'post /api/incidents': STAFF,
  'get /api/incidents/brief': 'reader',
  'get /api/incidents/brief.html': 'reader',
  'get /api/incidents/brief.pdf': 'reader',
  'get /api/incidents/brief.xlsx': 'reader',
  'get /api/incidents/figures': 'reader',
  'get /api/incidents/heat': 'reader',
  'get /api/incidents/{id}': 'reader',
  'post /api/incidents/{id}/actions': STAFF,
  'get /api/incidents/{id}/attachments/{attachment}': 'reader',
  'get /api/incidents/{id}/candidates': STAFF,
  'get /api/incidents/{id}/reporter': ['commander'],
  'get /api/live': 'reader',
  'get /api/matters': 'reader',
  'post /api/matters': ['admin'],
  'patch /api/matters/{code}': ['admin'],
  'post /api/matters/{code}/admission': ['admin'],
  'get /api/matters/{code}/history': 'reader',
  'get /api/stations': 'reader',
  'get /api/stations/{id}': 'reader',
}
const AREA =
  /^\/api\/(alignment|attachments|beats|cameras|crew|exchange|handovers|incidents|live|matters|stations)(\/|$)/

let address: string
const cookies = new Map<User | null, string>()
beforeAll(async () => {
  address = await server.app.listen({ port: 0, host: '127.0.0.1' })
  for (const user of USERS) {
    if (user === null) continue
    const payload = { user, password: 'demo' }
    const signedIn = await server.app.inject({ method: 'POST', url: '/api/session', payload })
    cookies.set(user, String(signedIn.headers['set-cookie']).split(';')[0] ?? '')
  }
})

/** Status and code, without waiting for the end of an answer that has none. */
async function asked(user: User | null, route: string): Promise<[number, string | null]> {
  const [method = '', path = ''] = route.split(' ')
  const stop = new AbortController()
  const answer = await fetch(address + path.replace('{code}', '0199').replaceAll(/\{\w+\}/g, ABSENT), {
    method: method.toUpperCase(),
    signal: stop.signal,
    headers: {
      cookie: cookies.get(user) ?? '',
      ...(method !== 'get' && { 'content-type': 'application/json' }),
    },
    ...(method !== 'get' && { body: '{}' }),
  })
  const isProblem = answer.headers.get('content-type')?.startsWith('application/problem+json')
  const code = isProblem ? ((await answer.json()) as { code: string }).code : null
  stop.abort()
  return [answer.status, code]
}

test('every route stands in the matrix', async () => {
  const { paths } = await server.json<{ paths: Record<string, object> }>(null, 'GET', '/api/openapi.json')
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    AREA.test(path) ? Object.keys(methods).map((method) => `${method} ${path}`) : [],
  )
  expect(routes.sort()).toEqual(Object.keys(MATRIX).sort())
})

test.each(Object.entries(MATRIX))('%s is for those it names, and for nobody else', async (route, access) => {
  const before = await server.fingerprint()
  for (const user of USERS) {
    const [status, code] = await asked(user, route)
    const isAllowed = access === 'reader' || (user !== null && access.includes(user))
    const told = `${user ?? 'nobody'}: ${status} ${code}`
    if (isAllowed) {
      expect([401, 403], told).not.toContain(status)
      expect(status, told).toBeLessThan(500)
    } else
      expect([status, code], told).toEqual(user === null ? [401, 'session_required'] : [403, 'role_forbids'])
  }
  // Nothing that is in none of these requests came to be.
  expect(await server.fingerprint()).toBe(before)
})

test('a case outside the scope, and all that hangs on it, answers as one that does not exist', async () => {
  const photo = { id: ABSENT.replace(/0$/, '1'), kind: 'photo', name: 'a.jpg', type: 'image/jpeg', bytes: 1 }
  await sendPhoto('commander', photo.id)
  const foreign = await reported({ position: ELSEWHERE, attachments: [photo] })
  const comment = { action: 'comment', opinion: 'x', expectedVersion: 1 }
  for (const [method, rest] of [
    ['GET', ''],
    ['GET', '/candidates'],
    ['GET', '/reporter'],
    ['GET', `/attachments/${photo.id}`],
    ['POST', '/actions'],
  ] as const) {
    const ask = (id: string) =>
      server.ask(
        'shaping-desk',
        method,
        `/api/incidents/${id}${rest}`,
        method === 'POST' ? comment : undefined,
      )
    const [outside, absent] = [await ask(foreign.id), await ask(ABSENT)]
    expect([outside.statusCode, outside.body], rest).toEqual([404, absent.body])
  }
  const { cases } = await server.json<{ cases: { id: string }[] }>('shaping-desk', 'GET', '/api/incidents')
  expect(cases.map(({ id }) => id)).not.toContain(foreign.id)
})
