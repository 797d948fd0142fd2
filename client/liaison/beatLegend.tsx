import type { Settings } from '#contract/settings.ts'
import { MISMATCHES } from '../state/alignment.ts'
import { useSay } from '../state/preferences.ts'
import { BeatLines } from '../ui/beatLines.tsx'
import { mismatchWords } from '../words/liaison.ts'
import { screen } from '../words/screen.ts'
import { MismatchMark } from './mismatchMark.tsx'

/** The two kinds of line and the hatches, and what every map must carry: its approval number, or that it is a demo. */
export const BeatLegend = ({ settings }: { settings: Settings }) => {
  const say = useSay()
  return (
    <div className="legend beat-legend">
      <BeatLines />
      <p className="legend-scale beat-lines">
        {MISMATCHES.map((mismatch) => (
          <span key={mismatch} className="legend-step">
            <MismatchMark mismatch={mismatch} />
            {say(mismatchWords[mismatch])}
          </span>
        ))}
      </p>
      <p className="legend-source">
        {settings.approvalNumber
          ? say(screen.approval, { number: settings.approvalNumber })
          : settings.demo && say(screen.demoData)}
      </p>
    </div>
  )
}
