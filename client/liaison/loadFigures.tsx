import type { BeatSummary } from '#contract/beat.ts'
import { useSay } from '../state/preferences.ts'
import { counted, whole } from '../words/days.ts'
import { liaison, warningWords } from '../words/liaison.ts'

type Loaded = Pick<
  BeatSummary,
  | 'grids'
  | 'gridsWithGaps'
  | 'households'
  | 'residents'
  | 'incidents'
  | 'openIncidents'
  | 'officers'
  | 'load'
  | 'warnings'
>

/** What a beat or a station has to carry, in all and per officer; what is too much is said. */
export const LoadFigures = ({ load }: { load: Loaded }) => {
  const say = useSay()
  const { gridsPerOfficer, residentsPerOfficer } = load.load
  const figures: [label: string, value: string, tip?: string][] = [
    [say(liaison.gridsHead), counted(load.grids)],
    [say(liaison.householdsHead), counted(load.households)],
    [say(liaison.officersHead), counted(load.officers)],
    [say(liaison.gridsPerOfficer), gridsPerOfficer === null ? '—' : gridsPerOfficer.toFixed(1)],
    [
      say(liaison.residentsPerOfficer),
      residentsPerOfficer === null ? '—' : whole(residentsPerOfficer),
      say(liaison.residentsTip),
    ],
    [
      say(liaison.incidents),
      `${counted(load.incidents)} · ${say(liaison.open)} ${counted(load.openIncidents)}`,
    ],
  ]
  return (
    <>
      <dl className="load-figures">
        {figures.map(([label, value, tip]) => (
          <div key={label} title={tip}>
            <dt>{label}</dt>
            <dd className="number">{value}</dd>
          </div>
        ))}
      </dl>
      {load.warnings.map((warning) => (
        <p key={warning} className="to-come" data-testid="load-warning" data-warning={warning}>
          ▲ {say(warningWords[warning])}
        </p>
      ))}
    </>
  )
}
