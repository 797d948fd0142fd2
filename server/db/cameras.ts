import { z } from 'zod'
import { type Position, toDegrees, toLattice } from '#core/geometry/lattice.ts'
import type { WorldCamera } from '../../data/world.ts'
import { type Camera, CameraKind, CameraOwner } from '../contract/camera.ts'
import type { Transaction } from './database.ts'
import { pointToEwkb } from './ewkb.ts'
import { boxAround, mercatorBox, shownOf } from './mercatorBox.ts'
import { PointColumn, parsed } from './row.ts'

const Row = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  kind: CameraKind,
  owner: CameraOwner,
  link: z.string().nullable(),
  position: PointColumn,
  distanceM: z.number(),
})
const MOST = 50

/** Cameras in the actor's scope within so many metres of a place, the nearest first. */
export async function camerasNear(tx: Transaction, place: Position, metres: number): Promise<Camera[]> {
  const rows = await tx.query(
    `select * from (
       select id, code, name, kind, owner, link, position,
              st_distance(position::geography, $1::geometry::geography)::float8 as "distanceM"
         from cameras
        where mercator && ${mercatorBox(['$2', '$3', '$4', '$5'])} and starts_with(area, $6)) near
      where "distanceM" <= $7 order by "distanceM", code limit ${MOST}`,
    [pointToEwkb(toLattice(place)), ...shownOf(boxAround(place, metres)), tx.actor.scope, metres],
  )
  return parsed(Row, rows).map(({ position, ...camera }) => {
    const [lng, lat] = toDegrees(position)
    return { ...camera, position: [lng, lat] }
  })
}

/** Adds cameras; one whose code is stored takes what is new. */
export async function storeCameras(tx: Transaction, cameras: readonly WorldCamera[]): Promise<void> {
  const column = (of: (camera: WorldCamera) => string | null) => cameras.map(of)
  await tx.query(
    `insert into cameras (code, name, kind, owner, link, area, position)
     select code, name, kind, owner, link, area, position::geometry
       from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
         as rows (code, name, kind, owner, link, area, position)
     on conflict (code) do update set name = excluded.name, kind = excluded.kind, owner = excluded.owner,
       link = excluded.link, area = excluded.area, position = excluded.position`,
    [
      column(({ code }) => code),
      column(({ name }) => name),
      column(({ kind }) => kind),
      column(({ owner }) => owner),
      column(({ link }) => link),
      column(({ area }) => area),
      column(({ position }) => pointToEwkb(position)),
    ],
  )
}
