import { CRIME } from './crimeWords.ts'
import type { CaseMatter, Category } from './matters.ts'

/** What the police keep to themselves when they hand a matter to the grids. */
export type WithheldKind = 'crime' | 'suspect' | 'proceedings' | 'file_number' | 'id_number' | 'telephone'

/** Found in a text, as it was written there. */
export interface Withheld {
  readonly kind: WithheldKind
  readonly text: string
}

/** Between groups of digits. */
const GAP = String.raw`[\s\u200b.·-]{0,2}`
const digits = (...groups: readonly string[]): string => String.raw`(?<!\d)${groups.join(GAP)}(?![\dXx])`
/** Between any two digits of an identity card: spaces, dots, dashes. */
const ANY_GAP = String.raw`[\s\u200b-\u200d.·•‧・_−\p{Pd}]*`
const apart = (...places: readonly string[]): string => String.raw`(?<!\d)${places.join(ANY_GAP)}(?![\dXx])`
const D = String.raw`\d`
/** The 7th place to the 14th are a day: that tells it from other numbers which stand side by side. */
const ID_NUMBER = apart(
  ...[D, D, D, D, D, D, '[12]', '[089]', D, D, '[01]', D, '[0-3]', D],
  ...[D, D, D, String.raw`[\dXx]`],
)
const ZI_HAO = String.raw`字\s*[〔〖\[(]\s*(?:19|20)\d\d\s*[〕〗\])]\s*第?\s*\d+\s*号`

/** What gives each kind away; of two that lie in one place the first counts. */
const PATTERNS: readonly (readonly [WithheldKind, RegExp])[] = [
  // 警综平台: a letter and 20 digits or more; 并公(治)立字〔2026〕123号.
  ['file_number', new RegExp(String.raw`(?<![A-Za-z0-9])[A-Z]\d{20,23}(?!\d)|\S{0,12}${ZI_HAO}`, 'gu')],
  [
    'id_number',
    new RegExp(`${ID_NUMBER}|${digits(String.raw`\d{6}`, String.raw`\d{8}`, String.raw`\d{3}[\dXx]`)}`, 'gu'),
  ],
  [
    'telephone',
    new RegExp(
      `${digits(String.raw`(?:(?:\+|00)?86)?`, String.raw`1[3-9]\d`, String.raw`\d{4}`, String.raw`\d{4}`)}|${digits(
        String.raw`0\d{2,3}`,
        String.raw`[2-9]\d{2,3}`,
        String.raw`\d{4}`,
      )}`,
      'gu',
    ),
  ],
  [
    'suspect',
    /(?:犯罪|违法|作案)?嫌疑(?:人|犯)|违法行为人|犯罪分子|嫌犯|疑犯|案犯|逃犯|涉嫌|涉案|涉毒|吸毒|作案|前科|被告人|被害人|\bsuspects?\b|\boffenders?\b/giu,
  ],
  [
    'proceedings',
    /刑事(?:案件|拘留|立案|处罚)?|行政(?:处罚|拘留|案件)|治安(?:处罚|拘留|案件)|受案|立案(?:侦查)?|侦查|侦办|刑拘|拘留|逮捕|批捕|取保候审|监视居住|强制措施|讯问|笔录|\barrest(?:ed|s)?\b|\bdetained\b|\bcriminal\b/giu,
  ],
  ['crime', CRIME],
]

/** Full-width letters, digits and signs as plain ones, each in its place. */
const narrowed = (text: string): string =>
  text.replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))

/**
 * What a text tells that the grid desk is not to know, in the order of the text: crimes, suspects and proceedings by the
 * words for them, numbers of files, of identity cards (18 places) and of telephones. It is named so that whoever wrote
 * it can leave it out; nothing is cut silently. Names of people cannot be told from other words and are not looked for.
 */
export function withheldIn(text: string): Withheld[] {
  const plain = narrowed(text)
  const found: { kind: WithheldKind; from: number; to: number }[] = []
  for (const [kind, pattern] of PATTERNS)
    for (const { 0: match, index } of plain.matchAll(pattern)) {
      const place = { kind, from: index, to: index + match.length }
      if (found.every(({ from, to }) => place.to <= from || place.from >= to)) found.push(place)
    }
  return found
    .sort((a, b) => a.from - b.from)
    .map(({ kind, from, to }) => ({ kind, text: text.slice(from, to).trim() }))
}

export type ReturnRefusalCode = 'police_matter' | 'criminal_detail'

export type ReturnRefusal =
  | { readonly code: 'police_matter' }
  | { readonly code: 'criminal_detail'; readonly found: readonly Withheld[] }

/** What is the police's own: all public order, and what they are competent for by law. */
export const isPoliceMatter = (
  category: Category,
  matter: Pick<CaseMatter, 'category' | 'department'> | null,
): boolean => (matter?.category ?? category) === '06' || matter?.department === 'police'

/** Why the police cannot hand this to the grids; null if they can. */
export function returnRefusal(
  { category, matter }: { readonly category: Category; readonly matter: CaseMatter | null },
  texts: readonly string[],
): ReturnRefusal | null {
  if (isPoliceMatter(category, matter)) return { code: 'police_matter' }
  const found = texts.flatMap(withheldIn)
  return found.length > 0 ? { code: 'criminal_detail', found } : null
}
