import type { Band } from '#core/plan/plan.ts'
import { useAtlas } from '../state/atlas.ts'
import { useSay } from '../state/preferences.ts'
import { beyondOf, byUrgency } from '../state/worklist.ts'
import { screen } from '../words/screen.ts'
import type { ListedGrid } from './worklist.tsx'

/** The one quiet line that says what to do first. */
export const StartHere = ({ grids, band }: { grids: readonly ListedGrid[]; band: Band }) => {
  const say = useSay()
  const select = useAtlas((state) => state.select)
  const worst = [...grids].sort(byUrgency(band))[0]
  const beyond = worst ? beyondOf(worst, band) : 0
  if (!worst || beyond <= 0) return <p className="start-here">{say(screen.allInBand)}</p>
  return (
    <button type="button" className="start-here" data-testid="start-here" onClick={() => select(worst.id)}>
      {say(screen.startHere, { name: worst.name, households: worst.households, beyond })}
    </button>
  )
}
