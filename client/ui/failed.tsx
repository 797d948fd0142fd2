import { useEffect, useRef } from 'react'
import { type Failure, isPassing } from '../api/request.ts'
import { useSay } from '../state/preferences.ts'
import { useSession } from '../state/session.ts'
import { problemSpoken } from '../words/problems.ts'
import { screen } from '../words/screen.ts'
import { Button } from './parts.tsx'

const RETRY_MS = 5_000

/**
 * What went wrong, and the way on: what may pass is tried again by itself, an expired session asks to sign in and
 * is then tried again.
 */
export const Failed = ({ failure, onRetry }: { failure: Failure; onRetry(): void }) => {
  const say = useSay()
  const retry = useRef(onRetry)
  retry.current = onRetry
  useEffect(() => {
    if (!isPassing(failure)) return
    const timer = setInterval(() => retry.current(), RETRY_MS)
    return () => clearInterval(timer)
  }, [failure])
  const { signingIn, expire } = useSession()
  useEffect(() => {
    if (failure.status === 401) expire()
  }, [failure, expire])
  const wasExpired = useRef(false)
  useEffect(() => {
    if (signingIn === 'no' && wasExpired.current) retry.current()
    wasExpired.current = signingIn === 'expired'
  }, [signingIn])
  return (
    <div className="failed" role="alert">
      <p>{say(problemSpoken(failure.code))}</p>
      <Button onClick={onRetry}>{say(screen.retry)}</Button>
    </div>
  )
}
