/**
 * The two larger demo worlds: district codes are real, streets, communities and every count below them are invented.
 * Totals: 阎良 180 grids, 60,721 buildings, 141,989 households; 晋城 4,601 grids, 400 beats, 55,000 buildings.
 */
import type { Division, Street } from '../divisions.ts'
import { apportioned } from '../random.ts'

const FIRST = ['东', '西', '南', '北', '前', '后', '上', '下', '新', '大'] as const
const SECOND = [
  '关', '桥', '河', '岭', '坪', '沟', '庄', '街', '园', '泉', '山', '口', '湾', '寨', '营', '塬', '堡', '井', '坡', '滩',
  '柳', '槐', '杨', '石', '崖', '店', '屯', '岗', '渠', '台',
] as const

/** The n-th invented place name; the first 300 differ. */
const invented = (n: number): string => `${FIRST[n % 10]!}${SECOND[Math.floor(n / 10 + n) % 30]!}`

interface Totals {
  readonly basic: number
  readonly exclusive: number
  readonly buildings: number
  readonly households: number
  readonly organisations: number
  readonly shops: number
  readonly microGrids: number
  readonly beats: number
  readonly officers: number
}

/** Streets of about equal size; the n-th total of each is its share. Each has `communities` communities. */
function streetsOf(
  district: string,
  names: readonly string[],
  communities: number,
  totals: Totals,
  firstName: number,
): Street[] {
  const even = names.map(() => 1)
  const basic = apportioned(totals.basic, even)
  const exclusive = apportioned(totals.exclusive, even)
  const share = (total: number): number[] => apportioned(total, basic)
  const [buildings, households, organisations, shops] = [
    share(totals.buildings),
    share(totals.households),
    share(totals.organisations),
    share(totals.shops),
  ]
  const microGrids = apportioned(totals.microGrids, basic.map((grids, i) => grids + exclusive[i]!))
  const beats = apportioned(totals.beats, even)
  const officers = apportioned(totals.officers, even)
  return names.map((name, i) => {
    const code = `${district}${String(i + 1).padStart(3, '0')}`
    // A beat patrols whole communities, so a street has at least as many of these.
    const count = Math.max(communities, beats[i]!)
    const grids = apportioned(basic[i]!, Array.from({ length: count }, () => 1))
    return {
      code,
      name,
      exclusive: exclusive[i]!,
      buildings: buildings[i]!,
      organisations: organisations[i]!,
      shops: shops[i]!,
      microGrids: microGrids[i]!,
      beats: beats[i]!,
      officers: officers[i]!,
      households: households[i]!,
      communities: grids.map((number, k): Division => {
        const village = k >= count - Math.max(1, Math.floor(count / 6))
        const sequence = village ? 200 + k : k + 1
        return {
          code: `${code}${String(sequence).padStart(3, '0')}`,
          name: `${invented(firstName + i * 13 + k)}${village ? '村' : '社区'}`,
          grids: number,
        }
      }),
    }
  })
}

export const yanliangStreets = (): Street[] =>
  streetsOf(
    '610114',
    ['凤凰路街道', '新华路街道', '振兴街道', '新兴街道', '北屯街道'],
    5,
    {
      basic: 174,
      exclusive: 6,
      buildings: 60_721,
      households: 141_989,
      organisations: 620,
      shops: 5_100,
      microGrids: 470,
      beats: 18,
      officers: 16,
    },
    0,
  )

const JINCHENG_GRIDS = apportioned(4_601, [1, 1, 1, 1, 1, 1])
const JINCHENG_BEATS = apportioned(400, [1, 1, 1, 1, 1, 1])
const JINCHENG_BUILDINGS = apportioned(55_000, [1, 1, 1, 1, 1, 1])
const JINCHENG_STREETS = ['东街街道', '西街街道', '南街街道', '北街街道', '钟家庄街道', '开发区街道', '北石店镇', '河口镇'] as const

export const jinchengStreets = (district: string, index: number): Street[] =>
  streetsOf(
    district,
    JINCHENG_STREETS,
    8,
    {
      basic: JINCHENG_GRIDS[index]! - 16,
      exclusive: 16,
      buildings: JINCHENG_BUILDINGS[index]!,
      households: JINCHENG_GRIDS[index]! * 284,
      organisations: 900,
      shops: 6_700,
      microGrids: Math.round(JINCHENG_GRIDS[index]! * 2.45),
      beats: JINCHENG_BEATS[index]!,
      officers: JINCHENG_BEATS[index]! - 6,
    },
    index * 50,
  )
