import type { BeatDetail } from '#contract/beat.ts'
import type { Reachable } from '#contract/crew.ts'
import { beatDetail } from '../api/beatEndpoints.ts'
import { crewOf, crews } from '../api/crewEndpoints.ts'
import { useAtlas } from '../state/atlas.ts'
import { useCommunityNames } from '../state/places.ts'
import { useSay } from '../state/preferences.ts'
import { useAnswer } from '../state/useAnswer.ts'
import { useWorkspace } from '../state/workspace.ts'
import { Failed } from '../ui/failed.tsx'
import { Empty, Skeleton } from '../ui/parts.tsx'
import { crewFaultWords, postRoleWords } from '../words/crew.ts'
import { counted, percent } from '../words/days.ts'
import { categoryWords } from '../words/incident.ts'
import { liaison, mismatchWords } from '../words/liaison.ts'
import { LoadFigures } from './loadFigures.tsx'
import { MismatchMark } from './mismatchMark.tsx'

/** A beat: its load, its officers, its grids, and what happens there. */
export const BeatCard = ({ id }: { id: string }) => {
  const say = useSay()
  const beat = useAnswer(id, () => beatDetail(id))
  if (beat.status === 'loading') return <Skeleton lines={12} label={say(liaison.loading)} />
  if (beat.status === 'failed') return <Failed failure={beat.failure} onRetry={beat.retry} />
  return <Shown beat={beat.value} />
}

const Shown = ({ beat }: { beat: BeatDetail }) => {
  const say = useSay()
  const placeOf = useCommunityNames()
  const openSubject = useWorkspace((state) => state.openSubject)
  return (
    <section className="card" aria-label={beat.name} data-testid="beat-card" data-beat={beat.code}>
      <header className="card-head">
        <p className="card-place">
          <button
            type="button"
            className="opens"
            onClick={() => openSubject({ kind: 'station', id: beat.station })}
          >
            {beat.stationName}
          </button>
        </p>
        <h2>{beat.name}</h2>
        <p className="card-code number">{beat.code}</p>
      </header>
      <LoadFigures load={beat} />
      <Officers beat={beat.id} />
      <Gaps beat={beat} />
      <section className="card-part">
        <h3>{say(liaison.gridsOfBeat)}</h3>
        <table className="share-table">
          <thead>
            <tr>
              <th scope="col">{say(liaison.grid)}</th>
              <th scope="col" className="number">
                {say(liaison.shareOfArea)}
              </th>
              <th scope="col" className="number">
                {say(liaison.householdsHead)}
              </th>
            </tr>
          </thead>
          <tbody>
            {beat.gridList.map((grid) => (
              <tr key={grid.id}>
                <th scope="row">
                  <span className="named">
                    <MismatchMark mismatch={grid.mismatch} />
                    <button
                      type="button"
                      className="opens"
                      onClick={() => openSubject({ kind: 'grid', id: grid.id })}
                    >
                      {placeOf(grid.community)} {grid.name}
                    </button>
                  </span>
                  {grid.mismatch && <small>{say(mismatchWords[grid.mismatch])}</small>}
                </th>
                <td className="number">{percent(grid.shareOfArea)}</td>
                <td className="number">{counted(grid.households)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <section className="card-part">
        <h3>{say(liaison.recent)}</h3>
        {beat.recent.length === 0 && <Empty>{say(liaison.noRecent)}</Empty>}
        <dl className="category-list">
          {beat.recent.map(({ category, cases }) => (
            <div key={category}>
              <dt>{say(categoryWords[category as keyof typeof categoryWords])}</dt>
              <dd className="number">{counted(cases)}</dd>
            </div>
          ))}
        </dl>
      </section>
    </section>
  )
}

/** Roles in which nobody serves, grid by grid. */
const Gaps = ({ beat: { id, gridsWithGaps } }: { beat: BeatDetail }) => {
  const say = useSay()
  const placeOf = useCommunityNames()
  const openSubject = useWorkspace((state) => state.openSubject)
  const scope = useAtlas((state) => state.root)
  const answer = useAnswer(gridsWithGaps > 0 ? `${id} ${scope}` : null, () => crews(scope))
  if (gridsWithGaps === 0 || answer.status !== 'ready') return null
  const short = answer.value.grids
    .filter(({ beat }) => beat?.id === id)
    .flatMap(({ grid, name, community, faults }) =>
      faults
        .filter(({ severity }) => severity === 'error')
        .map(({ role, code }) => ({ grid, role, code, name: `${placeOf(community)} ${name}` })),
    )
  return (
    <section className="card-part" aria-label={say(liaison.gaps)} data-testid="beat-gaps">
      <h3>{say(liaison.gaps)}</h3>
      <ul className="people-list">
        {short.map(({ grid, role, code, name }) => (
          <li key={`${grid} ${role}`}>
            <button type="button" className="opens" onClick={() => openSubject({ kind: 'grid', id: grid })}>
              {name}
            </button>
            <span>
              {say(postRoleWords[role])}
              {say(crewFaultWords[code])}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Who serves the beat today. */
const Officers = ({ beat }: { beat: string }) => {
  const say = useSay()
  const crew = useAnswer(beat, () => crewOf('beat', beat))
  return (
    <section className="card-part" aria-label={say(liaison.officersOfBeat)}>
      <h3>{say(liaison.officersOfBeat)}</h3>
      {crew.status === 'loading' && <Skeleton lines={1} label={say(liaison.loading)} />}
      {crew.status === 'failed' && <Failed failure={crew.failure} onRetry={crew.retry} />}
      {crew.status === 'ready' && <People posts={crew.value.posts} />}
    </section>
  )
}

const People = ({ posts }: { posts: readonly Reachable[] }) => {
  const say = useSay()
  const serving = posts.filter(({ standing }) => standing === 'serving')
  if (serving.length === 0) return <Empty>{say(liaison.noOfficers)}</Empty>
  return (
    <ul className="people-list">
      {serving.map(({ id, name, telephone, fromOn }) => (
        <li key={id}>
          <b>{name}</b>
          <span className="number">{telephone}</span>
          <small>{say(liaison.since, { day: fromOn })}</small>
        </li>
      ))}
    </ul>
  )
}
