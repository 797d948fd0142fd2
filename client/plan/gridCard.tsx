import { useState } from 'react'
import type { GridVersion } from '#contract/area.ts'
import type { Band } from '#core/plan/plan.ts'
import * as api from '../api/endpoints.ts'
import { isInside } from '../editor/outline.ts'
import { labelPoint } from '../map/labelPoint.ts'
import { type AtlasGrid, useAtlas, useCommunityName } from '../state/atlas.ts'
import { useSay } from '../state/preferences.ts'
import { scheduledIn } from '../state/scheduled.ts'
import { mayPlan, useSession } from '../state/session.ts'
import { useAnswer } from '../state/useAnswer.ts'
import { beyondOf } from '../state/worklist.ts'
import { useWorkspace } from '../state/workspace.ts'
import { Failed } from '../ui/failed.tsx'
import { Icon } from '../ui/icons.tsx'
import { PaperMenu } from '../ui/paperMenu.tsx'
import { Button, Empty, Skeleton } from '../ui/parts.tsx'
import { counted, dayOf, shortDay, signed } from '../words/days.ts'
import { liaison } from '../words/liaison.ts'
import { review } from '../words/review.ts'
import { screen } from '../words/screen.ts'
import { type Shade, shadeOf } from '../words/shades.ts'
import { BuildingLife } from './buildingLife.tsx'
import { BuildingTable } from './buildingTable.tsx'
import { GridHistory } from './gridHistory.tsx'
import { mapPapers } from './papers.ts'

const NO_VERSIONS: readonly GridVersion[] = []

interface GridCardProps {
  readonly grid: AtlasGrid | null
  readonly place: string
  readonly band: Band
  /** The plan under way in this community, if there is one. */
  readonly openPlan: string | null
  readonly isStarting: boolean
  onStart(): void
}

/** What is published of one grid: its numbers, its buildings, its history, and the way into a plan. */
export const GridCard = ({ grid, place, band, openPlan, isStarting, onStart }: GridCardProps) => {
  const say = useSay()
  const { session, askToSignIn } = useSession()
  const asOf = useAtlas((state) => state.asOf)
  const openSubject = useWorkspace((state) => state.openSubject)
  const communityName = useCommunityName(grid?.community ?? '')
  const history = useAnswer(grid && `${grid.id} ${grid.version}`, () => api.historyOf(grid!.id))
  const versions = history.status === 'ready' ? history.value : NO_VERSIONS
  if (!grid)
    return (
      <section className="card" aria-label={say(screen.card)}>
        <Empty>{say(screen.pickGrid)}</Empty>
      </section>
    )
  return (
    <section
      className="card"
      aria-label={say(screen.card)}
      data-testid="grid-card"
      data-grid-code={grid.code}
    >
      <header className="card-head">
        <p className="card-place">{place}</p>
        <h2>
          {grid.name}
          <span className="card-tools">
            <PaperMenu label={say(review.map)} papers={mapPapers(grid.community, communityName, asOf)} />
          </span>
        </h2>
        <p className="card-code number">{grid.code}</p>
      </header>
      <Households households={grid.households} shade={shadeOf(grid)} band={band} />
      {asOf === null && <ToCome grid={grid} versions={versions} />}
      <dl className="facts">
        <Fact label={say(grid.type === 'exclusive' ? screen.exclusiveGrid : screen.basicGrid)} />
        <Fact label={say(screen.buildings)} value={grid.buildings} />
        <Fact label={say(screen.places)} value={grid.places} />
      </dl>
      <p className="card-line">
        <button
          type="button"
          className="building-open"
          data-testid="see-beats"
          onClick={() => openSubject({ kind: 'grid', id: grid.id })}
        >
          {say(liaison.seeBeats)}
        </button>
      </p>
      <div className="card-actions" data-card>
        {asOf !== null ? (
          <p className="card-note">{say(screen.lookingBackTip)}</p>
        ) : mayPlan(session) ? (
          <Button tone="main" busy={isStarting} onClick={onStart} data-testid="start-plan">
            {say(openPlan ? screen.continuePlan : screen.startPlan)}
          </Button>
        ) : session ? (
          <p className="card-note">{say(screen.mayLookOnly)}</p>
        ) : (
          <Button tone="main" onClick={askToSignIn} data-testid="sign-in-to-plan">
            {say(screen.signInToPlan)}
          </Button>
        )}
      </div>
      <Buildings grid={grid.id} asOf={asOf} version={grid.version} />
      {versions.length > 0 && <GridHistory community={grid.community} versions={versions} />}
    </section>
  )
}

export const Households = (props: { households: number; shade: Shade; band: Band }) => {
  const { households, shade, band } = props
  const say = useSay()
  const beyond = beyondOf(props, band)
  const words =
    shade === 'exclusive'
      ? screen.exclusiveNote
      : beyond > 0
        ? screen.beyondAbove
        : beyond < 0
          ? screen.beyondBelow
          : screen.inBand
  return (
    <p className="households" data-testid="card-households" data-households={households}>
      <b className="number">{counted(households)}</b> {say(screen.households)}
      {band.high === Infinity ? (
        <span className="households-beyond card-note">{say(liaison.inArea)}</span>
      ) : (
        <span className={`households-beyond ink-${shade}`}>
          {beyond !== 0 && <span aria-hidden="true">{signed(beyond).slice(0, 1)} </span>}
          {say(words, { beyond: Math.abs(beyond), low: band.low, high: band.high })}
        </span>
      )}
    </p>
  )
}

const Fact = ({ label, value }: { label: string; value?: number }) => (
  <div>
    <dt>{label}</dt>
    {value !== undefined && <dd className="number">{counted(value)}</dd>}
  </div>
)

const Buildings = ({ grid, asOf, version }: { grid: string; asOf: string | null; version: number }) => {
  const say = useSay()
  const [opened, setOpened] = useState<string | null>(null)
  const answer = useAnswer(`${grid} ${asOf} ${version}`, () => api.buildingsOf(grid, asOf))
  return (
    <section className="card-part">
      <h3>{say(screen.buildings)}</h3>
      {answer.status === 'loading' && <Skeleton lines={6} label={say(screen.loading)} />}
      {answer.status === 'failed' && <Failed failure={answer.failure} onRetry={answer.retry} />}
      {answer.status === 'ready' &&
        (answer.value.length ? (
          <BuildingTable
            buildings={answer.value}
            onOpen={(id) => setOpened(id === opened ? null : id)}
            opened={opened}
            note={({ id }) => id === opened && <BuildingLife building={id} />}
          />
        ) : (
          <Empty>{say(screen.noBuildings)}</Empty>
        ))}
    </section>
  )
}

/** What is published for a day to come: other numbers, another name, or the grid that takes this one in. */
const ToCome = ({ grid, versions }: { grid: AtlasGrid; versions: readonly GridVersion[] }) => {
  const say = useSay()
  const timeZone = useSession((state) => state.settings?.timeZone ?? 'Asia/Shanghai')
  const features = useAtlas((state) => state.features)
  const coming = scheduledIn(versions, Date.now())
  const end = coming?.kind === 'ends' ? coming.from : null
  const later = useAnswer(end && `${grid.id} ${end}`, () => api.gridFeatures(grid.community, end))
  if (!coming) return null
  const shape = features.find(({ properties }) => properties.id === grid.id)?.geometry.coordinates
  const heir =
    later.status === 'ready' && shape
      ? later.value.features.find(({ geometry }) =>
          geometry.coordinates.some(([outline = []]) => isInside(labelPoint(shape), outline)),
        )?.properties.name
      : undefined
  const words =
    coming.kind === 'changes' ? screen.willChange : heir === undefined ? screen.willEnd : screen.willMerge
  return (
    <p className="to-come" data-testid="to-come">
      <Icon name="calendar" />
      <span>
        {say(words, {
          day: shortDay(dayOf(coming.from, timeZone)),
          ...(coming.kind === 'changes' && { households: coming.households }),
          heir: heir ?? '',
        })}
        {coming.kind === 'changes' &&
          coming.name !== grid.name &&
          say(screen.willBeCalled, { name: coming.name })}
      </span>
    </p>
  )
}
