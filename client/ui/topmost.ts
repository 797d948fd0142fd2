import { useEffect, useRef } from 'react'

/** What closes each panel that is open over the page, the newest last. */
const open: (() => void)[] = []

/** While `isOpen`, a panel is among those that Esc closes, the newest first. */
export const useTopmost = (isOpen: boolean, close: () => void) => {
  const latest = useRef(close)
  latest.current = close
  useEffect(() => {
    if (!isOpen) return
    const own = () => latest.current()
    open.push(own)
    return () => void open.splice(open.indexOf(own), 1)
  }, [isOpen])
}

/** Closes the newest panel; false where none is open. */
export const closeTopmost = (): boolean => {
  const close = open.at(-1)
  close?.()
  return close !== undefined
}
