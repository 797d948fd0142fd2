import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { testApp, type User } from '../support/app.ts'
import { reportOf } from '../support/incidents.ts'
import { exif, jpeg, png, VP8, VP8X, webp } from '../support/photos.ts'
import { planning } from '../support/plans.ts'
import { buildingNamed, gridNamed, SHAGOU, tinyWorld } from '../support/tinyWorld.ts'

const server = testApp()
const { started } = planning(server)
let plan: string
beforeAll(async () => {
  plan = await started()
})

/** Texts that trip over something: NUL, half a character, quotes, patterns, what looks like a number or a path. */
const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '\u0000',
    '\ud800',
    "'; drop table areas; --",
    '%',
    '../..',
    'NaN',
    '1e999',
    '',
    '140303',
    SHAGOU,
  ),
)
const id = fc.oneof(text, fc.constantFrom(gridNamed('第八网格').id, buildingNamed('西坡5号楼').id))
const number = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(113.505, 37.871))
const ring = fc.array(fc.array(number, { maxLength: 3 }), { maxLength: 6 })
const command = fc.record(
  {
    type: fc.constantFrom(
      'moveBuildings',
      'assignRegion',
      'mergeGrids',
      'renameGrid',
      'lockGrid',
      'eraseEverything',
    ),
    buildings: fc.array(id, { maxLength: 3 }),
    to: id,
    from: id,
    into: id,
    grid: id,
    name: text,
    region: fc.record({
      type: fc.constantFrom('Polygon', 'Point'),
      coordinates: fc.array(ring, { maxLength: 2 }),
    }),
  },
  { requiredKeys: ['type'] },
)
const body = fc.oneof(
  fc.jsonValue(),
  fc.record({ name: text, within: text, asOf: text }),
  fc.record({ text, at: fc.array(number, { maxLength: 3 }), grid: id }),
  fc.record({ user: text, password: text }),
  fc.record({ effectiveOn: text }),
  fc.record(
    {
      channel: fc.constantFrom('resident', 'wristband', 'pigeon'),
      text,
      position: fc.oneof(fc.array(number, { maxLength: 3 }), fc.constant([113.505, 37.871])),
      source: text,
      externalId: text,
      address: text,
      reporter: fc.record({ name: text, phone: text }),
      occurredAt: fc.oneof(text, fc.constant('9999-12-31T23:59:59Z')),
    },
    { requiredKeys: ['channel', 'text'] },
  ),
  fc.record({
    action: fc.constantFrom('comment', 'reject', 'assign', 'merge', 'file'),
    expectedVersion: fc.constantFrom(1, 2),
    opinion: text,
    reason: text,
    holder: fc.record({ kind: fc.constantFrom('grid_worker', 'police', 'street', 'department'), id }),
    into: id,
  }),
  fc.record({ token: text, user: text, name: text, password: text }),
  fc.record(
    {
      id: fc.oneof(id, fc.uuid()),
      role: fc.constantFrom('worker', 'community_officer', 'king'),
      grid: id,
      newPerson: fc.record({ id: fc.uuid(), name: text, telephone: fc.oneof(text, fc.constant('110')) }),
      fromOn: fc.oneof(text, fc.constantFrom('9999-12-31', '0001-01-01')),
      toOn: fc.oneof(text, fc.constantFrom('9999-12-31', '0001-01-01')),
    },
    { requiredKeys: ['id', 'role', 'fromOn'] },
  ),
  fc.record({
    ...{ externalId: text, matter: fc.constantFrom('0703', '0604', 'x'), text, address: text },
    occurredAt: fc.constantFrom('0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z', 'soon'),
  }),
  fc.record({ band: fc.record({ low: number, high: number }), goal: text, seed: number, seconds: number }),
  fc.record({ community: text, grids: fc.array(id, { maxLength: 2 }), seconds: fc.constant(0) }),
  fc.record({ expectedRevision: fc.oneof(number, fc.constant(0)), command }),
)
const query = fc.dictionary(
  fc.constantFrom(
    'within',
    'asOf',
    'level',
    'status',
    'name',
    'text',
    'cursor',
    'bbox',
    'since',
    'from',
    'to',
    'on',
    'month',
  ),
  fc.oneof(
    text,
    fc.constantFrom('-1e308,-90,1e308,90', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z'),
    fc.constantFrom('0001-01-01', '9999-12-31', '2026-10', '2099-12'),
  ),
  { maxKeys: 3 },
)
/** What may be sent as a photo: noise, and photos of which a byte is another or the end is missing. */
const file = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc
    .tuple(
      fc.constantFrom(jpeg([exif(6, 'x')]), png(), webp([VP8X, VP8])),
      ...[fc.nat(200), fc.integer({ min: 0, max: 255 }), fc.boolean()],
    )
    .map(([photo, at, byte, isCut]) =>
      isCut ? photo.subarray(0, at) : photo.with(Math.min(at, photo.length - 1), byte),
    ),
)
const user = fc.constantFrom<User | null>('planner', 'commander', 'liaison', 'shagou', 'viewer', null)

test('nothing that can be sent is answered with 5xx, and every refusal has the one shape', async () => {
  const incident = await server.json<{ id: string }>('commander', 'POST', '/api/incidents', reportOf())
  const posts = [
    ...['/api/incidents', `/api/incidents/${incident.id}/actions`, '/api/matters', '/api/attachments'],
    ...['/api/plans', '/api/plans/restore', '/api/session', '/api/setup'],
    ...['/api/crew', `/api/crew/${tinyWorld.crew[0]?.id}/finish`, '/api/exchange/returns'],
    ...['commands', 'comments', 'rebalance', 'rebase', 'undo', 'publish', 'submit', 'sign'].map(
      (act) => `/api/plans/${plan}/${act}`,
    ),
  ]
  const gets = [
    '/api/areas',
    '/api/grids',
    '/api/grids.geojson',
    '/api/plans',
    '/api/buildings',
    '/api/publications',
    '/api/settings',
    '/api/incidents',
    '/api/incidents/heat',
    '/api/incidents/figures',
    '/api/crew',
    '/api/exchange',
    '/api/exchange/figures',
    '/api/exchange/report',
  ]
  const told = async (answer: Awaited<ReturnType<typeof server.ask>>) => {
    expect(answer.statusCode, answer.body).toBeLessThan(500)
    if (answer.statusCode < 400) return
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.json()).toMatchObject({
      type: 'about:blank',
      status: answer.statusCode,
      code: expect.stringMatching(/^[a-z_]+$/),
    })
  }
  await fc.assert(
    fc.asyncProperty(user, fc.constantFrom(...posts), body, async (who, url, sent) =>
      told(await server.ask(who, 'POST', url, JSON.stringify(sent) === undefined ? null : sent)),
    ),
    { numRuns: 400 },
  )
  await fc.assert(
    fc.asyncProperty(user, fc.constantFrom(...gets), query, async (who, url, asked) =>
      told(await server.ask(who, 'GET', `${url}?${new URLSearchParams(asked)}`)),
    ),
    { numRuns: 400 },
  )
  await fc.assert(
    fc.asyncProperty(
      file,
      fc.uuid(),
      fc.constantFrom('image/jpeg', 'application/json', ''),
      (bytes, key, type) =>
        server
          .ask('commander', 'POST', '/api/attachments', Buffer.from(bytes), {
            ...{ 'idempotency-key': key, 'content-type': type },
          })
          .then(told),
    ),
    { numRuns: 300 },
  )
  await fc.assert(
    fc.asyncProperty(fc.array(text, { maxLength: 5 }), async (parts) =>
      told(
        await server.ask(
          null,
          'GET',
          `/${['tiles', ...parts].map((part) => encodeURIComponent(Buffer.from(part).toString())).join('/')}`,
        ),
      ),
    ),
    { numRuns: 200 },
  )
})
