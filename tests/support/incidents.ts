import { expect } from 'vitest'
import { CaseDetail, CaseSummary } from '../../server/contract/incident.ts'
import type { TestApp, User } from './app.ts'
import { jpeg } from './photos.ts'
import { buildingNamed } from './tinyWorld.ts'

const [x, y] = buildingNamed('西坡5号楼').position
/** In 第八网格 of 沙沟社区. */
export const AT: readonly [number, number] = [x / 1e7, y / 1e7]
/** In 平潭社区, of another street. */
export const ELSEWHERE: readonly [number, number] = [113.5162, 37.8715]
const PHOTO_FILE = jpeg()
export const PHOTO = {
  ...{ id: '00000000-0000-4000-8000-0000000000aa', kind: 'photo', name: '现场.jpg' },
  ...{ type: 'image/jpeg', bytes: PHOTO_FILE.length },
}

/** A report as a channel sends it: things piled up in a stairwell. */
export const reportOf = (body: object = {}): object => ({
  ...{ channel: 'resident', text: '楼道里堆满了纸箱', matter: '0202', position: AT },
  ...body,
})

/** Cases of a test server, reported and acted on over its API. */
export function casework(server: TestApp) {
  const detail = async (id: string, user: User = 'commander') =>
    CaseDetail.parse(await server.json(user, 'GET', `/api/incidents/${id}`))
  const sendPhoto = (user: User | null, id: string, file: Uint8Array = PHOTO_FILE) =>
    server.ask(user, 'POST', '/api/attachments', Buffer.from(file), {
      ...{ 'content-type': 'image/jpeg', 'idempotency-key': id },
    })
  const act = (user: User | null, id: string, body: object) =>
    server.ask(user, 'POST', `/api/incidents/${id}/actions`, body)

  return {
    send: (user: User | null, body: object, headers: Record<string, string> = {}) =>
      server.ask(user, 'POST', '/api/incidents', body, headers),
    async reported(body: object = {}, user: User = 'commander') {
      return CaseSummary.parse(await server.json(user, 'POST', '/api/incidents', reportOf(body)))
    },
    detail,
    act,
    sendPhoto,
    /** Acts on the case as it stands, one after the other, with the photos sent before; each is expected to be done. */
    async acted(id: string, ...steps: (readonly [User, object])[]) {
      let current = await detail(id)
      for (const [user, step] of steps) {
        for (const photo of 'attachments' in step ? (step.attachments as (typeof PHOTO)[]) : [])
          await sendPhoto(user, photo.id)
        const answer = await act(user, id, { expectedVersion: current.version, ...step })
        expect(answer.statusCode, `${JSON.stringify(step)} ${answer.body}`).toBe(200)
        current = CaseDetail.parse(answer.json())
      }
      return current
    },
  }
}

/** From a report to its end, as two at the desk bring it there for a community that has no account. */
export const STEPS = {
  file: { action: 'file', matter: '0202', level: 'community' },
  assign: { action: 'assign', holder: { kind: 'community', id: '140303005006' } },
  accept: { action: 'accept' },
  feedback: { action: 'feedback', opinion: '已清理', attachments: [PHOTO] },
  close: { action: 'close', opinion: '回访属实' },
} as const
