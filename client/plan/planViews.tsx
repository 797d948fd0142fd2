import type { DraftView } from '../editor/draft.ts'
import { usePlanning } from '../state/planning.ts'
import { useSay } from '../state/preferences.ts'
import { needsOther, useSession } from '../state/session.ts'
import { Button } from '../ui/parts.tsx'
import { Segments } from '../ui/segments.tsx'
import { liaison } from '../words/liaison.ts'
import { screen } from '../words/screen.ts'

const LAYERS = ['grids', 'beats'] as const

interface PlanViewsProps {
  readonly view: DraftView
  readonly isEditable: boolean
  readonly isSwiped: boolean
  readonly showsBeats: boolean
  onSwipe(isSwiped: boolean): void
  /** Left out where the beats are always shown. */
  onShowBeats?(shows: boolean): void
}

/** What else of a plan the map shows: the beats over it, and what is published beside it. */
export const PlanViews = ({
  view,
  isEditable,
  isSwiped,
  showsBeats,
  onSwipe,
  onShowBeats,
}: PlanViewsProps) => {
  const say = useSay()
  return (
    <div className="plan-views floating">
      <LayerSwitch view={view} isEditable={isEditable} />
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

/** In a joint proposal: whether grids or beats are redrawn. */
const LayerSwitch = ({ view, isEditable }: Pick<PlanViewsProps, 'view' | 'isEditable'>) => {
  const say = useSay()
  const role = useSession((state) => state.session?.role)
  const { summary, showLayer } = usePlanning()
  if (summary?.kind !== 'joint') return null
  return (
    <>
      {isEditable && needsOther(role, view.layer) && (
        <small className="plan-note" data-testid="other-side">
          {say(liaison.otherSide)}
        </small>
      )}
      <Segments
        label={liaison.layer}
        options={LAYERS}
        value={view.layer}
        wordsOf={(layer) => (layer === 'beats' ? liaison.beats : liaison.legendGrid)}
        testid="layer"
        onChoose={(layer) => void showLayer(layer)}
      />
    </>
  )
}
