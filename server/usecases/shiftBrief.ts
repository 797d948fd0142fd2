import { grouped } from '#core/grouped.ts'
import { CATEGORIES, URGENCIES } from '#core/incident/matters.ts'
import type { PastCase } from '#core/incident/pastCase.ts'
import { CHANNELS } from '#core/incident/reports.ts'
import type { IncidentSettings } from '#core/incident/settings.ts'
import { type Period, shiftAt } from '#core/incident/shift.ts'
import {
  type BriefFigure,
  type ShiftBrief as Figures,
  shiftBrief as figuresOf,
} from '#core/incident/shiftBrief.ts'
import { type BriefQuery, MOST_LISTED, type ShiftBrief } from '../contract/shift.ts'
import { areas } from '../db/areas.ts'
import type { Actor, Database } from '../db/database.ts'
import { handoversIn } from '../db/handovers.ts'
import { instantNow } from '../db/incidents.ts'
import { loggedCases } from '../db/loggedCases.ts'
import { underBoth } from '../db/row.ts'
import { isIncidentStaff, leastTold } from './caseActor.ts'
import type { CaseOutcome } from './caseOutcome.ts'
import { counted } from './countedCases.ts'
import { done, rejected } from './outcome.ts'

/** What a brief is asked with. */
export interface BriefAsked {
  readonly query: BriefQuery
  readonly settings: IncidentSettings
  readonly timeZone: string
}

/** The brief of a period in the actor's scope, by the logs; of the running shift where none is named. */
export function shiftBrief(
  database: Database,
  actor: Actor,
  { query, settings, timeZone }: BriefAsked,
): Promise<CaseOutcome<ShiftBrief>> {
  return database.transaction(actor, async (tx) => {
    const within = underBoth(actor, query.within)
    const known = await areas(tx, {})
    const area = known.find(({ code }) => code === within)
    if (!area) return rejected('not_found')
    const period = periodOf(query, await instantNow(tx), settings, timeZone)
    if (period.from >= period.to) return rejected('period_in_future')
    const brief = figuresOf(await loggedCases(tx, area.code, period), period, settings)
    return done({
      from: new Date(period.from).toISOString(),
      to: new Date(period.to).toISOString(),
      within: area.code,
      place: known.flatMap(({ code, name }) => (area.code.startsWith(code) ? [name] : [])).join(' '),
      figures: figuresTold(brief),
      times: { toAccept: brief.toAccept, toClose: brief.toClose, toAnswer: brief.toAnswer },
      parts: partsOf(brief, new Map(known.map(({ code, name }) => [code, name])), leastTold(actor)),
      pressing: pressing(brief),
      handovers: isIncidentStaff(actor) ? await handoversIn(tx, area.code, period) : [],
    })
  })
}

/** Nothing is known of what is yet to come. */
function periodOf(
  { from, to }: BriefQuery,
  now: number,
  { shiftHours }: IncidentSettings,
  timeZone: string,
): Period {
  const end = to === undefined ? now : Math.min(Date.parse(to), now)
  return {
    from: from === undefined ? shiftAt(end - 1, shiftHours, timeZone).from : Date.parse(from),
    to: end,
  }
}

const figuresTold = ({ figures }: Figures): ShiftBrief['figures'] => {
  const told = Object.entries(figures).map(([figure, cases]) => [figure, counted(cases)])
  return Object.fromEntries(told)
}

const PARTED = ['reported', 'closed', 'openAtEnd', 'overdueAtEnd'] as const satisfies readonly BriefFigure[]

/** The figures of the shift by what the cases are; of streets in the order of their codes, what is nowhere left out. */
function partsOf(
  { figures }: Figures,
  nameByStreet: ReadonlyMap<string, string>,
  least: number,
): ShiftBrief['parts'] {
  const parted = <K extends string>(keyOf: (one: PastCase) => K | null, order?: readonly K[]) => {
    const groups = PARTED.map((figure) => [figure, grouped(figures[figure], keyOf)] as const)
    const met = new Set(groups.flatMap(([, group]) => [...group.keys()]))
    const keys = order?.filter((key) => met.has(key)) ?? [...met].filter((key) => key !== null).sort()
    return keys.map((key) => {
      const told = (figure: (typeof PARTED)[number]) => {
        const cases = groups.find(([name]) => name === figure)?.[1].get(key) ?? []
        return cases.length === 0 || cases.length >= least ? counted(cases) : { count: null, cases: [] }
      }
      return {
        key,
        ...{ reported: told('reported'), closed: told('closed') },
        ...{ openAtEnd: told('openAtEnd'), overdueAtEnd: told('overdueAtEnd') },
      }
    })
  }
  return {
    channel: parted(({ channel }) => channel, CHANNELS),
    category: parted(({ category }) => category, CATEGORIES),
    urgency: parted(({ urgency }) => urgency, URGENCIES),
    street: parted(({ street }) => street).map((row) => ({
      ...row,
      name: nameByStreet.get(row.key) ?? row.key,
    })),
  }
}

const pressing = ({ figures: { overdueAtEnd, redCardAtEnd } }: Figures): ShiftBrief['pressing'] =>
  [...new Set([...overdueAtEnd, ...redCardAtEnd])]
    .sort((a, b) => a.dueAt - b.dueAt)
    .slice(0, MOST_LISTED)
    .map(({ id, number, category, urgency, street, state, dueAt, isOverdue, supervision }) => ({
      ...{ id, number, category, urgency, street, state, isOverdue, supervision },
      dueAt: new Date(dueAt).toISOString(),
    }))
