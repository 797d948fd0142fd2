import { isVillage, type Street } from './divisions.ts'
import { type GridSketch, type HouseSketch, type Kind, PURPOSES, type Purpose } from './grids.ts'
import { house } from './households.ts'
import type { Random } from './random.ts'
import { SHAGOU } from './shagou.ts'

/** Mines, schools, hospitals, markets and parks; their work buildings hold no household. */
export function exclusiveGrids(street: Street, random: Random): GridSketch[] {
  const communities = random
    .shuffled(street.communities)
    .filter((division) => division.code !== SHAGOU && !isVillage(division))
  const first = Number(street.code.slice(-1))
  return Array.from({ length: street.exclusive }, (_, i): GridSketch => {
    const purpose = PURPOSES[(first + i * 2) % PURPOSES.length]!
    const built = exclusiveHouses(purpose, random)
    return {
      type: 'exclusive',
      morphology: purpose === 'park' ? 'outskirts' : 'work_unit',
      purpose,
      community: communities[i % communities.length]!.code,
      households: built.reduce((sum, it) => sum + it.households, 0),
      houses: built,
    }
  })
}

function exclusiveHouses(purpose: Purpose, random: Random): HouseSketch[] {
  const work = (kind: Kind, count: number, name: (n: number) => string): HouseSketch[] =>
    Array.from({ length: count }, (_, i) => ({
      ...house(kind, kind === 'courtyard' ? 8 : 40, random),
      floors: kind === 'courtyard' ? 1 : 4,
      households: 0,
      name: name(i + 1),
    }))
  const homes = (count: number, name: string): HouseSketch[] =>
    Array.from({ length: count }, (_, i) => ({
      ...house('dormitory', random.whole(10, 24), random),
      name: `${name}${i + 1}号楼`,
    }))
  switch (purpose) {
    case 'mine':
      return [
        ...work('walk_up', 2, (n) => (n === 1 ? '矿办公楼' : '调度楼')),
        ...work('dormitory', 2, (n) => `机修车间${n}`),
        ...homes(3, '职工公寓'),
      ]
    case 'school':
      return [
        ...work('walk_up', 3, (n) => (n === 3 ? '实验楼' : `教学${n}号楼`)),
        ...work('courtyard', 1, () => '食堂'),
        ...homes(1, '教工宿舍'),
      ]
    case 'hospital':
      return [
        ...work('mid_rise', 2, (n) => (n === 1 ? '门诊楼' : '住院楼')),
        ...work('walk_up', 1, () => '医技楼'),
        ...homes(2, '医院家属'),
      ]
    case 'market':
      return [...work('dormitory', 4, (n) => `市场${n}号大厅`), ...homes(1, '市场公寓')]
    case 'park':
      return work('courtyard', 2, (n) => (n === 1 ? '公园管理处' : '游客服务站'))
  }
}
