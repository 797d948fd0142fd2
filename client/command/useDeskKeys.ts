import { useEffect } from 'react'
import type { Action } from '#core/incident/case.ts'
import { useCaseDesk } from '../state/caseDesk.ts'
import { useCases } from '../state/cases.ts'
import { notify } from '../state/notices.ts'
import { useReporting } from '../state/reporting.ts'
import { useSession } from '../state/session.ts'
import { useShiftDesk } from '../state/shiftDesk.ts'
import { isDesk, useWorkspace } from '../state/workspace.ts'
import { closeTopmost } from '../ui/topmost.ts'
import { command } from '../words/command.ts'
import { actionWords } from '../words/incident.ts'

const ACTION_BY_KEY: Readonly<Record<string, Action>> = { f: 'file', a: 'assign', c: 'close' }
const STEP_BY_KEY: Readonly<Record<string, number>> = { j: 1, arrowdown: 1, k: -1, arrowup: -1 }

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  target.closest('input:not([type=checkbox]), textarea, select, dialog, .menu-panel') !== null

/** Esc puts away what lies on top: a form, then the case. */
const putAway = () => {
  const { id, drafts, begin } = useCaseDesk.getState()
  const { isOpen, isPicking, show, pick } = useReporting.getState()
  if (isPicking) pick(false)
  else if (isOpen) show(false)
  else if (id && drafts[id]) begin(null)
  else useWorkspace.getState().open(null)
}

/** The keys of the desk, wherever the focus is, except where somebody types. */
export const useDeskKeys = (help: () => void): void => {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing || event.metaKey || event.ctrlKey || event.altKey) return
      const key = event.key.toLowerCase()
      if (key === 'escape') {
        // Out of a field first: what is typed stays.
        if (isTyping(event.target)) (event.target as HTMLElement).blur()
        else if (!closeTopmost()) putAway()
        return
      }
      if (isTyping(event.target)) return
      const step = STEP_BY_KEY[key]
      const action = ACTION_BY_KEY[key]
      if (step !== undefined) {
        // The list has arrows of its own.
        if (event.defaultPrevented) return
        goBy(step)
      } else if (action) start(action)
      else if (key === 'n' && isDesk(useSession.getState().session)) useReporting.getState().show(true)
      else if (key === 'b') useShiftDesk.getState().show('brief')
      else if (key === 'h' && isDesk(useSession.getState().session)) useShiftDesk.getState().show('handover')
      else if (key === '/') document.querySelector<HTMLElement>('[data-testid=case-search]')?.focus()
      else if (key === '?') help()
      else return
      event.preventDefault()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [help])
}

const goBy = (step: number) => {
  const { cases } = useCases.getState()
  const { opened, open } = useWorkspace.getState()
  if (cases.length === 0) return
  const at = cases.findIndex(({ id }) => id === opened)
  const next = at < 0 ? 0 : Math.max(0, Math.min(cases.length - 1, at + step))
  open(cases[next]!.id)
}

const start = (action: Action) => {
  const { detail, begin } = useCaseDesk.getState()
  if (!detail) return
  if (detail.actions.includes(action)) begin(action)
  else notify('plain', command.notNow, { action: actionWords[action] })
}
