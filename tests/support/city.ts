import { interiorPoint } from '#core/geometry/geos.ts'
import { type Point, type Shape, toDegrees } from '#core/geometry/lattice.ts'
import { areaM2, localMetres } from '#core/geometry/metres.ts'
import { boxOf, holdsPoint, ringsOf } from '#core/geometry/shape.ts'
import { randomFrom } from './town.ts'

/** About as many blocks of flats per grid as a city district has. */
const BUILDINGS_PER_GRID = 45

/** Rows of slabs across the ground of each grid, as a GeoJSON text: what an office would hand over. */
export function buildingsOn(shapes: readonly Shape[], seed: number): string {
  const random = randomFrom(seed)
  const features = shapes.flatMap((shape) => {
    const box = boxOf(ringsOf(shape))
    const metres = localMetres(interiorPoint(shape[0] ?? []))
    const spacingM = Math.sqrt(areaM2(shape) / BUILDINGS_PER_GRID)
    const [stepX, stepY] = [spacingM / metres.xPerUnit, spacingM / metres.yPerUnit]
    const made: unknown[] = []
    for (let y = box[1] + stepY / 2; y < box[3]; y += stepY)
      for (let x = box[0] + stepX / 2; x < box[2]; x += stepX) {
        const [length, depth] = [Math.min(0.7 * spacingM, 30 + random() * 30), Math.min(0.3 * spacingM, 12)]
        const ring = slab(x, y, length / metres.xPerUnit, depth / metres.yPerUnit)
        if (!ring.every((corner) => holdsPoint(shape, corner))) continue
        made.push({
          type: 'Feature',
          properties: { households: 12 + Math.floor(random() * 60) },
          geometry: { type: 'Polygon', coordinates: [ring.map(toDegrees)] },
        })
      }
    return made
  })
  return JSON.stringify({ type: 'FeatureCollection', features })
}

const slab = (x: number, y: number, width: number, height: number): Point[] =>
  (
    [
      [-1, -1],
      [1, -1],
      [1, 1],
      [-1, 1],
      [-1, -1],
    ] as const
  ).map(([u, v]) => [Math.round(x + (u * width) / 2), Math.round(y + (v * height) / 2)])
