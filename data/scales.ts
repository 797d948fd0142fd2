import type { Misalignments } from './beats.ts'
import type { CrewFaults } from './crew.ts'
import type { Street } from './divisions.ts'
import { jinchengStreets, yanliangStreets } from './names/invented.ts'
import { KUANGQU_STREETS } from './names/kuangqu.ts'
import { type Density, TOWN } from './sketch.ts'
import type { ValleyForm } from './valley.ts'
import type { Scale } from './world.ts'

/** One district to generate: its streets with their counts, its ground, and what is planted in it. */
export interface District {
  readonly code: string
  readonly name: string
  readonly streets: readonly Street[]
  readonly form: ValleyForm
  readonly density: Density
  readonly misalignments: Misalignments
  readonly crewFaults: CrewFaults
}

const KUANGQU: District = {
  code: '140303',
  name: '矿区',
  streets: KUANGQU_STREETS,
  form: { lengthM: 7_700, widthM: 1_740, bands: 3, river: 2, box: [113.491, 37.858, 113.568, 37.913] },
  density: TOWN,
  misalignments: { straddling: 15, foreign: 6, basicWithout: 4, exclusiveWithout: 2 },
  crewFaults: { unmanned: 4, expired: 3, doubled: 2 },
}

/** A stress case: few grids, each with hundreds of small houses. */
const YANLIANG: District = {
  code: '610114',
  name: '阎良区',
  streets: yanliangStreets(),
  form: { lengthM: 8_600, widthM: 3_600, bands: 5, river: 3, box: [109.16, 34.6, 109.32, 34.74] },
  density: {
    medianHouseholds: 745,
    sigma: 0.3,
    households: [200, 1_600],
    buildings: [60, 900],
    kinds: {
      courtyard: 0.975,
      walk_up: 0.015,
      dormitory: 0.004,
      mid_rise: 0.004,
      long_block: 0.001,
      tower: 0.001,
    },
  },
  misalignments: { straddling: 8, foreign: 3, basicWithout: 2, exclusiveWithout: 1 },
  crewFaults: { unmanned: 2, expired: 1, doubled: 1 },
}

/** A whole city of six districts, each in its own valley. */
const JINCHENG_DISTRICTS = [
  ['140502', '城区', 112.83, 35.49],
  ['140521', '沁水县', 112.19, 35.69],
  ['140522', '阳城县', 112.41, 35.48],
  ['140524', '陵川县', 113.28, 35.77],
  ['140525', '泽州县', 112.9, 35.62],
  ['140581', '高平市', 112.92, 35.8],
] as const

const JINCHENG: readonly District[] = JINCHENG_DISTRICTS.map(([code, name, east, north], i) => ({
  code,
  name,
  streets: jinchengStreets(code, i),
  form: {
    lengthM: 10_500,
    widthM: 3_100,
    bands: 6,
    river: 3,
    box: [east - 0.055, north - 0.045, east + 0.055, north + 0.045],
  },
  density: TOWN,
  misalignments: { straddling: 33, foreign: 13, basicWithout: 9, exclusiveWithout: 2 },
  crewFaults: { unmanned: 9, expired: 6, doubled: 4 },
}))

export const DISTRICTS: Readonly<Record<Scale, readonly District[]>> = {
  kuangqu: [KUANGQU],
  yanliang: [YANLIANG],
  jincheng: JINCHENG,
}
