import type { BeatShare, GridAlignment } from '#contract/alignment.ts'
import { misplaced, useAlignment } from '../state/alignment.ts'
import { useCommunityNames } from '../state/places.ts'
import { useSay } from '../state/preferences.ts'
import { useWorkspace } from '../state/workspace.ts'
import { Empty } from '../ui/parts.tsx'
import { shortBeatName } from '../words/areas.ts'
import { counted, percent } from '../words/days.ts'
import { classWords, liaison, mismatchSentences, mismatchWords } from '../words/liaison.ts'
import { screen } from '../words/screen.ts'
import { Mends } from './mends.tsx'
import { MismatchMark } from './mismatchMark.tsx'

type Share = Omit<BeatShare, 'beat' | 'code' | 'name' | 'station' | 'stationName' | 'street'>

/** A grid in the beats that it lies in, and what would mend it. */
export const GridBeats = ({ id }: { id: string }) => {
  const say = useSay()
  const { grids, showsSlivers, status } = useAlignment()
  const placeOf = useCommunityNames()
  const openSubject = useWorkspace((state) => state.openSubject)
  const grid = grids.find((one) => one.id === id)
  if (!grid) return status === 'ready' ? <Empty>{say(liaison.pick)}</Empty> : null
  const { mismatch, households, beats, uncovered } = grid
  const street = grid.code.slice(0, 9)
  const main = beats.find(({ sliver }) => !sliver)?.beat
  const seen = beats.filter(({ sliver }) => showsSlivers || !sliver)
  const hasNoBeat = uncovered && (showsSlivers || !uncovered.sliver)
  return (
    <section
      className="card"
      aria-label={grid.name}
      data-testid="grid-beats"
      data-grid-code={grid.code}
      data-class={grid.class}
      data-mismatch={mismatch ?? ''}
    >
      <header className="card-head">
        <p className="card-place">{placeOf(grid.community)}</p>
        <h2>{grid.name}</h2>
        <p className="card-code number">{grid.code}</p>
      </header>
      <p className="alignment-class">
        <MismatchMark mismatch={mismatch} />
        <b>{say(mismatch ? mismatchWords[mismatch] : liaison.aligned)}</b>
        <span className="number">
          {mismatch
            ? say(liaison.householdsMisplaced, { count: misplaced(grid) })
            : say(classWords[grid.class])}
        </span>
      </p>
      {mismatch && <p className="card-line">{say(mismatchSentences[mismatch])}</p>}
      <table className="share-table">
        <thead>
          <tr>
            <th scope="col">{say(liaison.inBeat)}</th>
            <th scope="col" className="number">
              {say(liaison.shareOfArea)}
            </th>
            <th scope="col" className="number">
              {say(liaison.buildingsHead)}
            </th>
            <th scope="col" className="number">
              {say(liaison.householdsHead)}
            </th>
            <th scope="col" className="number" title={say(liaison.incidentsTip)}>
              {say(liaison.incidentsHead)}
            </th>
          </tr>
        </thead>
        <tbody>
          {seen.map((share) => (
            <tr key={share.beat} data-testid="beat-share" data-beat={share.code}>
              <th scope="row">
                <button
                  type="button"
                  className="opens"
                  onClick={() => openSubject({ kind: 'beat', id: share.beat })}
                >
                  {shortBeatName(share.name, share.stationName)}
                </button>
                <small>
                  <button
                    type="button"
                    className="opens quiet"
                    onClick={() => openSubject({ kind: 'station', id: share.station })}
                  >
                    {share.stationName}
                  </button>
                  {share.beat === main && seen.length > 1 && <i>{say(liaison.main)}</i>}
                  {share.street !== street && <i className="bad">{say(liaison.otherStreet)}</i>}
                  {share.sliver && <i title={say(liaison.sliverTip)}>{say(liaison.sliver)}</i>}
                </small>
              </th>
              <Shares share={share} />
            </tr>
          ))}
          {hasNoBeat && (
            <tr data-testid="beat-share" data-beat="">
              <th scope="row">
                {say(liaison.uncovered)}
                {uncovered.sliver && <small title={say(liaison.sliverTip)}>{say(liaison.sliver)}</small>}
              </th>
              <Shares share={uncovered} />
            </tr>
          )}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{say(screen.total)}</th>
            <td className="number">{percent(covered(grid))}</td>
            <td className="number">{counted(grid.buildings)}</td>
            <td className="number">{counted(households)}</td>
            <td className="number">{counted(grid.incidents)}</td>
          </tr>
        </tfoot>
      </table>
      {mismatch && <Mends grid={grid} />}
    </section>
  )
}

const Shares = ({ share }: { share: Share }) => (
  <>
    <td className="number">{percent(share.shareOfArea)}</td>
    <td className="number">{counted(share.buildings)}</td>
    <td className="number">
      {counted(share.households)}
      <small>{percent(share.shareOfHouseholds)}</small>
    </td>
    <td className="number">{counted(share.incidents)}</td>
  </>
)

const covered = ({ beats, uncovered }: GridAlignment): number =>
  beats.reduce((sum, { shareOfArea }) => sum + shareOfArea, uncovered?.shareOfArea ?? 0)
