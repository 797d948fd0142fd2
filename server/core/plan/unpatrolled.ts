import type { Shape } from '../geometry/lattice.ts'
import type { Uuid } from './plan.ts'

/** The id of the n-th piece of ground without a beat whose first vertex this is: a UUID of version 8, made of both. */
export function unpatrolledId(piece: Shape[number], n: number): Uuid {
  const hex = (piece[0]?.[0] ?? [0, 0])
    .map((value) => (value + 2 ** 31).toString(16).padStart(8, '0'))
    .join('')
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(12, 15)}`, `8${hex.slice(15)}00`]
  return [...parts, String(n).padStart(12, '0')].join('-')
}
/** Stands for nobody, wherever the ground lies that no beat has. */
export const NOBODY: Uuid = '00000000-0000-8000-8000-000000000000'

const UNPATROLLED = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]00-0{10}\d\d$/

/** Whether the id of a grid in a beat layer stands for ground that no beat has. */
export const isUnpatrolled = (id: Uuid): boolean => UNPATROLLED.test(id)
