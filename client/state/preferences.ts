import { create } from 'zustand'
import { type Fill, type Language, spoken, type Words } from '../words/words.ts'
import { kept } from './kept.ts'
import type { Theme } from './theme.ts'

export type Side = 'left' | 'right'
/** Which panels beside the map are out. */
type Panels = Readonly<Record<Side, boolean>>

interface Preferences {
  readonly theme: Theme
  readonly language: Language
  readonly panels: Panels
  setTheme(theme: Theme): void
  setLanguage(language: Language): void
  showPanels(panels: Panels): void
}

const firstTheme = (): Theme => {
  const earlier = kept.read('theme')
  if (earlier === 'light' || earlier === 'dark') return earlier
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}

/** Where there is little room, the panels lie over the map, and first it is the map that is seen. */
const firstPanels = (): Panels => {
  const { left, right } = (kept.read('panels') ?? {}) as Partial<Panels>
  const isRoomy = !matchMedia('(max-width: 700px)').matches
  return {
    left: typeof left === 'boolean' ? left : isRoomy,
    right: typeof right === 'boolean' ? right : isRoomy,
  }
}

export const usePreferences = create<Preferences>()((set) => ({
  theme: firstTheme(),
  language: kept.read('language') === 'en' ? 'en' : 'zh',
  panels: firstPanels(),
  setTheme: (theme) => {
    kept.write('theme', theme)
    set({ theme })
  },
  setLanguage: (language) => {
    kept.write('language', language)
    set({ language })
  },
  showPanels: (panels) => {
    kept.write('panels', panels)
    set({ panels })
  },
}))

export type Say = (words: Words, fill?: Fill) => string
/** Says words in the language of the page. */
export const useSay = (): Say => {
  const language = usePreferences((state) => state.language)
  return (words, fill) => spoken(words, language, fill)
}
