import type { MatterVersion } from '#contract/matter.ts'
import { type AdmissionState, CATEGORIES, type Category, type Department } from '#core/incident/matters.ts'

/** What of a matter can change, beside why. */
const MATTER_FIELDS = [
  'zh',
  'en',
  'department',
  'limit',
  'urgency',
  'level',
  'enforcement',
  'admission',
] as const
export type MatterField = (typeof MATTER_FIELDS)[number]

/** As a form holds it. */
export interface MatterForm
  extends Pick<MatterVersion, 'department' | 'limit' | 'urgency' | 'level' | 'enforcement'> {
  readonly code: string
  readonly zh: string
  readonly en: string
  readonly reason: string
}

export const formOf = ({
  code,
  name,
  department,
  limit,
  urgency,
  level,
  enforcement,
}: MatterVersion): MatterForm => ({
  ...{ code, ...name, department, limit, urgency, level, enforcement },
  reason: '',
})

export const newForm = (code: string): MatterForm => ({
  ...{ code, zh: '', en: '', department: 'street_office', limit: 'ordinary' },
  ...{ urgency: 'routine', level: 'grid', enforcement: false, reason: '' },
})

/** What the API takes of a form, beside its reason: only what differs from the matter as it is. */
export function changeOf(
  current: MatterVersion,
  { zh, en, ...form }: MatterForm,
): Readonly<Record<string, unknown>> {
  const name = { zh: zh.trim(), en: en.trim() }
  const changed = (['department', 'limit', 'urgency', 'level', 'enforcement'] as const)
    .filter((field) => form[field] !== current[field])
    .map((field) => [field, form[field]] as const)
  const isRenamed = name.zh !== current.name.zh || name.en !== current.name.en
  return { ...Object.fromEntries(changed), ...(isRenamed && { name }) }
}

/** What is typed, over the matter as somebody else has left it meanwhile. */
export function rebased(before: MatterVersion, after: MatterVersion, form: MatterForm): MatterForm {
  const [was, now] = [formOf(before), formOf(after)]
  const own = Object.entries(form).filter(([field, value]) => value !== was[field as keyof MatterForm])
  return { ...now, ...Object.fromEntries(own) }
}

export interface MatterFilter {
  readonly text: string
  readonly category: Category | ''
  readonly department: Department | ''
  readonly admission: AdmissionState | 'all'
  readonly enforcement: boolean
}
export const EVERY_MATTER: MatterFilter = {
  ...{ text: '', category: '', department: '', admission: 'all', enforcement: false },
}

/** Those that fit, in the order of the categories and codes; `wordsOf` are the words that a search looks through. */
export function fitting(
  matters: readonly MatterVersion[],
  { text, category, department, admission, enforcement }: MatterFilter,
  wordsOf: (matter: MatterVersion) => string,
): MatterVersion[] {
  const parts = text.trim().toLowerCase().split(/\s+/)
  return matters
    .filter(
      (matter) =>
        (!category || matter.category === category) &&
        (!department || matter.department === department) &&
        (admission === 'all' || matter.admission === admission) &&
        (!enforcement || matter.enforcement) &&
        parts.every((part) => wordsOf(matter).toLowerCase().includes(part)),
    )
    .sort(
      (a, b) =>
        CATEGORIES.indexOf(a.category) - CATEGORIES.indexOf(b.category) || Number(a.code) - Number(b.code),
    )
}

/** The next code of a category that was never given: the catalogue holds all that ever were. '' where none is left. */
export function nextCode(matters: readonly MatterVersion[], category: Category): string {
  const taken = matters
    .filter((matter) => matter.category === category)
    .map(({ code }) => Number(code.slice(2)))
  const next = Math.max(0, ...taken) + 1
  return next > 99 ? '' : `${category}${String(next).padStart(2, '0')}`
}

/** What a version changed of the one before it. */
export function differences(before: MatterVersion, after: MatterVersion): MatterField[] {
  const value = (one: MatterVersion, field: MatterField) =>
    field === 'zh' || field === 'en' ? one.name[field] : one[field]
  return MATTER_FIELDS.filter((field) => value(before, field) !== value(after, field))
}
