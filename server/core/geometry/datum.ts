/**
 * The shifted coordinates of Chinese consumer maps. GCJ-02 (AMap, Tencent) moves WGS-84 by up to some 700 m after a
 * published approximation of the state's algorithm; BD-09 (Baidu) shifts GCJ-02 once more. The shift has no closed
 * inverse and is undone by iteration. CGCS2000 needs nothing: for this use it equals WGS-84.
 */
import type { Position } from './lattice.ts'

/** Krasovsky 1940, which the shift is computed on. */
const SEMI_MAJOR_M = 6_378_245
const ECCENTRICITY_2 = 0.006_693_421_622_965_943
const DEGREE = Math.PI / 180
const BAIDU_PI = (Math.PI * 3000) / 180

const waves = (value: number, terms: readonly (readonly [amplitude: number, frequency: number])[]) =>
  terms.reduce((sum, [amplitude, frequency]) => sum + amplitude * Math.sin(value * Math.PI * frequency), 0)

/** The shift in degrees at a place in WGS-84. */
function shift([lng, lat]: Position): Position {
  const x = lng - 105
  const y = lat - 35
  const common =
    (2 / 3) *
    waves(x, [
      [20, 6],
      [20, 2],
    ])
  const north =
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * Math.sqrt(Math.abs(x)) +
    common +
    (2 / 3) *
      waves(y, [
        [20, 1],
        [40, 1 / 3],
        [160, 1 / 12],
        [320, 1 / 30],
      ])
  const east =
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * Math.sqrt(Math.abs(x)) +
    common +
    (2 / 3) *
      waves(x, [
        [20, 1],
        [40, 1 / 3],
        [150, 1 / 12],
        [300, 1 / 30],
      ])
  const w = 1 - ECCENTRICITY_2 * Math.sin(lat * DEGREE) ** 2
  const metresPerRadianNorth = (SEMI_MAJOR_M * (1 - ECCENTRICITY_2)) / w ** 1.5
  const metresPerRadianEast = (SEMI_MAJOR_M / Math.sqrt(w)) * Math.cos(lat * DEGREE)
  return [east / metresPerRadianEast / DEGREE, north / metresPerRadianNorth / DEGREE]
}

export function gcj02FromWgs84(position: Position): Position {
  const [east, north] = shift(position)
  return [position[0] + east, position[1] + north]
}

/** Exact to 1e-9 degrees within China. */
export const wgs84FromGcj02 = (position: Position): Position => inverse(gcj02FromWgs84, position)

export function bd09FromGcj02([lng, lat]: Position): Position {
  const radius = Math.hypot(lng, lat) + 2e-5 * Math.sin(lat * BAIDU_PI)
  const angle = Math.atan2(lat, lng) + 3e-6 * Math.cos(lng * BAIDU_PI)
  return [radius * Math.cos(angle) + 0.0065, radius * Math.sin(angle) + 0.006]
}

/** Exact to 1e-9 degrees within China. */
export const wgs84FromBd09 = (position: Position): Position =>
  wgs84FromGcj02(inverse(bd09FromGcj02, position))

/** Where a small, smooth shift came from: start at the answer and walk back by what is missing. */
function inverse(forward: (position: Position) => Position, target: Position): Position {
  let guess = target
  for (let step = 0; step < 30; step++) {
    const [lng, lat] = forward(guess)
    const [missingEast, missingNorth] = [target[0] - lng, target[1] - lat]
    guess = [guess[0] + missingEast, guess[1] + missingNorth]
    if (Math.abs(missingEast) + Math.abs(missingNorth) < 1e-11) break
  }
  return guess
}
