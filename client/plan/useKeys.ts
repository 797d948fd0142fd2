import { useEffect } from 'react'
import { isBusy, TOOLS, type Tool } from '../editor/gesture.ts'
import { useIsEditable, usePlanning } from '../state/planning.ts'
import { closeTopmost } from '../ui/topmost.ts'
import { TOOL_KEYS } from './toolBar.tsx'

const toolByKey = new Map<string, Tool>(TOOLS.map((tool) => [TOOL_KEYS[tool].toLowerCase(), tool]))
const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  target.closest('input:not([type=checkbox]), textarea, select, dialog') !== null

/** Whoever comes back to the window sees what was done elsewhere meanwhile. */
export const useFreshPlan = () => {
  useEffect(() => {
    const onFocus = () => void usePlanning.getState().freshen()
    addEventListener('focus', onFocus)
    return () => removeEventListener('focus', onFocus)
  }, [])
}

/** Esc, and the keys of the plan, that hold wherever the focus is, except where someone types. */
export const useKeys = () => {
  const isActive = useIsEditable()
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { gesture, takeTool, undo, redo, drop, press } = usePlanning.getState()
      if (isTyping(event.target)) return
      const key = event.key.toLowerCase()
      if (key === 'escape') {
        // First what is picked or drawn goes, then what lies over the page, then the tool.
        if (isActive && isBusy(gesture)) drop()
        else if (!closeTopmost() && isActive) takeTool('select')
        return
      }
      if (!isActive) return
      if (event.metaKey || event.ctrlKey) {
        if (key !== 'z' && key !== 'y') return
        event.preventDefault()
        // In the middle of a line the last vertex is the last step.
        if (key === 'z' && !event.shiftKey && gesture.pen.points.length > 0) press('Backspace')
        else void (event.shiftKey || key === 'y' ? redo() : undo())
      } else if (press(event.key)) {
        // Enter would press the focused button too, and arrows would scroll.
        event.preventDefault()
      } else if (!event.altKey) {
        const tool = toolByKey.get(key)
        if (tool) takeTool(tool)
      }
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [isActive])
}
