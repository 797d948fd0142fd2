import { stationDetail } from '../api/beatEndpoints.ts'
import { useSay } from '../state/preferences.ts'
import { useAnswer } from '../state/useAnswer.ts'
import { useWorkspace } from '../state/workspace.ts'
import { Failed } from '../ui/failed.tsx'
import { Skeleton } from '../ui/parts.tsx'
import { liaison } from '../words/liaison.ts'
import { LoadFigures } from './loadFigures.tsx'
import { LoadHead, LoadRow } from './loadTable.tsx'

/** A station: its load and its beats. */
export const StationCard = ({ id }: { id: string }) => {
  const say = useSay()
  const openSubject = useWorkspace((state) => state.openSubject)
  const station = useAnswer(id, () => stationDetail(id))
  if (station.status === 'loading') return <Skeleton lines={12} label={say(liaison.loading)} />
  if (station.status === 'failed') return <Failed failure={station.failure} onRetry={station.retry} />
  const { name, code, beatList } = station.value
  return (
    <section className="card" aria-label={name} data-testid="station-card">
      <header className="card-head">
        <h2>{name}</h2>
        <p className="card-code number">{code}</p>
      </header>
      <LoadFigures load={station.value} />
      <section className="card-part">
        <h3>{say(liaison.beatsOfStation)}</h3>
        <table className="share-table load-table">
          <LoadHead />
          <tbody>
            {beatList.map((beat) => (
              <LoadRow key={beat.id} beat={beat} onOpen={() => openSubject({ kind: 'beat', id: beat.id })} />
            ))}
          </tbody>
        </table>
      </section>
    </section>
  )
}
