import type { Mismatch } from '#core/beat/alignment.ts'
import { overlay, uncoveredBy } from '#core/beat/overlay.ts'
import { geodesicAreaM2 } from '#core/geometry/geodesic.ts'
import type { Shape } from '#core/geometry/lattice.ts'
import type { AreaCode, Uuid } from '#core/plan/plan.ts'
import { shapesThen } from '../db/alignment.ts'
import type { Moment } from '../db/asOf.ts'
import { type Actor, type Database, SYSTEM } from '../db/database.ts'
import { type AlignedGrid, alignment } from './alignment.ts'

/** Ground that is wrong; a null beat is none. */
export interface MisalignedPiece {
  readonly grid: Uuid
  readonly beat: Uuid | null
  readonly mismatch: Mismatch
  readonly households: number
  readonly buildings: number
  readonly areaM2: number
  readonly sliver: boolean
  readonly shape: Shape
}

/** Of each grid in two beats what lies outside its main one, of every other mismatched grid the whole. */
export async function misalignedPieces(
  database: Database,
  actor: Actor,
  within: AreaCode | undefined,
  moment: Moment,
): Promise<MisalignedPiece[]> {
  const { grids } = await alignment(database, actor, within, moment)
  const wrong = grids.flatMap((grid) => (grid.mismatch ? [{ ...grid, mismatch: grid.mismatch }] : []))
  const beatsOf = ({ beats }: AlignedGrid) => beats.map(({ beat }) => beat)
  const [gridShapes, beatShapes] = await database.transaction(SYSTEM, async (tx) => [
    await shapesThen(
      tx,
      'grid',
      wrong.map(({ id }) => id),
      moment,
    ),
    await shapesThen(tx, 'beat', [...new Set(wrong.flatMap(beatsOf))], moment),
  ])
  return wrong.flatMap((grid) => {
    const shape = gridShapes.get(grid.id)
    if (!shape) throw new Error(`grid ${grid.id} has no shape at the moment of its alignment`)
    if (grid.mismatch !== 'two_beats') return [wholeOf(grid, shape)]
    const beats = beatsOf(grid).flatMap((id) => {
      const ground = beatShapes.get(id)
      return ground ? [{ id, shape: ground }] : []
    })
    return partsOf(grid, shape, beats)
  })
}

type Wrong = AlignedGrid & { readonly mismatch: Mismatch }

const wholeOf = ({ id, mismatch, beats, households, buildings }: Wrong, shape: Shape): MisalignedPiece => ({
  ...{ grid: id, mismatch, households, buildings, sliver: false, shape },
  beat: mismatch === 'other_station' ? (beats[0]?.beat ?? null) : null,
  areaM2: geodesicAreaM2(shape),
})

function partsOf(
  { id, mismatch, beats, uncovered }: Wrong,
  shape: Shape,
  ground: readonly { readonly id: Uuid; readonly shape: Shape }[],
): MisalignedPiece[] {
  const pieces = overlay(shape, ground)
  const others = beats.slice(1).flatMap(({ beat, households, buildings, areaM2, sliver }) => {
    const piece = pieces.find((one) => one.beat.id === beat)
    return piece
      ? [{ grid: id, beat, mismatch, households, buildings, areaM2, sliver, shape: piece.shape }]
      : []
  })
  if (!uncovered) return others
  const { households, buildings, areaM2, sliver } = uncovered
  return [
    ...others,
    {
      grid: id,
      beat: null,
      mismatch,
      households,
      buildings,
      areaM2,
      sliver,
      shape: uncoveredBy(shape, pieces),
    },
  ]
}
