import type { Point, Shape } from '#core/geometry/lattice.ts'
import type {
  World,
  WorldArea,
  WorldBuilding,
  WorldGrid,
  WorldPerson,
  WorldPlace,
  WorldPost,
} from '../../data/world.ts'

/**
 * A district of two streets that fits in the head. 沙沟社区 (140303005006) is a row of three grids, each with a
 * raster of 3 × 3 buildings; beside it lie 沙台社区 of the same street and 平潭社区 of the other one, one grid each.
 *
 *     第六 328 | 第八 709 | 第五 303 | 沙台 第一 90 || 平潭 第一 90
 *
 * 西坡5号楼 stands at the west edge of 第八, 西坡6号楼 and 7号楼 at its east edge.
 */
export const SHAGOU = '140303005006'
export const SHATAI = '140303005007'
export const PINGTAN = '140303001001'
export const SHAPING_STREET = '140303005'
export const PINGTAN_STREET = '140303001'
export const DISTRICT = '140303'

const WEST = 1_135_000_000
const SOUTH = 378_700_000
const WIDTH = 36_000
const HEIGHT = 30_000
const STEP = 2_000

const square = (x0: number, y0: number, x1: number, y1: number): Shape => [
  [
    [
      [x0, y0],
      [x1, y0],
      [x1, y1],
      [x0, y1],
      [x0, y0],
    ],
  ],
]
/** Whole columns of the row, with a vertex every 20 m along the street, as a surveyed outline has. */
function columns(from: number, to: number): Shape {
  const [west, east] = [WEST + from * WIDTH, WEST + to * WIDTH]
  const xs = Array.from({ length: (east - west) / STEP + 1 }, (_, i) => west + i * STEP)
  const south = xs.map((x): Point => [x, SOUTH])
  const north = xs.map((x): Point => [x, SOUTH + HEIGHT]).reverse()
  return [[[...south, ...north, [west, SOUTH]]]]
}

const uuid = (kind: number, number: number): string =>
  `${kind.toString(16).padStart(8, '0')}-0000-4000-8000-${number.toString(16).padStart(12, '0')}`

const areas: WorldArea[] = [
  { code: DISTRICT, name: '矿区', level: 'district', parent: null, shape: columns(0, 5) },
  { code: SHAPING_STREET, name: '沙坪街道', level: 'street', parent: DISTRICT, shape: columns(0, 4) },
  { code: PINGTAN_STREET, name: '平潭街街道', level: 'street', parent: DISTRICT, shape: columns(4, 5) },
  { code: SHAGOU, name: '沙沟社区', level: 'community', parent: SHAPING_STREET, shape: columns(0, 3) },
  { code: SHATAI, name: '沙台社区', level: 'community', parent: SHAPING_STREET, shape: columns(3, 4) },
  { code: PINGTAN, name: '平潭社区', level: 'community', parent: PINGTAN_STREET, shape: columns(4, 5) },
]

/** West to east; households of the buildings by column of the raster from the west, each from the south. */
const drawn = [
  { community: SHAGOU, seq: 6, name: '第六网格', households: [36, 36, 36, 36, 36, 36, 37, 37, 38] },
  { community: SHAGOU, seq: 8, name: '第八网格', households: [78, 84, 78, 78, 78, 78, 79, 78, 78] },
  { community: SHAGOU, seq: 5, name: '第五网格', households: [33, 33, 33, 34, 34, 34, 34, 34, 34] },
  { community: SHATAI, seq: 1, name: '第一网格', households: [10, 10, 10, 10, 10, 10, 10, 10, 10] },
  { community: PINGTAN, seq: 1, name: '第一网格', households: [10, 10, 10, 10, 10, 10, 10, 10, 10] },
]

/** Of 第八: the index in the raster of the buildings of the Shagou case. */
const NAMED = new Map([
  [1, '西坡5号楼'],
  [6, '西坡6号楼'],
  [7, '西坡7号楼'],
])

const grids = drawn.map(
  ({ community, seq, name }, column): WorldGrid => ({
    id: uuid(1, column + 1),
    code: `${community}${String(seq).padStart(3, '0')}`,
    name,
    type: 'basic',
    morphology: 'old_estate',
    community,
    microGrids: 2,
    shape: columns(column, column + 1),
  }),
)

const buildings = drawn.flatMap(({ community, seq, households }, column) =>
  households.map((count, i): WorldBuilding => {
    const number = column * 9 + i + 1
    const x = WEST + column * WIDTH + Math.floor(i / 3) * 12_000 + 2_000
    const y = SOUTH + (i % 3) * 10_000 + 3_000
    return {
      id: uuid(2, number),
      code: `${community}${String(number).padStart(5, '0')}`,
      name: (seq === 8 && NAMED.get(i)) || `${number}号楼`,
      kind: 'walk_up',
      community,
      grid: uuid(1, column + 1),
      households: count,
      floors: 6,
      footprint: square(x, y, x + 8_000, y + 4_000),
      position: [x + 4_000, y + 2_000],
    }
  }),
)

/** One organisation in the first building of every grid, one shop in the second. */
const places = grids.flatMap((_, column): WorldPlace[] =>
  (['organisation', 'shop'] as const).map((kind, i) => {
    const building = buildings[column * 9 + i] as WorldBuilding
    return {
      id: uuid(3, column * 2 + i + 1),
      kind,
      name: `${kind} ${column * 2 + i + 1}`,
      community: building.community,
      building: building.id,
      position: building.position,
    }
  }),
)

/** Every grid has a chief and a worker; one instructor serves 沙沟社区. */
const people: WorldPerson[] = [
  ...grids.flatMap(({ community, name }, column) =>
    (['网格长', '网格员'] as const).map((role, i) => ({
      id: uuid(8, column * 2 + i + 1),
      name: `${name}${role}`,
      telephone: `1000000000${column * 2 + i}`,
      area: community,
    })),
  ),
  { id: uuid(8, 99), name: '指导员', telephone: '10000000099', area: SHAGOU },
]
const post = (number: number, person: number, role: WorldPost['role'], column: number): WorldPost => ({
  ...{ id: uuid(9, number), person: uuid(8, person), role, grid: uuid(1, column + 1), beat: null },
  ...{ area: grids[column]?.community ?? '', fromOn: '2024-01-01', toOn: null },
})
const crew: WorldPost[] = [
  ...grids.flatMap((_, column) => [
    post(column * 3 + 1, column * 2 + 1, 'chief', column),
    post(column * 3 + 2, column * 2 + 2, 'worker', column),
  ]),
  ...[0, 1, 2].map((column) => post(column * 3 + 3, 99, 'instructor', column)),
]

const middle: Point = [WEST + 2 * WIDTH, SOUTH + HEIGHT / 2]

export const tinyWorld: World = {
  scale: 'kuangqu',
  seed: 0,
  areas,
  grids,
  buildings,
  places,
  stations: [
    { id: uuid(4, 1), code: '14030301', name: '沙坪派出所', street: SHAPING_STREET, position: middle },
  ],
  beats: [
    {
      id: uuid(5, 1),
      code: '1403030101',
      name: '第一警格',
      station: uuid(4, 1),
      officers: 1,
      shape: columns(0, 2),
    },
    {
      id: uuid(5, 2),
      code: '1403030102',
      name: '第二警格',
      station: uuid(4, 1),
      officers: 1,
      shape: columns(2, 4),
    },
  ],
  people,
  crew,
  roads: [
    {
      id: uuid(6, 1),
      name: '沙沟路',
      class: 'arterial',
      line: [
        [WEST, SOUTH],
        [WEST + 5 * WIDTH, SOUTH],
      ],
    },
  ],
  water: [
    {
      id: uuid(7, 1),
      name: '桃河',
      kind: 'river',
      shape: square(WEST, SOUTH - 5_000, WEST + 5 * WIDTH, SOUTH),
    },
  ],
  green: [
    {
      id: uuid(7, 2),
      name: '公园',
      kind: 'park',
      shape: square(WEST + 1_000, SOUTH + 1_000, WEST + 2_000, SOUTH + 2_000),
    },
  ],
  cameras: [
    {
      ...{ code: '140303C00001', name: '西坡5号楼门前', kind: 'fixed', owner: 'community', link: null },
      ...{ area: SHAGOU, position: buildings.find(({ name }) => name === '西坡5号楼')?.position ?? [0, 0] },
    },
  ],
  misaligned: [],
}

const found = <T>(item: T | undefined): T => {
  if (item === undefined) throw new Error('the tiny world lost something')
  return item
}
export const gridNamed = (name: string, community = SHAGOU): WorldGrid =>
  found(grids.find((grid) => grid.name === name && grid.community === community))
export const buildingNamed = (name: string): WorldBuilding =>
  found(buildings.find((one) => one.name === name))
