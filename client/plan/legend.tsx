import type { Settings } from '#contract/settings.ts'
import type { Band } from '#core/plan/plan.ts'
import { useSay } from '../state/preferences.ts'
import { BeatLines } from '../ui/beatLines.tsx'
import { shadeWords } from '../words/codes.ts'
import { screen } from '../words/screen.ts'
import { BANDS } from '../words/shades.ts'
import { ShadeMark } from './shadeMark.tsx'
import { bandRange } from './worklist.tsx'

interface LegendProps {
  readonly band: Band
  readonly settings: Settings
  /** The lines of beats are on the map too. */
  readonly hasBeats: boolean
}

/** The colours in words and numbers, and what every map must carry: its approval number, or that it is a demo. */
export const Legend = ({ band, settings, hasBeats }: LegendProps) => {
  const say = useSay()
  return (
    <div className="legend">
      {band.high < Infinity && (
        <p className="legend-scale" aria-label={say(screen.legend)} role="img">
          <span>{say(screen.legend)}</span>
          {BANDS.map((name) => (
            <span key={name} className="legend-step" title={say(shadeWords[name])}>
              <ShadeMark shade={name} />
              <span className="number">{bandRange(name, band)}</span>
            </span>
          ))}
        </p>
      )}
      {hasBeats && <BeatLines />}
      <p className="legend-source">
        {settings.approvalNumber
          ? say(screen.approval, { number: settings.approvalNumber })
          : settings.demo && say(screen.demoData)}
      </p>
    </div>
  )
}
