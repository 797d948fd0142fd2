import { counted } from './days.ts'

export type Language = 'zh' | 'en'
/** One sentence or label in both languages; `{name}` marks a place to fill. */
export interface Words {
  readonly zh: string
  readonly en: string
}
export type Fill = Readonly<Record<string, string | number | Words>>

/** The words in one language with their places filled; numbers grouped; an unknown place stays visible, so that it is found. */
export const spoken = (words: Words, language: Language, fill: Fill = {}): string =>
  words[language].replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = fill[name] ?? place
    if (typeof value === 'number') return counted(value)
    return typeof value === 'object' ? value[language] : value
  })
