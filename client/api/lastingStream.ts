/** A browser opens a lost stream again by itself, but not one that was answered otherwise: by a server that starts. */
const AGAIN_MS = 5000

/**
 * A stream of events that is open while the page is to be seen, at the address that is asked for each time, with what
 * `listen` listens to; until the answer is called. A hidden page lets go of it: a browser allows six connections to a
 * host over all its windows. `tell` hears when it is open, and when it was lost.
 */
export function lastingStream(
  address: () => string,
  listen: (stream: EventSource) => void,
  tell: (isOpen: boolean) => void = () => {},
): () => void {
  let stream: EventSource | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  const open = () => {
    clearTimeout(timer)
    stream?.close()
    stream = document.hidden ? null : new EventSource(address())
    if (!stream) return
    listen(stream)
    stream.addEventListener('open', () => tell(true))
    stream.addEventListener('error', ({ target }) => {
      if (target === stream) tell(false)
      if (target === stream && stream?.readyState === EventSource.CLOSED) timer = setTimeout(open, AGAIN_MS)
    })
  }
  document.addEventListener('visibilitychange', open)
  open()
  return () => {
    document.removeEventListener('visibilitychange', open)
    clearTimeout(timer)
    stream?.close()
  }
}
