import { useEffect, useRef, useState } from 'react'

/** Long enough for a pause between two thoughts, short enough that little is unsaved. */
const PAUSE_MS = 1_500

/**
 * A text under a person's hands. It goes to `save` after a pause, when they leave the field, and when the field or
 * the page goes away; what comes from elsewhere shows only while nothing of theirs waits.
 */
export const useTyped = (saved: string, save: (text: string) => void) => {
  const [text, setText] = useState(saved)
  const waiting = useRef<string | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const saveNow = useRef(save)
  saveNow.current = save
  const flush = useRef(() => {
    clearTimeout(timer.current)
    const typed = waiting.current
    waiting.current = null
    if (typed !== null) saveNow.current(typed)
  }).current

  useEffect(() => {
    if (waiting.current === null) setText(saved)
  }, [saved])
  useEffect(() => {
    addEventListener('pagehide', flush)
    return () => {
      removeEventListener('pagehide', flush)
      flush()
    }
  }, [flush])

  return {
    text,
    flush,
    type(typed: string) {
      setText(typed)
      waiting.current = typed
      clearTimeout(timer.current)
      timer.current = setTimeout(flush, PAUSE_MS)
    },
  }
}
