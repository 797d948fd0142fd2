import { useState } from 'react'
import type { GridAlignment, MendOption } from '#contract/alignment.ts'
import { mendsOf } from '../api/beatEndpoints.ts'
import { useCommunityNames } from '../state/places.ts'
import { useSay } from '../state/preferences.ts'
import { startedWith } from '../state/proposing.ts'
import { mayPropose, needsOther, useSession } from '../state/session.ts'
import { useAnswer } from '../state/useAnswer.ts'
import { Failed } from '../ui/failed.tsx'
import { Icon } from '../ui/icons.tsx'
import { Button, Skeleton } from '../ui/parts.tsx'
import { liaison, obstacleWords, sideWords } from '../words/liaison.ts'

/** Both ways to mend a mismatch with what they cost, and one click to begin either. */
export const Mends = ({ grid }: { grid: GridAlignment }) => {
  const say = useSay()
  const mends = useAnswer(`${grid.id} ${grid.version}`, () => mendsOf(grid.id))
  const session = useSession((state) => state.session)
  const askToSignIn = useSession((state) => state.askToSignIn)
  if (!session)
    return (
      <section className="card-part mends">
        <h3>{say(liaison.mends)}</h3>
        <Button tone="main" onClick={askToSignIn}>
          {say(liaison.signInToMend)}
        </Button>
      </section>
    )
  if (!mayPropose(session))
    return (
      <section className="card-part mends">
        <p className="card-note">{say(liaison.mayLookOnly)}</p>
      </section>
    )
  const options = mends.status === 'ready' ? mends.value.options : []
  const prices = options.flatMap((option) => (option.possible ? [option.households] : []))
  return (
    <section className="card-part mends" aria-label={say(liaison.mends)}>
      <h3>{say(liaison.mends)}</h3>
      {mends.status === 'loading' && <Skeleton lines={6} label={say(liaison.loadingMends)} />}
      {mends.status === 'failed' && <Failed failure={mends.failure} onRetry={mends.retry} />}
      {mends.status === 'ready' && options.length === 0 && (
        <p className="card-note" data-testid="mend-comes">
          {say(liaison.mendComes)}
        </p>
      )}
      {options.map((option) => (
        <Option
          key={option.side}
          grid={grid}
          option={option}
          isCheaper={option.possible && prices.length > 1 && option.households < Math.max(...prices)}
        />
      ))}
    </section>
  )
}

interface OptionProps {
  readonly grid: GridAlignment
  readonly option: MendOption
  readonly isCheaper: boolean
}

const Option = ({ grid, option, isCheaper }: OptionProps) => {
  const say = useSay()
  const role = useSession((state) => state.session?.role)
  const placeOf = useCommunityNames()
  const [isStarting, setStarting] = useState(false)
  const { side } = option
  if (!option.possible)
    return (
      <article className="mend mend-not" data-testid={`mend-${side}`} data-possible="false">
        <h4>{say(sideWords[side])}</h4>
        <p>{say(obstacleWords[option.reason])}</p>
      </article>
    )
  const isJoint = needsOther(role, side)
  const begin = async () => {
    setStarting(true)
    await startedWith(grid, placeOf(grid.community), option, isJoint)
    setStarting(false)
  }
  return (
    <article
      className="mend"
      data-testid={`mend-${side}`}
      data-possible="true"
      data-households={option.households}
    >
      <h4>
        {say(sideWords[side])}
        {isCheaper && (
          <span className="mend-cheaper">
            <Icon name="check" />
            {say(liaison.cheaper)}
          </span>
        )}
      </h4>
      <p className="mend-price number">
        <b>{say(liaison.price, { households: option.households, buildings: option.buildings })}</b>
        <span>{say(liaison.priceArea, { area: (option.areaM2 / 10_000).toFixed(2) })}</span>
      </p>
      <p>{say(liaison.takenBy, { name: option.to.map(({ name }) => name).join('、') })}</p>
      <p className="card-note">{say(isJoint ? liaison.bothSides : liaison.ownSide)}</p>
      <Button
        tone={isCheaper ? 'main' : 'plain'}
        busy={isStarting}
        data-testid={`mend-start-${side}`}
        onClick={begin}
      >
        {say(isJoint ? liaison.startProposal : liaison.startPlan)}
      </Button>
    </article>
  )
}
