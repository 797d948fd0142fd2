import type { DraftView } from '../editor/draft.ts'
import { usePlanning } from '../state/planning.ts'
import { useSay } from '../state/preferences.ts'
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
      {isEditable && <LayerSwitch view={view} />}
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
const LayerSwitch = ({ view }: { view: DraftView }) => {
  const { summary, showLayer } = usePlanning()
  if (summary?.kind !== 'joint') return null
  return (
    <Segments
      label={liaison.layer}
      options={LAYERS}
      value={view.layer}
      wordsOf={(layer) => (layer === 'beats' ? liaison.beats : liaison.legendGrid)}
      testid="layer"
      onChoose={(layer) => void showLayer(layer)}
    />
  )
}
