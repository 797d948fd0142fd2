import { create } from 'zustand'
import { type Fill, type Language, spoken, type Words } from '../words/words.ts'
import { kept } from './kept.ts'
import type { Theme } from './theme.ts'

interface Preferences {
  readonly theme: Theme
  readonly language: Language
  setTheme(theme: Theme): void
  setLanguage(language: Language): void
}

const firstTheme = (): Theme => {
  const earlier = kept.read('theme')
  if (earlier === 'light' || earlier === 'dark') return earlier
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}

export const usePreferences = create<Preferences>()((set) => ({
  theme: firstTheme(),
  language: kept.read('language') === 'en' ? 'en' : 'zh',
  setTheme: (theme) => {
    kept.write('theme', theme)
    set({ theme })
  },
  setLanguage: (language) => {
    kept.write('language', language)
    set({ language })
  },
}))

export type Say = (words: Words, fill?: Fill) => string
/** Says words in the language of the page. */
export const useSay = (): Say => {
  const language = usePreferences((state) => state.language)
  return (words, fill) => spoken(words, language, fill)
}
