import { useEffect, useMemo, useState } from 'react'
import type { DraftGrid, DraftView } from '../editor/draft.ts'
import { neighboursOf } from '../editor/neighbours.ts'
import { usePlanning } from '../state/planning.ts'
import { Button } from '../ui/parts.tsx'
import { problemSpoken } from '../words/problems.ts'
import { screen } from '../words/screen.ts'
import { useLayerSay } from './useLayerSay.ts'

const FIRST_M = 5
const MOST_M = 30

interface StraightenProps {
  readonly grid: DraftGrid
  readonly view: DraftView
  onDone(): void
}

/** Straightens the edges of a grid with its neighbours; the map shows what a tolerance would make of them. */
export const Straighten = ({ grid, view, onDone }: StraightenProps) => {
  const say = useLayerSay()
  const [toleranceM, setTolerance] = useState(FIRST_M)
  const { outlook, perform, consider } = usePlanning()
  const command = useMemo(() => {
    const near = neighboursOf(view.grids, new Set([grid.id]))
    const alongside = view.grids.filter(
      ({ id, community, locked }) => near.has(id) && community === grid.community && !locked,
    )
    const grids = [grid.id, ...alongside.map(({ id }) => id)]
    return { type: 'straightenBoundary', grids, toleranceM } as const
  }, [view.grids, grid, toleranceM])
  useEffect(() => {
    consider([command])
    return () => consider(null)
  }, [command, consider])
  const refusal = outlook && !outlook.result.ok ? outlook.result.refusal : null
  return (
    <section className="card-part straighten" aria-label={say(screen.straighten)}>
      <label>
        {say(screen.tolerance)}
        <input
          type="range"
          min={1}
          max={MOST_M}
          value={toleranceM}
          aria-valuetext={say(screen.metres, { count: toleranceM })}
          data-testid="tolerance"
          onChange={(event) => setTolerance(Number(event.currentTarget.value))}
        />
        <output className="number">{say(screen.metres, { count: toleranceM })}</output>
      </label>
      <p role="status">
        {refusal
          ? say(refusal.code === 'nothing_changes' ? screen.straightAlready : problemSpoken(refusal.code))
          : say(screen.straightenNote)}
      </p>
      <div className="straighten-acts">
        <Button tone="quiet" onClick={onDone}>
          {say(screen.cancel)}
        </Button>
        <Button
          tone="main"
          disabled={refusal !== null}
          data-testid="straighten-apply"
          onClick={async () => {
            if (await perform(command)) onDone()
          }}
        >
          {say(screen.apply)}
        </Button>
      </div>
    </section>
  )
}
