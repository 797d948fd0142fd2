import { z } from 'zod'
import type { Shape } from '#core/geometry/lattice.ts'
import type { Beat, Uuid } from '#core/plan/plan.ts'
import { BESIDE_DEGREES, reachesInto } from './beatReach.ts'
import type { Transaction } from './database.ts'
import { shapeToEwkb } from './ewkb.ts'
import { only, parsed, Timestamp } from './row.ts'

const IdRow = z.object({ id: z.string() })

/**
 * Whether ground (as SQL) is more than what rounding to the lattice makes of long edges: over 1 m², and over 5 cm wide.
 */
const isBroad = (ground: string): string =>
  `exists (select from st_dump(st_collectionextract(${ground}, 3)) part
            where st_area(part.geom::geography) > greatest(1, 0.025 * st_perimeter(part.geom::geography)))`

/** Communities, anywhere, that any of the shapes reaches into or touches; by code. */
export async function communitiesReached(tx: Transaction, shapes: readonly Shape[]): Promise<string[]> {
  const rows = await tx.query(
    `select distinct a.code as id from areas a, unnest($1::text[]) as hex
      where a.level = 'community' and st_dwithin(a.shape, hex::geometry, $2) order by a.code`,
    [shapes.map(shapeToEwkb), BESIDE_DEGREES],
  )
  return parsed(IdRow, rows).map(({ id }) => id)
}

/** Makes other publications of these beats wait until the transaction ends, in an order that cannot deadlock. */
export async function lockBeats(tx: Transaction, beats: readonly Uuid[]): Promise<void> {
  await tx.query(
    `select 1 as locked from beat_versions
      where beat = any($1::uuid[]) and superseded_by is null order by beat for update`,
    [beats],
  )
}

const SINCE = '(v.publication > $2 or v.superseded_by > $2)'

/** Beats that reach into the communities under `within` or touch them, and were published or retired after `base`. */
export async function beatsPublishedSince(tx: Transaction, within: string, base: number): Promise<Uuid[]> {
  const rows = await tx.query(
    `select distinct v.beat as id from beat_versions v where ${SINCE} and ${reachesInto('$1', 'v')}`,
    [within, base],
  )
  return parsed(IdRow, rows).map(({ id }) => id)
}

/** Of these beats, and of those that now have ground which these take, the ones published or retired after `base`. */
export async function beatsInTheWay(
  tx: Transaction,
  beats: readonly Uuid[],
  shapes: readonly Shape[],
  base: number,
): Promise<Uuid[]> {
  const rows = await tx.query(
    `select distinct v.beat as id from beat_versions v
      where ${SINCE} and (v.beat = any($1::uuid[]) or v.superseded_by is null and exists (
        select from unnest($3::text[]) as hex
         where v.shape && hex::geometry and ${isBroad('st_intersection(v.shape, hex::geometry)')}))`,
    [beats, base, shapes.map(shapeToEwkb)],
  )
  return parsed(IdRow, rows).map(({ id }) => id)
}

/** The latest instant from which one of these beats is valid as published; null where none was. */
export async function newestBeatValidFrom(tx: Transaction, beats: readonly Uuid[]): Promise<string | null> {
  const rows = await tx.query(
    `select max(valid_from) as "validFrom" from beat_versions
      where beat = any($1::uuid[]) and superseded_by is null`,
    [beats],
  )
  return only(z.object({ validFrom: Timestamp.nullable() }), rows)?.validFrom ?? null
}

/** Gives codes to beats; answers with those that belong, or once belonged, to another beat. */
export async function claimBeatCodes(tx: Transaction, beats: readonly Beat[]): Promise<string[]> {
  const [ids, codes] = [beats.map(({ id }) => id), beats.map(({ code }) => code)]
  await tx.query(
    `insert into beats (id, street) select * from unnest($1::uuid[], $2::text[]) on conflict do nothing`,
    [ids, beats.map(({ street }) => street)],
  )
  await tx.query(
    `insert into beat_codes (code, beat) select * from unnest($1::text[], $2::uuid[]) on conflict do nothing`,
    [codes, ids],
  )
  const taken = await tx.query(
    `select c.code as id from beat_codes c
       join unnest($1::text[], $2::uuid[]) as wanted (code, beat) on wanted.code = c.code
      where c.beat <> wanted.beat`,
    [codes, ids],
  )
  return parsed(IdRow, taken).map(({ id }) => id)
}

/** Ends the versions of the retired beats, and lets new ones follow on those that changed. */
export async function writeBeatVersions(
  tx: Transaction,
  publication: number,
  effectiveFrom: string,
  changed: readonly Beat[],
  retired: readonly Uuid[],
): Promise<void> {
  const ids = changed.map(({ id }) => id)
  await tx.query(
    `update beat_versions set valid_to = $1, superseded_by = $2
      where beat = any($3::uuid[]) and superseded_by is null`,
    [effectiveFrom, publication, [...ids, ...retired]],
  )
  const latest = await tx.query(
    `select beat as id, max(version) as version from beat_versions where beat = any($1::uuid[]) group by beat`,
    [ids],
  )
  const rows = parsed(IdRow.extend({ version: z.int() }), latest)
  const versions = new Map(rows.map(({ id, version }) => [id, version]))
  await tx.bulkLoad(
    'beat_versions',
    ['beat', 'version', 'valid_from', 'publication', 'code', 'name', 'station', 'street'].concat([
      'officers',
      'shape',
    ]),
    changed.map(({ id, code, name, station, street, officers, shape }) => [
      id,
      (versions.get(id) ?? 0) + 1,
      effectiveFrom,
      publication,
      code,
      name,
      station,
      street,
      officers,
      shapeToEwkb(shape),
    ]),
  )
}

/** What PostGIS found wrong with beats that were published. */
export type BeatFault = {
  readonly reason: 'shape_invalid' | 'beats_overlap' | 'ground_beyond_changed'
  readonly beats: readonly Uuid[]
}

/**
 * Checks, independently of core, what publication `publication` wrote of beats: every shape is valid, none overlaps
 * another, and beyond the communities under `within` every beat has the ground that it had. Answers with the first
 * fault, or undefined.
 */
export async function beatFault(
  tx: Transaction,
  within: string,
  publication: number,
): Promise<BeatFault | undefined> {
  const found = async (sql: string, ...params: unknown[]) =>
    parsed(IdRow, await tx.query(sql, [publication, ...params])).map(({ id }) => id)

  const invalid = await found(
    `select beat as id from beat_versions where publication = $1 and not st_isvalid(shape)`,
  )
  if (invalid.length > 0) return { reason: 'shape_invalid', beats: invalid }

  const overlapping = await found(
    `select a.beat as id from beat_versions a
      where a.publication = $1 and exists (
        select from beat_versions b
         where b.beat <> a.beat and b.superseded_by is null and b.shape && a.shape
           and ${isBroad('st_intersection(a.shape, b.shape)')})`,
  )
  if (overlapping.length > 0) return { reason: 'beats_overlap', beats: overlapping }

  const beyond = await found(
    `with touched as (
       select beat, st_union(shape) filter (where superseded_by = $1) as before,
              st_union(shape) filter (where publication = $1) as after
         from beat_versions where publication = $1 or superseded_by = $1 group by beat),
     differing as materialized (
       select beat, case when before is null then after when after is null then before
                         else st_symdifference(before, after) end as shape
         from touched)
     select d.beat as id from differing d
      where ${isBroad(`st_difference(d.shape, coalesce(
              (select st_union(g.shape) from grid_versions g
                where g.superseded_by is null and starts_with(g.community, $2) and g.shape && d.shape),
              st_setsrid('GEOMETRYCOLLECTION EMPTY'::geometry, 4326)))`)}`,
    within,
  )
  return beyond.length > 0 ? { reason: 'ground_beyond_changed', beats: beyond } : undefined
}
