import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { SYSTEM } from '../../server/db/database.ts'
import { storedLayers } from '../../server/db/imports.ts'
import { openDatabase } from '../../server/db/open.ts'
import { importCommand } from '../../server/importCommand.ts'
import { removeFolder, temporaryFolder } from '../support/folders.ts'

let folder: string
let printed: string
beforeAll(async () => {
  folder = await temporaryFolder()
  for (const stream of ['log', 'error'] as const)
    vi.spyOn(console, stream).mockImplementation((line) => {
      printed += `${line}\n`
    })
})
afterAll(async () => {
  vi.restoreAllMocks()
  await removeFolder(folder)
})

async function run(...args: string[]): Promise<number> {
  printed = ''
  return importCommand(args, { dataDir: join(folder, 'data') })
}

async function storedGrids(): Promise<number> {
  const database = await openDatabase({ dataDir: join(folder, 'data') })
  const { grids } = await database.transaction(SYSTEM, storedLayers)
  await database.close()
  return grids.length
}

function file(name: string, ...boxes: (readonly [west: number, east: number])[]): string {
  const path = join(folder, name)
  const features = boxes.map(([west, east]) => ({
    type: 'Feature',
    properties: {},
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [west, 37.9],
          [east, 37.9],
          [east, 37.91],
          [west, 37.91],
          [west, 37.9],
        ],
      ],
    },
  }))
  writeFileSync(path, JSON.stringify({ type: 'FeatureCollection', features }))
  return path
}

test('what it needs is asked for by name', async () => {
  expect(await run()).toBe(1)
  expect(printed).toMatch(/layer_unknown/)
  expect(await run('grids')).toBe(1)
  expect(printed).toMatch(/file_missing/)
  expect(await run('grids', 'a.geojson')).toBe(1)
  expect(printed).toMatch(/crs_missing: a file must name its CRS/)
  expect(await run('grids', join(folder, 'none'), '--crs', 'EPSG:4326')).toBe(1)
  expect(printed).toMatch(/file_unreadable/)
  expect(await run('grids', file('a.geojson', [113.5, 113.51]), '--crs', 'EPSG:3857')).toBe(1)
  expect(printed).toMatch(/crs_unknown/)
  writeFileSync(join(folder, 'text'), 'not json')
  expect(await run('grids', join(folder, 'text'), '--crs', 'EPSG:4326')).toBe(1)
  expect(printed).toMatch(/not_geojson/)
})

test('an overlap waits for a confirmation; until then nothing is stored', async () => {
  const overlapping = file('b.geojson', [113.5, 113.511], [113.51, 113.52])
  expect(await run('grids', overlapping, '--crs', 'EPSG:4326')).toBe(2)
  expect(printed).toMatch(/overlap: two shapes cover the same ground/)
  expect(printed).toMatch(/Nothing was stored/)
  expect(await run('grids', overlapping, '--crs', 'EPSG:4326', '--dry-run', '--confirm')).toBe(0)
  expect(await storedGrids()).toBe(0)
  expect(await run('grids', overlapping, '--crs', 'EPSG:4326', '--confirm')).toBe(0)
  expect(await storedGrids()).toBe(2)
})
