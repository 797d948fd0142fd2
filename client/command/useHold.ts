import { useEffect, useRef } from 'react'
import { useCases } from '../state/cases.ts'

/** A pointer that has rested so long on the list is not about to click. */
const RESTED_MS = 2_000

/** While the list is scrolled, or the pointer moves over it, rows stay where they are and what comes in waits. */
export const useHold = () => {
  const hold = useCases((state) => state.hold)
  const held = useRef({ isDown: false, isPointed: false })
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const change = (next: Partial<typeof held.current>) => {
    held.current = { ...held.current, ...next }
    hold(held.current.isDown || held.current.isPointed)
  }
  useEffect(
    () => () => {
      clearTimeout(timer.current)
      hold(false)
    },
    [hold],
  )
  return {
    scrolled: (isDown: boolean) => change({ isDown }),
    pointed(isPointed: boolean) {
      clearTimeout(timer.current)
      change({ isPointed })
      if (isPointed) timer.current = setTimeout(() => change({ isPointed: false }), RESTED_MS)
    },
    release: () => change({ isDown: false, isPointed: false }),
  }
}
