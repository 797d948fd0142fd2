import { useCallback, useEffect, useState } from 'react'
import type { Answer, Failure } from '../api/request.ts'

export type Loaded<T> =
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly value: T }
  | { readonly status: 'failed'; readonly failure: Failure }

/** Short enough not to be noticed; who runs through a list asks only where they stop. */
const PAUSE_MS = 60

/**
 * Asks whenever `key` changes and forgets answers that come after the next question; null asks nothing. `ask`
 * must depend on nothing but the key.
 */
export const useAnswer = <T>(
  key: string | null,
  ask: () => Promise<Answer<T>>,
): Loaded<T> & { retry(): void } => {
  const [loaded, setLoaded] = useState<Loaded<T> & { key: string | null }>({ key, status: 'loading' })
  const [attempt, setAttempt] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for everything that `ask` depends on
  useEffect(() => {
    let isCurrent = true
    // A second try leaves the words about the first where they are until there is an answer.
    setLoaded((before) =>
      before.key === key && before.status === 'failed' ? before : { key, status: 'loading' },
    )
    if (key === null) return
    const timer = setTimeout(async () => {
      const answer = await ask()
      if (!isCurrent) return
      setLoaded(
        answer.ok
          ? { key, status: 'ready', value: answer.value }
          : { key, status: 'failed', failure: answer.failure },
      )
    }, PAUSE_MS)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [key, attempt])
  const retry = useCallback(() => setAttempt((count) => count + 1), [])
  // The answer to the question before must not stand under the new heading for even one frame.
  return loaded.key === key ? { ...loaded, retry } : { status: 'loading', retry }
}
