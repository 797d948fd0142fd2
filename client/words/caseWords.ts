import type { CaseCandidate } from '#contract/incident.ts'
import type { Department } from '#core/incident/matters.ts'
import { command } from './command.ts'
import { actionWords, departmentWords, incidentProblemWords } from './incident.ts'
import { photoProblemWords } from './photo.ts'
import { problemSpoken } from './problems.ts'
import type { Fill, Words } from './words.ts'

const MINUTE_MS = 60_000
const HOUR_MIN = 60
const DAY_MIN = 24 * HOUR_MIN

/** A length of time in the largest unit that tells it well: 45 分, 7 小时, 3 天. */
export const lengthWords = (ms: number): { readonly words: Words; readonly fill: Fill } => {
  const minutes = Math.max(0, Math.round(ms / MINUTE_MS))
  if (minutes < 2 * HOUR_MIN) return { words: command.minutes, fill: { n: minutes } }
  if (minutes < 3 * DAY_MIN) return { words: command.hours, fill: { n: Math.round(minutes / HOUR_MIN) } }
  return { words: command.days, fill: { n: Math.round(minutes / DAY_MIN) } }
}

/** Who holds or could hold a case: departments go by their code, which has words. */
export const unitWords = ({ kind, name }: Pick<CaseCandidate, 'kind' | 'name'>): Words =>
  kind === 'department' && name in departmentWords
    ? departmentWords[name as Department]
    : { zh: name, en: name }

/** At the desk nothing is sent by itself: whoever waits for that has registered nothing. */
const lineWords = {
  offline: {
    zh: '连不上服务器，这一步还没有做。写好的内容都在；恢复后请再点一次，不会重复。',
    en: 'The server cannot be reached and this is not done yet. What you wrote stays; once it is back, do it again: nothing is done twice.',
  },
  timed_out: {
    zh: '服务器没有及时应答，不知道这一步做了没有。请再点一次，不会重复。',
    en: 'The server did not answer in time. Do it again: nothing is done twice.',
  },
} satisfies Record<string, Words>
const PROBLEMS: Readonly<Record<string, Words>> = {
  ...incidentProblemWords,
  ...photoProblemWords,
  ...lineWords,
}

interface First {
  readonly action?: string
  readonly by?: { readonly name?: string }
}

/** Why something was not done with a case; of what somebody else did first, who and what. */
export const caseProblem = (
  code: string,
  about: Readonly<Record<string, unknown>> = {},
): { readonly words: Words; readonly fill: Fill } => {
  const { action = '', by } = about as First
  const words = PROBLEMS[code] ?? problemSpoken(code)
  const done = actionWords[action as keyof typeof actionWords]
  return { words, fill: { name: by?.name ?? '', action: done ?? action } }
}
