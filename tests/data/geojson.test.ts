import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type PolygonCoordinates, shapeFromDegrees } from '#core/geometry/lattice.ts'
import { world } from '../../data/generate.ts'
import { LAYERS } from '../../data/geojson.ts'

const generate = (...args: string[]) =>
  spawnSync(process.execPath, ['--import', 'tsx', 'data/main.ts', ...args], { encoding: 'utf8' })

test('npm run generate writes every layer, labelled and with its CRS; the way back is exact', () => {
  const out = mkdtempSync(join(tmpdir(), 'world-'))
  try {
    const run = generate('--scale', 'kuangqu', '--seed', '1', '--out', out)
    expect(run.status, run.stderr).toBe(0)
    expect(readdirSync(out).sort()).toEqual(
      [...LAYERS, 'incidents'].map((layer) => `${layer}.geojson`).sort(),
    )
    const grids = JSON.parse(readFileSync(join(out, 'grids.geojson'), 'utf8'))
    expect(grids.label).toBe('演示数据')
    expect(grids.note).toContain('EPSG:4326')
    const shapes = grids.features.map((it: { geometry: { coordinates: PolygonCoordinates[] } }) =>
      shapeFromDegrees(it.geometry.coordinates),
    )
    expect(shapes).toEqual(world('kuangqu', 1).grids.map(({ shape }) => shape))
  } finally {
    rmSync(out, { recursive: true })
  }
})

test.each([
  [['--scale', 'mars', '--out', 'x'], "--scale: expected one of kuangqu, yanliang, jincheng, found 'mars'"],
  [['--seed', '1.5', '--out', 'x'], "--seed: expected a whole number from 0, found '1.5'"],
  [['--seed', '1'], '--out: expected a directory to write to, found none'],
  [['--sead', '1'], "Unknown option '--sead'"],
])('%j is refused with what was expected and found', (args, words) => {
  const run = generate(...args)
  expect(run.status).toBe(2)
  expect(run.stderr).toContain(words)
})
