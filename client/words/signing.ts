import type { PlanSummary, Signature } from '#contract/plan.ts'
import { planStatusWords, signatureWords } from './codes.ts'
import type { Language, Words } from './words.ts'

/** Around the signatures that a plan needs. */
export const signing = {
  sign: { zh: '签署', en: 'Sign' },
  signatures: { zh: '会签', en: 'Signatures' },
  signedBy: { zh: '{level} {name} 已签', en: '{level}: signed by {name}' },
  unsigned: { zh: '{level}待签', en: '{level}: missing' },
  coveredBy: { zh: '{levels} 由{by}代签', en: '{levels}: covered by {by}' },
  signsOwn: { zh: '您将为{level}签署“{name}”。', en: 'You sign “{name}” for: {level}.' },
  signsOthers: {
    zh: '您将代{levels}签署“{name}”：上级签署后，他们不必再签。',
    en: 'You sign “{name}” in place of: {levels}. They need not sign any more.',
  },
  confirmSign: { zh: '确认签署', en: 'Sign it' },
  ready: { zh: '可发布', en: 'Ready to publish' },
  awaitsSignature: { zh: '等待{levels}签署', en: 'Awaiting signature: {levels}' },
  awaitsPublication: { zh: '会签已齐，等待区级发布', en: 'Fully signed; the district publishes it' },
} satisfies Record<string, Words>

/** What a plan's state is called; one that waits for nobody's signature any more is ready. */
export const statusWords = ({ status, missingSignatures }: PlanSummary): Words =>
  status === 'submitted' && missingSignatures.length === 0 ? signing.ready : planStatusWords[status]

const listed = (levels: readonly Signature['level'][], language: Language): string =>
  levels.map((level) => signatureWords[level][language]).join(language === 'zh' ? '、' : ', ')

/** 社区、街道 */
export const levelsSpoken = (levels: readonly Signature['level'][]): Words => ({
  zh: listed(levels, 'zh'),
  en: listed(levels, 'en'),
})
