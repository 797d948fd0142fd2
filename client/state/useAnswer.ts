import { useCallback, useEffect, useState } from 'react'
import type { Answer, Failure } from '../api/request.ts'

export type Loaded<T> =
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly value: T }
  | { readonly status: 'failed'; readonly failure: Failure }

/**
 * Asks whenever `key` changes and forgets answers that come after the next question. `ask` must depend on
 * nothing but the key.
 */
export const useAnswer = <T>(key: string, ask: () => Promise<Answer<T>>): Loaded<T> & { retry(): void } => {
  const [loaded, setLoaded] = useState<Loaded<T> & { key: string }>({ key, status: 'loading' })
  const [attempt, setAttempt] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for everything that `ask` depends on
  useEffect(() => {
    let isCurrent = true
    setLoaded({ key, status: 'loading' })
    void ask().then((answer) => {
      if (!isCurrent) return
      setLoaded(
        answer.ok
          ? { key, status: 'ready', value: answer.value }
          : { key, status: 'failed', failure: answer.failure },
      )
    })
    return () => {
      isCurrent = false
    }
  }, [key, attempt])
  const retry = useCallback(() => setAttempt((count) => count + 1), [])
  // The answer to the question before must not stand under the new heading for even one frame.
  return loaded.key === key ? { ...loaded, retry } : { status: 'loading', retry }
}
