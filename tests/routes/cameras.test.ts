import { expect, test } from 'vitest'
import { toDegrees, toLattice } from '#core/geometry/lattice.ts'
import type { Camera } from '../../server/contract/camera.ts'
import { storeCameras } from '../../server/db/cameras.ts'
import { SYSTEM } from '../../server/db/database.ts'
import { testApp, type User } from '../support/app.ts'
import { buildingNamed, SHAGOU } from '../support/tinyWorld.ts'

const server = testApp()
const [lng, lat] = toDegrees(buildingNamed('西坡5号楼').position)
/** Degrees of latitude to so many metres. */
const north = (metres: number) => lat + metres / 111_000
const near = (user: User, place: string, rest = '') =>
  server.json<Camera[]>(user, 'GET', `/api/cameras?near=${place}${rest}`)

test('the cameras within 200 m of a place, the nearest first; one that is stored again takes what is new', async () => {
  const camera = (code: string, metres: number, link: string | null = null) => ({
    ...{ code, name: code, kind: 'turning' as const, owner: 'police' as const, link, area: SHAGOU },
    position: toLattice([lng, north(metres)]),
  })
  await server.database.transaction(SYSTEM, (tx) =>
    storeCameras(tx, [camera('near', 150), camera('far', 230), camera('nearer', 90)]),
  )
  await server.database.transaction(SYSTEM, (tx) =>
    storeCameras(tx, [camera('nearer', 90, 'https://video.example/9')]),
  )
  const found = await near('commander', `${lng},${lat}`)
  expect(found.map(({ name }) => name)).toEqual(['西坡5号楼门前', 'nearer', 'near'])
  expect(found[1]).toMatchObject({ kind: 'turning', owner: 'police', link: 'https://video.example/9' })
  expect(found[1]?.distanceM).toBeCloseTo(90, -1)
  expect(await near('commander', `${lng},${lat}`, '&metres=300')).toHaveLength(4)
  expect(await near('commander', `${lng},${lat}`, '&metres=1')).toHaveLength(1)
})

test('a desk sees those of its own area, and nobody else any', async () => {
  expect(await near('shaping-desk', `${lng},${lat}`)).not.toEqual([])
  expect(await near('liaison', `${lng},${lat}`)).not.toEqual([])
  for (const user of ['planner', 'viewer', 'admin', null] as const) {
    const answer = await server.ask(user, 'GET', `/api/cameras?near=${lng},${lat}`)
    expect(answer.statusCode).toBe(user === null ? 401 : 403)
  }
})

test('a place that is none is refused, and one at the pole has no cameras', async () => {
  for (const place of ['', '113.5', '113.5,x', '1e9,0', '1,2,3'])
    expect((await server.ask('commander', 'GET', `/api/cameras?near=${place}`)).statusCode, place).toBe(400)
  expect(await near('commander', '0,90')).toEqual([])
})
