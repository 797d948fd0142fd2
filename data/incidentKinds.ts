import { DEFAULT_MATTERS } from '#core/incident/catalogue.ts'
import type { Category, Matter } from '#core/incident/matters.ts'
import type { Channel } from '#core/incident/reports.ts'
import type { Level } from '#core/incident/triage.ts'
import { REPORT_TEXTS } from './names/incidents.ts'
import type { Random } from './random.ts'

/** How often each channel brings a case, in percent (demo). */
const CHANNEL_SHARES: Readonly<Partial<Record<Channel, number>>> = {
  grid_worker: 62,
  resident: 12,
  hotline_12345: 11,
  police_110: 5,
  property: 4,
  sensor: 2,
  wristband: 1,
  window: 2,
  department: 1,
}

const SHARES: Readonly<Record<`c${Category}`, number>> = {
  ...{ c01: 8.4, c02: 21.3, c03: 20, c04: 15.8, c05: 18.6, c06: 3.7, c07: 4.4, c08: 3.2, c09: 1.1, c99: 2.1 },
}
const SHARES_BY_CHANNEL: Readonly<Partial<Record<Channel, Partial<typeof SHARES>>>> = {
  police_110: { c01: 25, c06: 50, c07: 20, c08: 5 },
  sensor: { c02: 70, c05: 30 },
  wristband: { c08: 1 },
}

const PATROL = [0, 0, 0, 0, 0, 0, 1, 4, 9, 14, 14, 8, 3, 4, 10, 13, 12, 7, 3, 2, 1, 0, 0, 0]
const RESIDENTS = [1, 1, 0, 0, 0, 1, 2, 4, 8, 11, 10, 7, 4, 5, 7, 8, 8, 7, 6, 5, 4, 3, 2, 1]
const POLICE = [4, 3, 2, 2, 1, 1, 2, 3, 4, 5, 5, 5, 4, 4, 5, 5, 5, 6, 7, 7, 7, 7, 6, 5]
const WRISTBAND = [3, 3, 3, 3, 4, 6, 7, 7, 6, 5, 4, 4, 4, 3, 3, 3, 3, 4, 4, 5, 5, 4, 4, 3]
const HOURS: Readonly<Partial<Record<Channel, readonly number[]>>> = {
  grid_worker: PATROL,
  window: PATROL,
  department: PATROL,
  police_110: POLICE,
  wristband: WRISTBAND,
  sensor: POLICE,
}

/** An hour of the day in which the channel reports, as often as it does. */
export const hourOf = (channel: Channel, random: Random): number =>
  indexBy(HOURS[channel] ?? RESIDENTS, random)

/** How often each channel brings a case in an hour of the day, in percent of all cases of a mean hour. */
export const channelsAt = (hour: number): Readonly<Record<Channel, number>> =>
  Object.fromEntries(
    Object.entries(CHANNEL_SHARES).map(([channel, share]) => {
      const hours = HOURS[channel as Channel] ?? RESIDENTS
      const mean = hours.reduce((sum, weight) => sum + weight, 0) / hours.length
      return [channel, (share * (hours[hour] ?? 0)) / mean]
    }),
  ) as Record<Channel, number>

/** An index, each as likely as its weight. */
function indexBy(weights: readonly number[], random: Random): number {
  let left = random.next() * weights.reduce((sum, weight) => sum + weight, 0)
  return Math.max(
    weights.findIndex((weight) => {
      left -= weight
      return left < 0
    }),
    0,
  )
}

export const channelOf = (random: Random): Channel =>
  random.weighted(CHANNEL_SHARES as Record<Channel, number>)

/** A matter that the channel brings in a month (1–12): heating only in the heating season. */
export function matterOf(channel: Channel, month: number, random: Random): Matter {
  if (channel === 'wristband') return byCode('0801')
  const shares = SHARES_BY_CHANNEL[channel] ?? SHARES
  const category = random.weighted(shares as Record<`c${Category}`, number>).slice(1)
  const isHeating = month >= 11 || month <= 3
  const choices = DEFAULT_MATTERS.filter((one) => one.category === category && one.code !== '0801')
  const weights = choices.map(({ code, urgency, enforcement }) => {
    if (code === '0501') return isHeating ? 6 : 0
    if (urgency === 'life') return 0.15
    return enforcement ? 0.25 : 1
  })
  return choices[indexBy(weights, random)] as Matter
}

const byCode = (code: string): Matter => {
  const found = DEFAULT_MATTERS.find((matter) => matter.code === code)
  if (!found) throw new Error(`expected matter ${code} in the catalogue`)
  return found
}

/** What people say when they report a matter at a place. */
export function reportText(code: string, at: string, random: Random): string {
  const texts = REPORT_TEXTS[code] ?? ['{at}']
  return random.pick(texts).replace('{at}', at)
}

/** Where the desk sends it: nearly everything stays in the grid (四级分诊, demo shares 90 / 7 / 2.4 / 0.6 %). */
export function filedLevel({ enforcement, level, urgency }: Matter, random: Random): Level {
  if (level === 'district') return random.chance(0.3) ? 'district' : 'community'
  if (urgency === 'life' || enforcement)
    return random.weighted({ grid: 70, community: 22, street: 7, district: 1 })
  return random.weighted({ grid: 96.5, community: 2.7, street: 0.6, district: 0.2 })
}
