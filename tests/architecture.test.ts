import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * Which folders a folder may import, besides itself. The longest path that fits a file is its row; a file without
 * a row fails. Dependencies point inward.
 */
const MAY_IMPORT: Record<string, readonly string[]> = {
  'server/core': [],
  'server/core/geometry': ['server/core'],
  // What a plan's checks ask of beats, and what commands mend them: each of the two knows the other.
  'server/core/plan': ['server/core', 'server/core/geometry', 'server/core/beat'],
  'server/core/rebalance': ['server/core', 'server/core/geometry', 'server/core/plan'],
  'server/core/photo': [],
  'server/core/beat': ['server/core', 'server/core/geometry', 'server/core/plan'],
  'server/core/incident': ['server/core', 'server/core/geometry'],
  'server/contract': ['server/core'],
  'server/optimiser': ['server/core'],
  'server/import': ['server/core', 'server/contract', 'data'],
  'server/db': ['server/core', 'server/contract', 'data'],
  'server/paper': ['server/core', 'server/contract'],
  'server/usecases': ['server/core', 'server/contract', 'server/db', 'server/import', 'server/paper', 'data'],
  'server/live': ['server/core', 'server/contract', 'server/db'],
  'server/plugins': ['server/core', 'server/contract', 'server/db', 'server/usecases'],
  'server/routes': [
    'server/core',
    'server/contract',
    'server/db',
    'server/live',
    'server/optimiser',
    'server/paper',
    'server/usecases',
    'server/plugins',
  ],
  server: [
    'server/core',
    'server/contract',
    'server/db',
    'server/live',
    'server/paper',
    'server/usecases',
    'server/routes',
    'server/plugins',
    'server/import',
    'data',
  ],
  data: ['server/core'],
  // Plays the demo over the public API, and so speaks as the contract says.
  'data/simulation': ['server/core', 'server/contract', 'data'],
  'client/words': ['server/core', 'server/contract'],
  'client/api': ['server/contract'],
  'client/editor': ['server/core', 'server/contract'],
  'client/state': ['server/core', 'server/contract', 'client/api', 'client/editor', 'client/words'],
  'client/map': ['server/core', 'server/contract', 'client/state', 'client/editor', 'client/words'],
  'client/ui': ['server/contract', 'client/words', 'client/state', 'client/api'],
  'client/plan': [
    'server/core',
    'server/contract',
    'client/api',
    'client/state',
    'client/editor',
    'client/map',
    'client/ui',
    'client/words',
  ],
  'client/command': [
    'server/core',
    'server/contract',
    'client/api',
    'client/state',
    'client/editor',
    'client/map',
    'client/ui',
    'client/words',
  ],
  'client/liaison': [
    'server/core',
    'server/contract',
    'client/api',
    'client/command',
    'client/state',
    'client/map',
    'client/ui',
    'client/words',
  ],
  client: [
    'server/contract',
    'client/command',
    'client/liaison',
    'client/api',
    'client/state',
    'client/editor',
    'client/map',
    'client/plan',
    'client/ui',
    'client/words',
  ],
}

/** Packages that only one folder may name, and what core may name at all. */
const ONLY_IN: Record<string, string> = {
  pg: 'server/db',
  '@electric-sql/pglite': 'server/db',
  '@electric-sql/pglite-postgis': 'server/db',
  'maplibre-gl': 'client/map',
  '@deck.gl/core': 'client/map',
  '@deck.gl/layers': 'client/map',
  '@deck.gl/aggregation-layers': 'client/map',
  '@deck.gl/maplibre': 'client/map',
  'geos-wasm': 'server/core/geometry',
  'geographiclib-geodesic': 'server/core/geometry',
  highs: 'server/optimiser',
  pdfkit: 'server/paper',
  'write-excel-file': 'server/paper',
}
const CORE_PACKAGES = new Set(['geos-wasm', 'geographiclib-geodesic', 'd3-delaunay', 'flatbush'])

const TOP_LEVEL = new Set([
  'package.json',
  'package-lock.json',
  'vite.config.ts',
  'tsconfig.json',
  'client',
  'server',
  'data',
  'tests',
  'README.md',
  'LICENSE',
  'node_modules',
])

interface Import {
  readonly file: string
  readonly target: string
}

function sources(folder: string): string[] {
  return readdirSync(join(root, folder)).flatMap((name) => {
    const path = join(folder, name)
    if (statSync(join(root, path)).isDirectory()) return sources(path)
    return /\.(ts|tsx|mts)$/.test(name) && !name.endsWith('.d.ts') ? [path] : []
  })
}

const files = ['server', 'client', 'data'].flatMap(sources)

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8')
  const pattern = /(?:\bfrom\s+|\bimport\s+|\bimport\()'([^'\n]+)'/g
  return [...text.matchAll(pattern)].map((match) => ({ file, target: match[1] as string }))
}

const rowOf = (path: string): string | undefined =>
  Object.keys(MAY_IMPORT)
    .filter((row) => path.startsWith(`${row}/`))
    .sort((a, b) => b.length - a.length)[0]

function fileOf({ file, target }: Import): string | null {
  if (target.startsWith('#core/')) return `server/core/${target.slice(6)}`
  if (target.startsWith('#contract/')) return `server/contract/${target.slice(10)}`
  return target.startsWith('.') ? relative(root, normalize(join(root, dirname(file), target))) : null
}

/** Who may import the core may import all of it; within the core each folder names what it needs. */
const isAllowed = (from: string, to: string): boolean =>
  from === to ||
  MAY_IMPORT[from]?.includes(to) === true ||
  (to.startsWith('server/core/') &&
    !from.startsWith('server/core') &&
    MAY_IMPORT[from]?.includes('server/core') === true)

test('every folder has a row', () => {
  expect(files.filter((file) => rowOf(file) === undefined)).toEqual([])
})

test('dependencies point inward', () => {
  const wrong = files.flatMap(importsOf).flatMap((found) => {
    const target = fileOf(found)
    if (target === null) return []
    const [from, to] = [rowOf(found.file) ?? '', rowOf(target) ?? '']
    return isAllowed(from, to) ? [] : [`${found.file} → ${target}`]
  })
  expect(wrong).toEqual([])
})

test('a database driver, a map library and GEOS each have one home; core knows no platform', () => {
  const wrong = files.flatMap(importsOf).flatMap(({ file, target }) => {
    if (target.startsWith('.') || target.startsWith('#')) return []
    const name = target
      .split('/')
      .slice(0, target.startsWith('@') ? 2 : 1)
      .join('/')
    const home = ONLY_IN[name]
    const strays = home !== undefined && !file.startsWith(`${home}/`)
    const impure = file.startsWith('server/core/') && !CORE_PACKAGES.has(name)
    return strays || impure ? [`${file} → ${target}`] : []
  })
  expect(wrong).toEqual([])
})

test('only main reads the environment and ends the process; SQL lives in server/db', () => {
  const text = (file: string) => readFileSync(join(root, file), 'utf8')
  expect(files.filter((file) => /process\.(env|exit)\b/.test(text(file)))).toEqual(
    files.filter(
      (file) => ['server/main.ts', 'data/main.ts'].includes(file) && /process\.(env|exit)\b/.test(text(file)),
    ),
  )
  const sql = /\b(select\s+[\w*(,.\s]+\s+from|insert\s+into|delete\s+from|update\s+\w+\s+set)\s/
  expect(files.filter((file) => !file.startsWith('server/db/') && sql.test(text(file)))).toEqual([])
})

test('the top level holds what it should and nothing else', () => {
  expect(readdirSync(root).filter((name) => !name.startsWith('.') && !TOP_LEVEL.has(name))).toEqual([])
})
