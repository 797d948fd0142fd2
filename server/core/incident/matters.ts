import type { Level } from './triage.ts'

/** 矛盾纠纷, 安全隐患, 城市管理, 环境卫生, 民生服务, 社会治安, 噪音扰民, 特殊关爱, 线索移送, 其他. */
export const CATEGORIES = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '99'] as const
export type Category = (typeof CATEGORIES)[number]

/** Who is competent for a matter by law, besides the grid: offices and public utilities. */
export const DEPARTMENTS = [
  'police',
  'justice',
  'housing',
  'urban_management',
  'emergency',
  'fire',
  'market',
  'environment',
  'health',
  'civil_affairs',
  'social_security',
  'transport',
  'natural_resources',
  'heating',
  'water',
  'power',
  'gas',
  'court',
  'procuratorate',
  'street_office',
] as const
export type Department = (typeof DEPARTMENTS)[number]

/** Which of the configured limits counts: life and property, utilities, ordinary, hard. */
export const LIMIT_KINDS = ['life', 'utility', 'ordinary', 'hard'] as const
export type LimitKind = (typeof LIMIT_KINDS)[number]

export const URGENCIES = ['routine', 'urgent', 'life'] as const
export type Urgency = (typeof URGENCIES)[number]

/** 准入清单: what may enter the grid. Only an admitted matter can be chosen; old cases keep what they had. */
export const ADMISSION_STATES = ['proposed', 'admitted', 'merged', 'retired'] as const
export type AdmissionState = (typeof ADMISSION_STATES)[number]

export interface Matter {
  /** Category and a sequence of two digits; never given again. */
  readonly code: string
  readonly category: Category
  readonly name: { readonly zh: string; readonly en: string }
  readonly department: Department
  readonly limit: LimitKind
  readonly urgency: Urgency
  /** Where it is usually settled. */
  readonly level: Level
  /** 执法事项: needs the power of an office and never goes to a grid worker. */
  readonly enforcement: boolean
  readonly admission: AdmissionState
  /** Why it is admitted, merged or retired; '' where nobody said. */
  readonly reason: string
  /** merged: the code that stands for it now. */
  readonly mergedInto: string | null
}

/** What a case keeps of its matter, whatever becomes of the catalogue. */
export type CaseMatter = Pick<
  Matter,
  'code' | 'category' | 'department' | 'limit' | 'urgency' | 'enforcement'
>

export const caseMatter = ({
  code,
  category,
  department,
  limit,
  urgency,
  enforcement,
}: Matter): CaseMatter => ({ code, category, department, limit, urgency, enforcement })

export type MatterRefusalCode = 'matter_unknown' | 'matter_not_admitted' | 'matter_merged' | 'matter_retired'

const NOT_CHOOSABLE: Record<AdmissionState, MatterRefusalCode | null> = {
  proposed: 'matter_not_admitted',
  admitted: null,
  merged: 'matter_merged',
  retired: 'matter_retired',
}

/** Why a new case cannot have this matter; null if it can. */
export const matterRefusal = (matter: Matter | undefined): MatterRefusalCode | null =>
  matter === undefined ? 'matter_unknown' : NOT_CHOOSABLE[matter.admission]

export type AdmissionRefusalCode =
  | 'admission_not_possible'
  | 'admission_reason_missing'
  | 'admission_target_missing'

const NEXT: Record<AdmissionState, readonly AdmissionState[]> = {
  proposed: ['admitted', 'retired'],
  admitted: ['merged', 'retired'],
  merged: ['admitted'],
  retired: ['admitted'],
}

/** What may become of a matter that stands so. */
export const admissionsAfter = (from: AdmissionState): readonly AdmissionState[] => NEXT[from]

/** A matter with another admission state, or why it cannot have it: each step needs its reason. */
export function decideAdmission(
  matter: Matter,
  to: AdmissionState,
  reason: string,
  into: Matter | null = null,
):
  | { readonly ok: true; readonly matter: Matter }
  | { readonly ok: false; readonly code: AdmissionRefusalCode } {
  if (!NEXT[matter.admission].includes(to)) return { ok: false, code: 'admission_not_possible' }
  if (reason.trim() === '') return { ok: false, code: 'admission_reason_missing' }
  if (to === 'merged' && (into === null || into.code === matter.code || into.admission !== 'admitted'))
    return { ok: false, code: 'admission_target_missing' }
  const mergedInto = to === 'merged' && into ? into.code : null
  return { ok: true, matter: { ...matter, admission: to, reason: reason.trim(), mergedInto } }
}
