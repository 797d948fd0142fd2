import type { CommunityProposal } from '#contract/rebalance.ts'
import type { DraftView } from '../editor/draft.ts'
import { usePlaceOf } from '../state/places.ts'
import { type Say, useSay } from '../state/preferences.ts'
import { useRebalancing, type Variant } from '../state/rebalancing.ts'
import { Icon } from '../ui/icons.tsx'
import { shortGridName } from '../words/areas.ts'
import { whole } from '../words/days.ts'
import { rebalanceWords as words } from '../words/rebalance.ts'

type Proposal = NonNullable<CommunityProposal['proposal']>

interface OutcomeProps {
  readonly variant: Variant
  readonly view: DraftView
}

/** How far it is, what it comes to, how good that is, and why it is no better. */
export const Outcome = ({ variant: { job, isAway }, view }: OutcomeProps) => {
  const say = useSay()
  const placeOf = usePlaceOf()
  const form = useRebalancing(({ form }) => form)
  const proposals = job.communities.flatMap(({ proposal }) => proposal ?? [])
  const { total, done, elapsedSeconds } = job.progress
  const seconds = Math.round(elapsedSeconds)
  const sum = (figure: (proposal: Proposal) => number) =>
    proposals.reduce((all, proposal) => all + figure(proposal), 0)
  const isRunning = job.state === 'running'
  // Grids alike are sought in a narrower band than the one that is wished.
  const isNarrow = form !== null && (job.band.low !== form.low || job.band.high !== form.high)
  const hasMoves = proposals.some(({ moves }) => moves.length > 0)
  const asked = new Set(job.communities.map(({ community }) => community))
  /** Nothing is done about them, and nothing is said to be proved of them. */
  const lockedOut = view.grids.filter(
    ({ locked, type, households, community }) =>
      locked &&
      type === 'basic' &&
      asked.has(community) &&
      (households > job.band.high || (job.goal === 'band' && households < job.band.low)),
  )
  const nameOf = (grid: string) => shortGridName(view.balance.find((row) => row.grid === grid)?.name ?? '')
  return (
    <section className="card-part rebalance-outcome" data-testid="rebalance-outcome" data-state={job.state}>
      {isRunning && (
        <>
          <progress max={Math.max(1, total)} value={done} aria-label={say(words.rebalance)} />
          <p role="status">
            {say(hasMoves && total === 1 ? words.proving : words.working, { done, total, seconds })}
          </p>
        </>
      )}
      {isAway && isRunning && <p role="alert">{say(words.away)}</p>}
      {(job.state === 'failed' || job.communities.some(({ state }) => state === 'failed')) && (
        <p role="alert">{say(words.failed)}</p>
      )}
      {proposals.length > 0 && (
        <>
          {isNarrow && <p>{say(words.evenBand, job.band)}</p>}
          {hasMoves && (
            <p className="rebalance-sum" data-testid="rebalance-moved">
              <b>
                {say(words.moved, {
                  buildings: whole(sum((one) => one.buildings)),
                  households: whole(sum((one) => one.households)),
                })}
              </b>
            </p>
          )}
          {!hasMoves && !isRunning && sum((one) => one.outsideAfter) === 0 && (
            <p>{say(job.goal === 'overload' ? words.noOverload : words.nothing)}</p>
          )}
          {sum((one) => one.outsideBefore) > 0 && (
            <p>
              {say(words.outside, {
                before: whole(sum((one) => one.outsideBefore)),
                after: whole(sum((one) => one.outsideAfter)),
              })}
            </p>
          )}
          {proposals.some(({ offBeat }) => offBeat !== null) && (
            <p>
              {say(words.offBeat, {
                before: whole(sum(({ offBeat }) => offBeat?.before ?? 0)),
                after: whole(sum(({ offBeat }) => offBeat?.after ?? 0)),
              })}
            </p>
          )}
          {lockedOut.length > 0 && (
            <p className="rebalance-locked" data-testid="rebalance-locked">
              {say(words.keptLocked, { grids: lockedOut.map(({ name }) => name).join('、') })}
            </p>
          )}
          <Proof proposals={proposals} isRunning={isRunning} />
          {!isRunning &&
            job.communities.map(
              ({ community, proposal }) =>
                proposal && (
                  <Obstacles
                    key={community}
                    proposal={proposal}
                    place={placeOf(community)}
                    nameOf={nameOf}
                    say={say}
                  />
                ),
            )}
        </>
      )}
    </section>
  )
}

/** Whether it is the best there is, or how far from it at most. */
const Proof = ({ proposals, isRunning }: { proposals: readonly Proposal[]; isRunning: boolean }) => {
  const say = useSay()
  if (isRunning || proposals.every(({ outsideBefore }) => outsideBefore === 0)) return null
  const isOptimal = proposals.every(({ proof }) => proof === 'optimal')
  const isOpen = proposals.some(({ above }) => above === null)
  const above = proposals.reduce((sum, proposal) => sum + (proposal.above ?? 0), 0)
  const isInside = proposals.every(({ outsideAfter }) => outsideAfter === 0)
  const text = isOptimal
    ? say(isInside ? words.optimal : words.leastOutside)
    : isOpen
      ? say(words.unproved)
      : say(words.bounded, { above: whole(Math.ceil(above)) })
  return (
    <p
      className={isOptimal ? 'proof proof-optimal' : 'proof'}
      data-testid="rebalance-proof"
      data-optimal={isOptimal}
    >
      <Icon name={isOptimal ? 'check' : 'alert'} />
      {text}
    </p>
  )
}

interface ObstaclesProps {
  readonly proposal: Proposal
  /** Its community, where the plan has several. */
  readonly place: string
  nameOf(grid: string): string
  readonly say: Say
}

/** Why not everything reaches the band, and what would help. */
const Obstacles = ({ proposal, place, nameOf, say }: ObstaclesProps) => {
  if (proposal.outsideAfter <= 0) return null
  const names = (grids: readonly string[]) => grids.map(nameOf).join('、')
  return (
    <div className="obstacles" data-testid="rebalance-obstacles">
      <p>
        {place} {say(words.impossible, { households: whole(proposal.outsideAfter) })}
      </p>
      <ul>
        {proposal.stuck.map(({ side, grids, households }) => (
          <li key={side}>
            {say(side === 'high' ? words.stuckHigh : words.stuckLow, {
              grids: names(grids),
              households: whole(households),
            })}
          </li>
        ))}
        {proposal.relax.map(({ what, grids, buildings, households }) => (
          <li key={what}>
            {say(words[what], {
              grids: names(grids),
              count: buildings.length,
              households: whole(households),
            })}
          </li>
        ))}
      </ul>
    </div>
  )
}
