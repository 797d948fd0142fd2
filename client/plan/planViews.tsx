import { useSay } from '../state/preferences.ts'
import { Button } from '../ui/parts.tsx'
import { liaison } from '../words/liaison.ts'
import { screen } from '../words/screen.ts'

interface PlanViewsProps {
  readonly isSwiped: boolean
  readonly showsBeats: boolean
  onSwipe(isSwiped: boolean): void
  /** Left out where the beats are always shown. */
  onShowBeats?(shows: boolean): void
}

/** What else of a plan the map shows: the beats over it, and what is published beside it. */
export const PlanViews = ({ isSwiped, showsBeats, onSwipe, onShowBeats }: PlanViewsProps) => {
  const say = useSay()
  return (
    <div className="plan-views floating">
      {onShowBeats && (
        <Button
          tone="quiet"
          aria-pressed={showsBeats}
          title={say(liaison.showBeatsTip)}
          data-testid="show-beats"
          onClick={() => onShowBeats(!showsBeats)}
        >
          {say(liaison.showBeats)}
        </Button>
      )}
      <Button
        tone="quiet"
        aria-pressed={isSwiped}
        data-testid="swipe-toggle"
        onClick={() => onSwipe(!isSwiped)}
      >
        {say(screen.swipe)}
      </Button>
    </div>
  )
}
