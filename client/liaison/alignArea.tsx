import { useState } from 'react'
import type { AlignAnswer } from '#contract/alignment.ts'
import { align } from '../api/beatEndpoints.ts'
import type { Failure } from '../api/request.ts'
import { useAtlas, useCommunityName } from '../state/atlas.ts'
import { useCommunityNames } from '../state/places.ts'
import { useSay } from '../state/preferences.ts'
import { startedAligning } from '../state/proposing.ts'
import { mayPropose, needsOther, useSession } from '../state/session.ts'
import { useWorkspace } from '../state/workspace.ts'
import { Failed } from '../ui/failed.tsx'
import { Button, Skeleton } from '../ui/parts.tsx'
import { liaison, obstacleWords, sideWords } from '../words/liaison.ts'

/** The cheapest set of changes that leaves every grid of the area in one beat, and the way into a proposal of it. */
export const AlignArea = ({ mismatches }: { mismatches: number }) => {
  const say = useSay()
  const within = useAtlas((state) => state.within)
  const name = useCommunityName(within)
  const session = useSession((state) => state.session)
  const [asked, setAsked] = useState<{ within: string; answer: AlignAnswer | Failure | null } | null>(null)
  if (mismatches === 0 || !mayPropose(session)) return null
  const ask = async () => {
    setAsked({ within, answer: null })
    const answer = await align(within, 1)
    setAsked({ within, answer: answer.ok ? answer.value : answer.failure })
  }
  const current = asked?.within === within ? asked : null
  const answer = current?.answer ?? null
  return (
    <section className="align-area">
      {!current && (
        <Button title={say(liaison.alignTip, { area: name })} data-testid="align" onClick={ask}>
          {say(liaison.alignArea)}
        </Button>
      )}
      {current && !answer && <Skeleton lines={3} label={say(liaison.aligning)} />}
      {answer && 'code' in answer && <Failed failure={answer} onRetry={ask} />}
      {answer && 'changes' in answer && (
        <Aligned answer={answer} area={name} onClose={() => setAsked(null)} />
      )}
    </section>
  )
}

interface AlignedProps {
  readonly answer: AlignAnswer
  readonly area: string
  onClose(): void
}

const Aligned = ({ answer, area, onClose }: AlignedProps) => {
  const say = useSay()
  const openSubject = useWorkspace((state) => state.openSubject)
  const { grids, households, beatHouseholds } = answer
  const placeOf = useCommunityNames()
  const role = useSession((state) => state.session?.role)
  const [step, setStep] = useState<{ done: number; all: number } | null>(null)
  const sides = new Set(answer.changes.map(({ side }) => side))
  const isJoint = [...sides].some((side) => needsOther(role, side))
  const begin = async () => {
    setStep({ done: 0, all: answer.changes.length })
    const kind = isJoint ? 'joint' : role === 'planner' ? 'grids' : 'beats'
    await startedAligning(answer, area, kind, (done, all) => setStep({ done, all }))
    setStep(null)
  }
  const row = (grid: string, name: string, note: string) => (
    <li key={grid}>
      <button type="button" className="opens" onClick={() => openSubject({ kind: 'grid', id: grid })}>
        {name}
      </button>
      <small>{note}</small>
    </li>
  )
  return (
    <div data-testid="aligned" data-proven={answer.proven}>
      <p>
        <b>{say(liaison.alignCost, { grids, households, beatHouseholds })}</b>
        <span className="card-note"> {say(answer.proven ? liaison.proven : liaison.notProven)}</span>
      </p>
      {answer.unsolved.length > 0 && (
        <p className="card-note">{say(liaison.unsolved, { count: answer.unsolved.length })}</p>
      )}
      <ul className="align-list">
        {answer.changes.map(({ grid, name, community, side, to, households }) =>
          row(
            grid,
            `${placeOf(community)} ${name}`,
            `${say(sideWords[side])} · ${say(liaison.takenBy, { name: to.map((one) => one.name).join('、') })} · ${households}`,
          ),
        )}
        {answer.unsolved.map(({ grid, name, community, reason }) =>
          row(grid, `${placeOf(community)} ${name}`, say(obstacleWords[reason])),
        )}
      </ul>
      <p className="align-acts">
        <Button tone="quiet" onClick={onClose}>
          {say(liaison.close)}
        </Button>
        <Button
          tone="main"
          busy={step !== null}
          disabled={answer.changes.length === 0}
          data-testid="align-start"
          onClick={begin}
        >
          {step ? say(liaison.writing, step) : say(isJoint ? liaison.startAll : liaison.startAllOwn)}
        </Button>
      </p>
    </div>
  )
}
