import { parseArgs } from 'node:util'
import { BURSTS, type Burst } from './bursts.ts'

export interface Order {
  readonly to: URL
  readonly perSecond: number
  readonly burst: Burst | null
  /** Null: until it is stopped. */
  readonly forSeconds: number | null
  /** Null: another every time, because what is told again at the same place would be taken for the same case. */
  readonly seed: number | null
  /** Hour of the day that is played first; null for the hour that it is. */
  readonly hour: number | null
  /** Whoever is at the desk; the first of them also reports. */
  readonly users: readonly string[]
  readonly password: string
  /** Also where the data is not for playing with. */
  readonly isSure: boolean
}

export const USAGE = `Usage: npm run simulate -- [--to URL] [--rate N/s|N/min] [--burst ${BURSTS.join('|')}|none]
       [--for SECONDS] [--hour 0…23] [--seed N] [--user NAME,NAME] [--password WORD] [--yes]`

const OPTIONS = {
  to: { type: 'string', default: 'http://127.0.0.1:8080' },
  rate: { type: 'string', default: '1/s' },
  burst: { type: 'string', default: 'none' },
  for: { type: 'string' },
  hour: { type: 'string' },
  seed: { type: 'string' },
  user: { type: 'string', default: 'commander,duty2' },
  password: { type: 'string', default: 'demo' },
  yes: { type: 'boolean', default: false },
} as const

const MOST_PER_SECOND = 100
const SECONDS: Readonly<Record<string, number>> = { s: 1, min: 60 }

/** What the arguments ask for, or what is wrong with them. */
export function orderFrom(args: readonly string[]): Order | string {
  try {
    return orderOf(parseArgs({ args: [...args], options: OPTIONS }).values)
  } catch (error) {
    return (error as Error).message
  }
}

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values']

function orderOf(values: Values): Order | string {
  const to = URL.canParse(values.to) ? new URL(values.to) : null
  if (!to || !/^https?:$/.test(to.protocol)) return `--to: expected http://HOST:PORT, found '${values.to}'`
  const [, amount = '', unit = ''] = /^(\d+(?:\.\d+)?)\/(s|min)$/.exec(values.rate) ?? []
  const perSecond = Number(amount) / (SECONDS[unit] ?? 1)
  if (!(perSecond > 0 && perSecond <= MOST_PER_SECOND))
    return `--rate: expected a number a second or minute, as 5/s or 30/min, up to ${MOST_PER_SECOND}/s, found '${values.rate}'`
  const burst = BURSTS.find((one) => one === values.burst) ?? null
  if (!burst && values.burst !== 'none')
    return `--burst: expected one of ${BURSTS.join(', ')}, none, found '${values.burst}'`
  const forSeconds = wholeFrom(values.for, 1)
  if (forSeconds === undefined) return `--for: expected whole seconds from 1, found '${values.for}'`
  const hour = wholeFrom(values.hour, 0, 23)
  if (hour === undefined) return `--hour: expected an hour from 0 to 23, found '${values.hour}'`
  const seed = wholeFrom(values.seed, 0)
  if (seed === undefined) return `--seed: expected a whole number from 0, found '${values.seed}'`
  const users = values.user.split(',').map((name) => name.trim())
  if (users.includes('')) return `--user: expected names parted by commas, found '${values.user}'`
  return {
    ...{ to, perSecond, burst, forSeconds, hour, seed, users },
    password: values.password,
    isSure: values.yes,
  }
}

/** Null where nothing was given, undefined where it is no such number. */
function wholeFrom(
  text: string | undefined,
  least: number,
  most = Number.MAX_SAFE_INTEGER,
): number | null | undefined {
  if (text === undefined) return null
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN
  return number >= least && number <= most ? number : undefined
}
