import type { Position } from '../geometry/lattice.ts'
import { DAY_MS, type Instant } from './calendar.ts'
import {
  type CaseMatter,
  type Category,
  caseMatter,
  type Matter,
  type MatterRefusalCode,
  matterRefusal,
  type Urgency,
} from './matters.ts'
import type { IncidentSettings } from './settings.ts'
import { type Level, proposedLevel } from './triage.ts'

/** 网格员, 居民, 12345, 110 非警务, 物业, 传感器, 手环, 窗口, 部门, 领导交办. */
export const CHANNELS = [
  'grid_worker',
  'resident',
  'hotline_12345',
  'police_110',
  'property',
  'sensor',
  'wristband',
  'window',
  'department',
  'leadership',
] as const
export type Channel = (typeof CHANNELS)[number]

/** As it came in, its shape already checked. */
export interface Report {
  readonly channel: Channel
  readonly category: Category | null
  /** Code of the matter. */
  readonly matter: string | null
  readonly urgency: Urgency | null
  readonly text: string
  readonly position: Position | null
  /** When whoever reports says it happened; null for now. */
  readonly occurredAt: Instant | null
}

/** Where the position lies; meaningless for a report without one. */
export interface Whereabouts {
  readonly inDistrict: boolean
  readonly inGrid: boolean
  readonly inBeat: boolean
}

/** Remarked on, and never lost: the desk sees it and puts it right. */
export const REPORT_FLAGS = [
  'position_missing',
  'outside_district',
  'outside_every_grid',
  'outside_every_beat',
  'time_in_future',
  'time_long_ago',
  'unclassified',
  'text_cleaned',
] as const
export type ReportFlag = (typeof REPORT_FLAGS)[number]

/** Cannot be taken: whoever reports has to put it right. */
export type ReportRefusalCode = MatterRefusalCode | 'category_mismatch' | 'text_missing' | 'text_too_long'

interface AcceptedReport {
  readonly category: Category
  readonly matter: CaseMatter | null
  readonly urgency: Urgency
  readonly level: Level
  readonly sos: boolean
  readonly text: string
  /** Never later than now. */
  readonly occurredAt: Instant
  readonly flags: readonly ReportFlag[]
}

export type ReportJudgement =
  | { readonly ok: true; readonly report: AcceptedReport }
  | { readonly ok: false; readonly code: ReportRefusalCode; readonly mergedInto?: string }

/** The category of a case that nobody has classified: help called by wristband, else other. */
const categoryOf = (report: Report, matter: Matter | undefined): Category =>
  matter?.category ?? report.category ?? (report.channel === 'wristband' ? '08' : '99')

/**
 * What becomes of a report. A place that is missing or lies elsewhere and a time that cannot be are flagged and
 * accepted, because somebody may need help; a matter that cannot be chosen and a text that cannot be kept are
 * refused. What a wristband sends is an SOS and needs no text.
 */
export function judged(
  report: Report,
  whereabouts: Whereabouts,
  matterOf: (code: string) => Matter | undefined,
  now: Instant,
  settings: IncidentSettings,
): ReportJudgement {
  const sos = report.channel === 'wristband'
  const text = cleaned(report.text)
  if (text === '' && !sos) return { ok: false, code: 'text_missing' }
  if (isLongerThan(text, settings.maxTextLength)) return { ok: false, code: 'text_too_long' }
  const matter = report.matter === null ? undefined : matterOf(report.matter)
  if (report.matter !== null) {
    const code = matterRefusal(matter)
    if (code !== null)
      return { ok: false, code, ...(matter?.mergedInto != null && { mergedInto: matter.mergedInto }) }
    if (report.category !== null && report.category !== matter?.category)
      return { ok: false, code: 'category_mismatch' }
  }
  const urgency = sos ? 'life' : (report.urgency ?? matter?.urgency ?? 'routine')
  const category = categoryOf(report, matter)
  const flags = [
    ...placeFlags(report.position, whereabouts),
    ...timeFlags(report.occurredAt ?? now, now, settings),
    ...(category === '99' && !matter ? (['unclassified'] as const) : []),
    ...(text !== report.text.trim() ? (['text_cleaned'] as const) : []),
  ]
  return {
    ok: true,
    report: {
      ...{ category, urgency, sos, text, flags },
      matter: matter ? caseMatter(matter) : null,
      level: proposedLevel(matter ?? null, urgency),
      occurredAt: Math.min(report.occurredAt ?? now, now),
    },
  }
}

function placeFlags(
  position: Position | null,
  { inDistrict, inGrid, inBeat }: Whereabouts,
): readonly ReportFlag[] {
  if (position === null) return ['position_missing']
  if (!inDistrict) return ['outside_district']
  return [
    ...(inGrid ? [] : (['outside_every_grid'] as const)),
    ...(inBeat ? [] : (['outside_every_beat'] as const)),
  ]
}

function timeFlags(
  occurredAt: Instant,
  now: Instant,
  { futureToleranceSeconds, longAgoDays }: IncidentSettings,
): readonly ReportFlag[] {
  if (occurredAt > now + futureToleranceSeconds * 1000) return ['time_in_future']
  return occurredAt < now - longAgoDays * DAY_MS ? ['time_long_ago'] : []
}

/** Without what no database and no screen can hold: control characters but line breaks and tabs, halves of characters. */
const cleaned = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|\p{Surrogate}/gu, '')
    .trim()

/** Counts characters as Unicode does, and only where it could matter. */
const isLongerThan = (text: string, limit: number): boolean =>
  text.length > 2 * limit || (text.length > limit && [...text].length > limit)
