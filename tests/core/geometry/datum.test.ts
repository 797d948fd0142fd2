import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bd09FromGcj02, gcj02FromWgs84, wgs84FromBd09, wgs84FromGcj02 } from '#core/geometry/datum.ts'
import { toLattice } from '#core/geometry/lattice.ts'
import { localMetres } from '#core/geometry/metres.ts'

test('at the demo district GCJ-02 lies about 573 m east and 63 m north', () => {
  const here: [number, number] = [113.53, 37.885]
  const [east, north] = localMetres(toLattice(here)).of(toLattice(gcj02FromWgs84(here)))
  expect(east).toBeGreaterThan(553)
  expect(east).toBeLessThan(593)
  expect(north).toBeGreaterThan(43)
  expect(north).toBeLessThan(83)
})

test('the way back is exact on the lattice, anywhere in China', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 74, max: 134, noNaN: true }),
      fc.double({ min: 18, max: 53, noNaN: true }),
      (lng, lat) => {
        const back = wgs84FromGcj02(gcj02FromWgs84([lng, lat]))
        expect(Math.hypot(back[0] - lng, back[1] - lat)).toBeLessThan(2e-9)
        const baidu = wgs84FromBd09(bd09FromGcj02(gcj02FromWgs84([lng, lat])))
        expect(Math.hypot(baidu[0] - lng, baidu[1] - lat)).toBeLessThan(2e-9)
      },
    ),
  )
})
