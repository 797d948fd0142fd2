import type { Failure } from '../api/request.ts'
import { useSay } from '../state/preferences.ts'
import { problemSpoken } from '../words/problems.ts'
import { screen } from '../words/screen.ts'
import { Button } from './parts.tsx'

/** What went wrong, and the way on. */
export const Failed = ({ failure, onRetry }: { failure: Failure; onRetry(): void }) => {
  const say = useSay()
  return (
    <div className="failed" role="alert">
      <p>{say(problemSpoken(failure.code))}</p>
      <Button onClick={onRetry}>{say(screen.retry)}</Button>
    </div>
  )
}
