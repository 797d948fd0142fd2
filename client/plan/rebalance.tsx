import { useEffect, useMemo } from 'react'
import type { PlanSummary } from '#contract/plan.ts'
import type { Band } from '#core/plan/plan.ts'
import type { DraftView } from '../editor/draft.ts'
import { usePlanning } from '../state/planning.ts'
import { useSay } from '../state/preferences.ts'
import { chosenOf, commandOf, isStale, PRESETS, useRebalancing, type Variant } from '../state/rebalancing.ts'
import { Icon } from '../ui/icons.tsx'
import { Button, IconButton } from '../ui/parts.tsx'
import { whole } from '../words/days.ts'
import { rebalanceWords as words } from '../words/rebalance.ts'
import { Alternatives } from './rebalanceAlternatives.tsx'
import { RebalanceForm } from './rebalanceForm.tsx'
import { RebalanceMoves } from './rebalanceMoves.tsx'
import { Outcome } from './rebalanceOutcome.tsx'

/** Whoever undoes three steps is asked for nothing in between. */
const QUIET_MS = 1_200

interface RebalanceProps {
  readonly summary: PlanSummary
  readonly view: DraftView
}

/** Opens and shuts the panel. */
export const RebalanceButton = ({ band }: { band: Band }) => {
  const say = useSay()
  const { isOpen, open, close } = useRebalancing()
  return (
    <Button aria-expanded={isOpen} onClick={() => (isOpen ? close() : open(band))} data-testid="rebalance">
      <Icon name="balance" />
      {say(words.rebalance)}
    </Button>
  )
}

/** The least disturbing way into the band: what is wished, what is proposed, and which of it is taken. */
export const Rebalance = ({ summary, view }: RebalanceProps) => {
  const say = useSay()
  const { preset, variants, close, start, stop, isStarting } = useRebalancing()
  const isSaved = usePlanning(({ saving }) => saving === 'saved')
  const variant = variants[preset]
  const isRunning = variant?.job.state === 'running'
  const isOld = variant !== undefined && isStale(variant, { revision: summary.revision, isSaved })
  useOutlook(variant && !isOld ? variant : undefined)
  useEffect(() => close, [close])
  useRefresh(isOld && isSaved, summary.revision)
  return (
    <section className="card rebalance" aria-label={say(words.rebalance)} data-testid="rebalance-panel">
      <header className="card-head">
        <h2>
          {say(words.rebalance)}
          <span className="card-tools">
            <IconButton label={say(words.close)} className="tip-left" onClick={close}>
              <Icon name="close" />
            </IconButton>
          </span>
        </h2>
        <p className="card-note">{say(words.intro)}</p>
      </header>
      <RebalanceForm view={view} />
      <div className="rebalance-acts">
        {isRunning ? (
          <Button onClick={stop} data-testid="rebalance-stop">
            {say(words.stop)}
          </Button>
        ) : (
          <Button
            tone={variant && !isOld ? 'plain' : 'main'}
            busy={isStarting}
            onClick={start}
            data-testid="rebalance-start"
          >
            {say(variant ? words.again : words.start)}
          </Button>
        )}
      </div>
      {isOld && (
        <p className="rebalance-stale" role="alert" data-testid="rebalance-stale">
          <Icon name="alert" />
          {say(words.stale)}
        </p>
      )}
      {variant && (
        <>
          <Outcome variant={variant} view={view} />
          <RebalanceMoves variant={variant} view={view} isOld={isOld} />
          <Alternatives variant={variant} view={view} isOld={isOld} />
        </>
      )}
      <Beside />
    </section>
  )
}

/** What was proposed for a plan that has moved on is computed again, once nobody has touched the plan for a moment. */
const useRefresh = (isOld: boolean, revision: number) => {
  const { start, isTaking } = useRebalancing()
  // biome-ignore lint/correctness/useExhaustiveDependencies: another step begins the wait anew
  useEffect(() => {
    if (!isOld || isTaking) return
    const timer = setTimeout(() => void start(), QUIET_MS)
    return () => clearTimeout(timer)
  }, [isOld, isTaking, revision, start])
}

/** The map and the ledger look ahead to what would be taken. */
const useOutlook = (variant: Variant | undefined) => {
  const consider = usePlanning(({ consider }) => consider)
  const isTaking = useRebalancing(({ isTaking }) => isTaking)
  const commands = useMemo(
    () => (variant && !isTaking ? chosenOf(variant).map(commandOf) : []),
    [variant, isTaking],
  )
  useEffect(() => {
    consider(commands.length > 0 ? commands : null)
    return () => consider(null)
  }, [commands, consider])
}

/** What each preference that was computed comes to. */
const Beside = () => {
  const say = useSay()
  const { variants, preset, prefer } = useRebalancing()
  const known = PRESETS.flatMap((name) => {
    const variant = variants[name]
    return variant ? [{ name, ...figuresOf(variant) }] : []
  })
  if (known.length < 2) return null
  const isAligned = known.some(({ offBeat }) => offBeat !== null)
  return (
    <section className="card-part">
      <h3>{say(words.beside)}</h3>
      <table className="rebalance-table" data-testid="rebalance-beside">
        <thead>
          <tr>
            <td />
            <th scope="col">{say(words.movedHouseholds)}</th>
            <th scope="col">{say(words.largest)}</th>
            <th scope="col">{say(words.smallest)}</th>
            {isAligned && <th scope="col">{say(words.strangers)}</th>}
          </tr>
        </thead>
        <tbody>
          {known.map(({ name, households, largest, smallest, offBeat }) => (
            <tr key={name} data-current={name === preset || undefined}>
              <th scope="row">
                <button type="button" className="link" onClick={() => prefer(name)}>
                  {say(words[name])}
                </button>
              </th>
              <td className="number">{whole(households)}</td>
              <td className="number">{whole(largest)}</td>
              <td className="number">{whole(smallest)}</td>
              {isAligned && <td className="number">{offBeat === null ? '–' : whole(offBeat)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const figuresOf = ({ job }: Variant) => {
  const proposals = job.communities.flatMap(({ proposal }) => proposal ?? [])
  const loads = proposals.flatMap(({ grids }) => grids.map(({ after }) => after))
  return {
    households: proposals.reduce((sum, { households }) => sum + households, 0),
    largest: Math.max(0, ...loads),
    smallest: loads.length > 0 ? Math.min(...loads) : 0,
    /** Known only where beats were asked about. */
    offBeat: proposals.some(({ offBeat }) => offBeat)
      ? proposals.reduce((sum, { offBeat }) => sum + (offBeat?.after ?? 0), 0)
      : null,
  }
}
