import { useLayoutEffect } from 'react'
import { beatColours, lightColours, shadeColours, shadeInk, type Theme } from '../state/theme.ts'
import { SHADES } from '../words/shades.ts'

/** Puts the whole page into a theme, with the colours that it shares with the map. */
export const usePageTheme = (theme: Theme): void => {
  useLayoutEffect(() => {
    const root = document.documentElement
    root.dataset.theme = theme
    for (const shade of SHADES) {
      root.style.setProperty(`--band-${shade}`, shadeColours[theme][shade])
      root.style.setProperty(`--ink-${shade}`, shadeInk[theme][shade])
    }
    const { beat, piece, pieceInk } = beatColours[theme]
    for (const [name, colour] of Object.entries({ beat, piece, 'piece-ink': pieceInk }))
      root.style.setProperty(`--${name}`, colour)
    for (const [light, colour] of Object.entries(lightColours[theme]))
      root.style.setProperty(`--light-${light}`, colour)
  }, [theme])
}
