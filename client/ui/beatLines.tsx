import { useSay } from '../state/preferences.ts'
import { liaison } from '../words/liaison.ts'

/** In a legend: the lines of grids, of beats, and where two stations meet. */
export const BeatLines = () => {
  const say = useSay()
  return (
    <p className="legend-scale beat-lines">
      {(['grid', 'beat', 'station'] as const).map((kind) => (
        <span key={kind} className="legend-step">
          <span className={`line-mark line-${kind}`} aria-hidden="true" />
          {say(LINES[kind])}
        </span>
      ))}
    </p>
  )
}
const LINES = { grid: liaison.legendGrid, beat: liaison.legendBeat, station: liaison.legendStation }
