import type { Page } from 'playwright-core'
import { settled } from './console.ts'

export type Place = readonly [lng: number, lat: number]

/** A hand on the map of one page: places are given on the ground, not on the screen. */
export interface Hand {
  lookAt(place: Place, zoom: number): Promise<void>
  /** `beside` in pixels to the east: as far off as a hand is. */
  moveTo(place: Place, beside?: number): Promise<void>
  click(place: Place, beside?: number): Promise<void>
  /** What the tool in hand says. */
  hint(): Promise<string>
  /** The vertices of a road's centre line that are on the map, from west to east. */
  road(name: string): Promise<Place[]>
  /** The box around the buildings whose names begin so, as places by share from its north-west. */
  boxAround(prefix: string): Promise<(east: number, south: number) => Place>
}

export const handOn = (page: Page): Hand => {
  const moveTo = async (place: Place, beside = 0) => {
    const { x, y } = await page.evaluate(([lng, lat]) => {
      const { x, y } = window.gridloomMap.project([lng, lat])
      const canvas = window.gridloomMap.getCanvas().getBoundingClientRect()
      return { x: x + canvas.x, y: y + canvas.y }
    }, place)
    await page.mouse.move(x + beside, y, { steps: 4 })
  }
  return {
    moveTo,
    async click(place, beside = 0) {
      await moveTo(place, beside)
      await page.mouse.down()
      await page.mouse.up()
    },
    async lookAt([lng, lat], zoom) {
      await page.evaluate(([lng, lat, zoom]) => window.gridloomMap.jumpTo({ center: [lng, lat], zoom }), [
        lng,
        lat,
        zoom,
      ] as const)
      await settled(page)
    },
    hint: async () => (await page.getByTestId('tool-hint').textContent()) ?? '',
    async road(name) {
      const places = await page.evaluate(
        (wanted) =>
          window.gridloomMap
            .querySourceFeatures('roads', { sourceLayer: 'roads' })
            .filter(({ properties }) => properties.name === wanted)
            .flatMap(({ geometry }) => geometry.coordinates.flat(2) as number[])
            .flatMap((lng, i, all): [number, number][] => (i % 2 ? [] : [[lng, all[i + 1] as number]])),
        name,
      )
      return (
        places
          .sort(([a], [b]) => a - b)
          // Neighbouring tiles repeat what lies near their edge.
          .filter(([lng], i, all) => i === 0 || lng - (all[i - 1]?.[0] ?? 0) > 1e-4)
      )
    },
    async boxAround(prefix) {
      await settled(page)
      const places = await page.evaluate(
        (wanted) =>
          window.gridloomMap
            .querySourceFeatures('draft-buildings')
            .filter(({ properties }) => properties.name?.startsWith(wanted))
            .flatMap(({ geometry }) => geometry.coordinates.flat(3) as number[]),
        prefix,
      )
      const [lng, lat] = [0, 1].map((axis) => places.filter((_, i) => i % 2 === axis)) as [number[], number[]]
      const [west, north] = [Math.min(...lng), Math.max(...lat)]
      const [width, height] = [Math.max(...lng) - west, north - Math.min(...lat)]
      return (east, south) => [west + east * width, north - south * height]
    },
  }
}

/** A place as far past `to` as half the way from `from`. */
export const beyond = (from: Place, to: Place): Place => [
  to[0] + (to[0] - from[0]) / 2,
  to[1] + (to[1] - from[1]) / 2,
]
