import type { BeatSummary } from '#contract/beat.ts'
import { useAlignment } from '../state/alignment.ts'
import { useAtlas } from '../state/atlas.ts'
import { useSay } from '../state/preferences.ts'
import { useWorkspace } from '../state/workspace.ts'
import { Empty } from '../ui/parts.tsx'
import { shortBeatName } from '../words/areas.ts'
import { counted, whole } from '../words/days.ts'
import { liaison, warningWords } from '../words/liaison.ts'

/** Every beat with its load, station by station; what is too much is said. */
export const LoadTable = () => {
  const say = useSay()
  const { beats, stations } = useAlignment()
  const within = useAtlas((state) => state.within)
  const openSubject = useWorkspace((state) => state.openSubject)
  const here = (street: string) => street.startsWith(within) || within.startsWith(street)
  const groups = stations
    .filter(({ street }) => here(street))
    .map((station) => ({ station, own: beats.filter((beat) => beat.station === station.id) }))
  return (
    <section className="card" aria-label={say(liaison.loads)} data-testid="loads">
      <header className="card-head">
        <h2>{say(liaison.loads)}</h2>
        <p className="card-place">{say(liaison.pick)}</p>
      </header>
      {groups.length === 0 && <Empty>{say(liaison.noBeats)}</Empty>}
      {groups.length > 0 && (
        <table className="share-table load-table">
          <LoadHead />
          {groups.map(({ station, own }) => (
            <tbody key={station.id}>
              <tr className="load-station">
                <th scope="rowgroup" colSpan={5}>
                  <button
                    type="button"
                    className="opens"
                    data-testid="station-open"
                    onClick={() => openSubject({ kind: 'station', id: station.id })}
                  >
                    {station.name}
                  </button>
                </th>
              </tr>
              {own.map((beat) => (
                <LoadRow
                  key={beat.id}
                  beat={beat}
                  onOpen={() => openSubject({ kind: 'beat', id: beat.id })}
                />
              ))}
            </tbody>
          ))}
        </table>
      )}
    </section>
  )
}

export const LoadHead = () => {
  const say = useSay()
  return (
    <thead>
      <tr>
        <th scope="col">{say(liaison.beats)}</th>
        <th scope="col" className="number">
          {say(liaison.gridsHead)}
        </th>
        <th scope="col" className="number">
          {say(liaison.officersHead)}
        </th>
        <th scope="col" className="number" title={say(liaison.residentsTip)}>
          {say(liaison.residentsPerOfficer)}
        </th>
        <th scope="col" className="number">
          {say(liaison.mismatchesHead)}
        </th>
      </tr>
    </thead>
  )
}

/** A beat in a table of loads. */
export const LoadRow = ({ beat, onOpen }: { beat: BeatSummary; onOpen(): void }) => {
  const say = useSay()
  const { residentsPerOfficer } = beat.load
  const warnings = beat.warnings.map((warning) => say(warningWords[warning]))
  return (
    <tr data-testid="beat-row" data-beat={beat.code} data-warned={warnings.length > 0 || undefined}>
      <th scope="row">
        <button type="button" className="opens" onClick={onOpen}>
          {shortBeatName(beat.name, beat.stationName)}
        </button>
        {warnings.length > 0 && <small className="load-warning">▲ {warnings.join('；')}</small>}
      </th>
      <td className="number">{counted(beat.grids)}</td>
      <td className="number">{counted(beat.officers)}</td>
      <td className="number">{residentsPerOfficer === null ? '—' : whole(residentsPerOfficer)}</td>
      <td className="number">{beat.mismatches > 0 ? counted(beat.mismatches) : '·'}</td>
    </tr>
  )
}
