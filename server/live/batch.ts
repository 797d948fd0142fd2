import type { LiveNews, LiveReset } from '../contract/live.ts'
import type { Role } from '../contract/session.ts'
import type { NewsRow, Page, Place } from '../db/ticks.ts'
import { frame } from './eventStream.ts'
import { idOf } from './place.ts'

export interface Viewer {
  readonly role: Role | 'system'
  readonly scope: string
}

/** News that was read together; it is serialised once, and put together once for all who may hear the same of it. */
export class Batch {
  readonly rows: readonly NewsRow[]
  /** How far whoever has heard it has heard. */
  readonly place: Place
  #frames: readonly string[] | undefined
  readonly #framesByViewer = new Map<string, Buffer>()

  constructor({ rows, place }: Pick<Page, 'rows' | 'place'>) {
    this.rows = rows
    this.place = place
  }

  /** The events that `viewer` may hear, ready to be sent; empty if there are none. */
  framesFor(viewer: Viewer): Buffer {
    const key = `${viewer.role} ${viewer.scope}`
    const known = this.#framesByViewer.get(key)
    if (known) return known
    this.#frames ??= this.rows.map(frameOf)
    const heard = this.#frames.filter((_, i) => isFor(viewer, this.rows[i] as NewsRow))
    const frames = Buffer.from(heard.join(''))
    this.#framesByViewer.set(key, frames)
    return frames
  }
}

/** What is to be read again concerns whoever sees a part of it. */
const isFor = ({ role, scope }: Viewer, { kind, area, roles }: NewsRow): boolean =>
  (area.startsWith(scope) || (kind === 'reset' && scope.startsWith(area))) &&
  (roles === null || role === 'system' || roles.includes(role))

function frameOf(row: NewsRow): string {
  const { kind, subject, area, at, payload } = row
  const data: LiveNews | LiveReset = kind === 'reset' ? { layer: subject } : { subject, area, at, payload }
  return frame({ id: idOf(row), event: kind, data })
}
