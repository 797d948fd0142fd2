import { useEffect } from 'react'
import type { MatterVersion } from '#contract/matter.ts'
import { mayEditMatters, useMatterDesk } from '../state/matterDesk.ts'
import { useSession } from '../state/session.ts'
import { useWorkspace } from '../state/workspace.ts'
import { closeTopmost } from '../ui/topmost.ts'

const STEP_BY_KEY: Readonly<Record<string, number>> = { j: 1, arrowdown: 1, k: -1, arrowup: -1 }
const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  target.closest('input:not([type=checkbox]), textarea, select, .menu-panel') !== null

/** Up and down through the list, / to search, n for a new matter; Esc puts away the matter, then the page. */
export const useMatterKeys = (shown: readonly MatterVersion[]): void => {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing || event.metaKey || event.ctrlKey || event.altKey) return
      const { opened, open, begin, filter } = useMatterDesk.getState()
      const key = event.key.toLowerCase()
      if (key === 'escape') {
        if (isTyping(event.target)) (event.target as HTMLElement).blur()
        else if (closeTopmost()) return
        else if (opened) open(null)
        else useWorkspace.getState().showPage(null)
        return
      }
      if (isTyping(event.target)) return
      const step = STEP_BY_KEY[key]
      if (step !== undefined) {
        if (shown.length === 0) return
        const at = shown.findIndex(({ code }) => code === opened)
        const next = at < 0 ? 0 : Math.max(0, Math.min(shown.length - 1, at + step))
        open(shown[next]?.code ?? null)
      } else if (key === '/') document.querySelector<HTMLElement>('[data-testid=matter-search]')?.focus()
      else if (key === 'n' && mayEditMatters(useSession.getState().session)) begin(filter.category || '01')
      else return
      event.preventDefault()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [shown])
}
