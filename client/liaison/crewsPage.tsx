import { useEffect, useMemo, useState } from 'react'
import { CREW_FAULTS, POST_ROLES, type PostRole } from '#core/beat/crew.ts'
import { useAtlas } from '../state/atlas.ts'
import {
  type FaultFilter,
  hasFault,
  lacksOfficer,
  type PlaceKind,
  placesOf,
  postsIn,
  type StaffedPlace,
  shownPlaces,
  useCrewDesk,
} from '../state/crewDesk.ts'
import { useCommunityNames } from '../state/places.ts'
import { useSay } from '../state/preferences.ts'
import { useWorkspace } from '../state/workspace.ts'
import { Failed } from '../ui/failed.tsx'
import { Icon } from '../ui/icons.tsx'
import { Empty, IconButton, Skeleton } from '../ui/parts.tsx'
import { Segments } from '../ui/segments.tsx'
import { VirtualList } from '../ui/virtualList.tsx'
import { crew, crewFaultWords, postRoleWords } from '../words/crew.ts'
import { counted } from '../words/days.ts'
import { liaison } from '../words/liaison.ts'
import { CrewCard } from './crewCard.tsx'

const ROW_HEIGHT = 40
const KINDS: readonly PlaceKind[] = ['grid', 'beat']
const FILTERS: readonly FaultFilter[] = ['any', ...CREW_FAULTS, 'all']
const ROLES: Record<PlaceKind, readonly PostRole[]> = {
  grid: POST_ROLES.filter((role) => role !== 'community_officer'),
  beat: ['community_officer'],
}

/** Who serves each grid and beat, and where somebody is missing, has left, or serves twice. */
export const CrewsPage = () => {
  const say = useSay()
  const within = useAtlas((state) => state.within)
  const { status, failure, crews, load } = useCrewDesk()
  const { showPage } = useWorkspace()
  const nameOf = useCommunityNames()
  const [kind, setKind] = useState<PlaceKind>('grid')
  const [filter, setFilter] = useState<FaultFilter>('any')
  const [text, search] = useState('')
  const [opened, open] = useState<string | null>(null)
  useEffect(() => {
    if (within !== '') void load(within)
  }, [load, within])

  const places = useMemo(() => (crews ? placesOf(crews, kind) : []), [crews, kind])
  const shown = useMemo(() => shownPlaces(places, filter, text, nameOf), [places, filter, text, nameOf])
  const place = places.find(({ id }) => id === opened) ?? null

  return (
    <section
      className="liaison-page crews"
      aria-label={say(crew.title)}
      data-testid="crews"
      data-status={status}
    >
      <header className="matrix-bar">
        <h2>{say(crew.title)}</h2>
        <Segments
          label={crew.place}
          options={KINDS}
          value={kind}
          wordsOf={(one) => (one === 'grid' ? crew.grids : crew.beats)}
          testid="crew-kind"
          onChoose={(one) => setKind(one)}
        />
        <fieldset className="mismatch-filter crew-filter">
          <legend className="unseen">{say(crew.faults)}</legend>
          {FILTERS.map((one) => {
            const count = places.filter((each) => hasFault(each, one)).length
            return (
              <button
                key={one}
                type="button"
                className="band-chip"
                aria-pressed={one === filter}
                data-testid={`crew-${one}`}
                data-count={count}
                onClick={() => setFilter(one)}
              >
                <span>
                  {say(one === 'any' ? crew.anyFault : one === 'all' ? crew.all : crewFaultWords[one])}
                </span>
                <b className="number">{counted(count)}</b>
              </button>
            )
          })}
        </fieldset>
        <input
          className="field"
          type="search"
          aria-label={say(crew.search)}
          placeholder={say(crew.search)}
          value={text}
          onChange={({ target }) => search(target.value)}
        />
        <span className="bar-gap" />
        <IconButton label={say(liaison.backToMap)} className="tip-left" onClick={() => showPage(null)}>
          <Icon name="close" />
        </IconButton>
      </header>
      <div className="crews-body">
        <div className="crews-list">
          {status === 'loading' && <Skeleton lines={16} label={say(crew.loading)} />}
          {status === 'failed' && failure && <Failed failure={failure} onRetry={() => load(within)} />}
          {status === 'ready' && shown.length === 0 && (
            <Empty>{say(filter === 'all' || text ? crew.noMatch : crew.noFaults)}</Empty>
          )}
          {status === 'ready' && shown.length > 0 && (
            <>
              <p className={`crew-row crew-head crew-${kind}`} aria-hidden="true">
                <span>{say(kind === 'grid' ? crew.grids : crew.beats)}</span>
                {ROLES[kind].map((role) => (
                  <span key={role}>{say(postRoleWords[role])}</span>
                ))}
                <span>{say(kind === 'grid' ? postRoleWords.community_officer : liaison.station)}</span>
                <span>{say(crew.faults)}</span>
              </p>
              <VirtualList
                items={shown}
                rowHeight={ROW_HEIGHT}
                label={say(crew.title)}
                selected={opened}
                keyOf={({ id }) => id}
                attributes={({ code, faults }) => ({
                  'data-testid': 'crew-row',
                  'data-code': code,
                  'data-faults': faults.map((fault) => fault.code).join(' '),
                })}
                onSelect={open}
                row={(each) => <Row place={each} area={nameOf(each.area)} />}
              />
            </>
          )}
        </div>
        <aside className="crews-card">
          {place ? (
            <CrewCard
              key={place.id}
              kind={place.kind}
              id={place.id}
              place={nameOf(place.area)}
              onChanged={() => load(within)}
            />
          ) : (
            <Empty>{say(crew.pick)}</Empty>
          )}
        </aside>
      </div>
    </section>
  )
}

const Row = ({ place, area }: { place: StaffedPlace; area: string }) => {
  const say = useSay()
  const { kind, name, posts, faults, beside, officers } = place
  return (
    <span className={`crew-row crew-${kind}`}>
      <span>
        {kind === 'grid' && `${area} `}
        <b>{name}</b>
      </span>
      {ROLES[kind].map((role) => {
        const serving = postsIn(posts, role).filter(({ standing }) => standing === 'serving')
        const isWrong = faults.some((fault) => fault.role === role)
        return (
          <span key={role} className={isWrong ? 'crew-wrong' : undefined}>
            {serving.map((post) => post.name).join('、') || (isWrong ? say(crew.nobody) : '·')}
          </span>
        )
      })}
      <span className={lacksOfficer(place) ? 'crew-wrong' : undefined}>
        {officers && (officers.join('、') || say(crew.nobody))} <small>{beside || say(crew.inNoBeat)}</small>
      </span>
      <span className="crew-faults">
        {lacksOfficer(place) && (
          <i className="fault-error">
            {say(postRoleWords.community_officer)}
            {say(crewFaultWords.role_empty)}
          </i>
        )}
        {faults.map((fault) => (
          <i key={`${fault.code} ${fault.role}`} className={`fault-${fault.severity}`}>
            {say(postRoleWords[fault.role])}
            {say(crewFaultWords[fault.code])}
          </i>
        ))}
      </span>
    </span>
  )
}
