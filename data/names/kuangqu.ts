/**
 * The demo district 阳泉市矿区 (140303): names and 12-digit codes from the NBS 2023 statistical division codes.
 * The counts per street are allocations for the demo; they add up to the district's published totals
 * (334 grids, 8 exclusive, 3,675 buildings, 459 organisations, 3,372 shops, 843 micro-grids, 32 beats,
 * 28 community officers, 6 stations). Households are synthetic. Streets stand in order from NW to SE.
 */
import type { Street } from '../divisions.ts'

export const KUANGQU_STREETS: readonly Street[] = [
  {
    code: '140303005', name: '沙坪街道', exclusive: 1, buildings: 645, organisations: 80, shops: 592,
    microGrids: 148, beats: 5, officers: 5, households: 17021,
    communities: [
      { code: '140303005001', name: '秋沟社区', grids: 6 },
      { code: '140303005002', name: '蒙北社区', grids: 6 },
      { code: '140303005003', name: '桥南园社区', grids: 6 },
      { code: '140303005004', name: '里沙坪社区', grids: 7 },
      { code: '140303005005', name: '中沙坪社区', grids: 7 },
      { code: '140303005006', name: '沙沟社区', grids: 9 },
      { code: '140303005007', name: '黄石板社区', grids: 6 },
      { code: '140303005200', name: '合新村', grids: 3 },
      { code: '140303005201', name: '前庄村', grids: 3 },
      { code: '140303005202', name: '半坡村', grids: 3 },
      { code: '140303005203', name: '大村村', grids: 3 },
    ],
  },
  {
    code: '140303004', name: '赛鱼街道', exclusive: 2, buildings: 685, organisations: 86, shops: 629,
    microGrids: 157, beats: 6, officers: 5, households: 18085,
    communities: [
      { code: '140303004001', name: '赛鱼社区', grids: 7 },
      { code: '140303004002', name: '大垴沟社区', grids: 7 },
      { code: '140303004003', name: '麻地巷社区', grids: 7 },
      { code: '140303004004', name: '南楼社区', grids: 7 },
      { code: '140303004005', name: '虎尾沟社区', grids: 7 },
      { code: '140303004006', name: '如意庄社区', grids: 6 },
      { code: '140303004007', name: '井沟社区', grids: 6 },
      { code: '140303004008', name: '龙泉社区', grids: 6 },
      { code: '140303004200', name: '永和村', grids: 3 },
      { code: '140303004201', name: '赛鱼村', grids: 3 },
      { code: '140303004202', name: '官沟村', grids: 3 },
    ],
  },
  {
    code: '140303006', name: '贵石沟街道', exclusive: 1, buildings: 298, organisations: 37, shops: 274,
    microGrids: 68, beats: 4, officers: 2, households: 7872,
    communities: [
      { code: '140303006001', name: '枣岭山社区', grids: 7 },
      { code: '140303006002', name: '小河滩社区', grids: 7 },
      { code: '140303006003', name: '苏村社区', grids: 7 },
      { code: '140303006004', name: '水滩社区', grids: 6 },
    ],
  },
  {
    code: '140303007', name: '桥头街道', exclusive: 1, buildings: 654, organisations: 82, shops: 599,
    microGrids: 150, beats: 6, officers: 5, households: 17246,
    communities: [
      { code: '140303007001', name: '刘家垴社区', grids: 7 },
      { code: '140303007002', name: '桥头社区', grids: 7 },
      { code: '140303007003', name: '桥西社区', grids: 7 },
      { code: '140303007004', name: '馨瑞社区', grids: 7 },
      { code: '140303007005', name: '段北沟社区', grids: 7 },
      { code: '140303007006', name: '段南沟社区', grids: 7 },
      { code: '140303007007', name: '段西沟社区', grids: 6 },
      { code: '140303007008', name: '西马家坪社区', grids: 6 },
      { code: '140303007200', name: '石卜咀村', grids: 3 },
      { code: '140303007201', name: '富山村', grids: 3 },
    ],
  },
  {
    code: '140303003', name: '蔡洼街道', exclusive: 1, buildings: 619, organisations: 77, shops: 568,
    microGrids: 142, beats: 5, officers: 5, households: 16340,
    communities: [
      { code: '140303003001', name: '小南坑社区', grids: 6 },
      { code: '140303003002', name: '菜市社区', grids: 6 },
      { code: '140303003003', name: '东四尺社区', grids: 6 },
      { code: '140303003004', name: '蔡东社区', grids: 6 },
      { code: '140303003005', name: '蔡西社区', grids: 6 },
      { code: '140303003006', name: '东窑房社区', grids: 6 },
      { code: '140303003007', name: '南台社区', grids: 6 },
      { code: '140303003008', name: '新源社区', grids: 6 },
      { code: '140303003200', name: '南山村', grids: 4 },
      { code: '140303003201', name: '大南沟村', grids: 4 },
    ],
  },
  {
    code: '140303001', name: '平潭街街道', exclusive: 2, buildings: 774, organisations: 97, shops: 710,
    microGrids: 178, beats: 6, officers: 6, households: 20426,
    communities: [
      { code: '140303001001', name: '平潭街东社区', grids: 8 },
      { code: '140303001002', name: '平潭街西社区', grids: 8 },
      { code: '140303001003', name: '大院社区', grids: 8 },
      { code: '140303001004', name: '洪城河社区', grids: 7 },
      { code: '140303001005', name: '西山社区', grids: 7 },
      { code: '140303001006', name: '东山社区', grids: 7 },
      { code: '140303001007', name: '苹果园社区', grids: 7 },
      { code: '140303001008', name: '马家坪社区', grids: 7 },
      { code: '140303001009', name: '育才社区', grids: 7 },
      { code: '140303001200', name: '西河村', grids: 4 },
    ],
  },
]
