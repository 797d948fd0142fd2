import { type FormEvent, useRef, useState } from 'react'
import type { Band } from '#core/plan/plan.ts'
import { isUnpatrolled } from '#core/plan/unpatrolled.ts'
import type { DraftGrid, DraftView } from '../editor/draft.ts'
import { NOTHING } from '../editor/gesture.ts'
import { toggleBuilding } from '../editor/tools.ts'
import { usePlanning } from '../state/planning.ts'
import { Icon } from '../ui/icons.tsx'
import { Button, Empty, IconButton } from '../ui/parts.tsx'
import { screen } from '../words/screen.ts'
import { shadeOf } from '../words/shades.ts'
import { BuildingTable } from './buildingTable.tsx'
import { Households } from './gridCard.tsx'
import { Straighten } from './straighten.tsx'
import { Targets } from './targets.tsx'
import { useLayerSay } from './useLayerSay.ts'

interface DraftCardProps {
  readonly grid: DraftGrid | null
  readonly view: DraftView
  readonly band: Band
  readonly isEditable: boolean
  /** The community, where the plan has several. */
  readonly place: string
}

/** One grid of the draft: rename it, lock it, pick its buildings, and say where they should go. */
export const DraftCard = ({ grid, view, band, isEditable, place }: DraftCardProps) => {
  const say = useLayerSay()
  const card = useRef<HTMLElement>(null)
  const { gesture, pick, pointed, pointAt } = usePlanning()
  /** The grid whose boundary is about to be straightened. */
  const [straightening, setStraightening] = useState<string | null>(null)
  const picked = new Set(gesture.picked.kind === 'buildings' ? gesture.picked.ids : [])
  const buildings = view.buildings.filter((building) => building.grid === grid?.id)
  const nameOf = new Map(view.balance.map((row) => [row.grid, row.name]))
  const isAllPicked = buildings.length > 0 && buildings.every(({ id }) => picked.has(id))
  return (
    <section
      ref={card}
      tabIndex={-1}
      className="card"
      aria-label={say(screen.card)}
      data-testid="draft-card"
      data-grid-code={grid?.code}
    >
      {isEditable && <Targets view={view} band={band} onDone={() => card.current?.focus()} />}
      {grid ? (
        <>
          <DraftHead
            key={grid.id}
            grid={grid}
            place={place}
            isEditable={isEditable && !isUnpatrolled(grid.id)}
            mayLock={view.layer === 'grids'}
            onStraighten={() => setStraightening(straightening === grid.id ? null : grid.id)}
          />
          {isEditable && straightening === grid.id && (
            <Straighten grid={grid} view={view} onDone={() => setStraightening(null)} />
          )}
          <Households households={grid.households} shade={shadeOf(grid)} band={band} />
          <section className="card-part">
            <header className="card-part-head">
              <h3>{say(screen.buildings)}</h3>
              {isEditable && buildings.length > 0 && (
                <Button
                  tone="quiet"
                  onClick={() =>
                    pick(isAllPicked ? NOTHING : { kind: 'buildings', ids: buildings.map(({ id }) => id) })
                  }
                >
                  {say(isAllPicked ? screen.clearPick : screen.pickAll)}
                </Button>
              )}
            </header>
            {buildings.length === 0 ? (
              <Empty>{say(screen.noBuildings)}</Empty>
            ) : (
              <BuildingTable
                buildings={buildings}
                picked={picked}
                pointed={pointed}
                onPoint={pointAt}
                {...(isEditable && { onPick: (id) => pick(toggleBuilding(gesture, id, view).picked) })}
                note={({ publishedGrid, grid, locked, compound }) => (
                  <>
                    {publishedGrid !== grid && (
                      <small className="moved-note">
                        {say(screen.movedIn, { name: nameOf.get(publishedGrid) ?? '' })}
                      </small>
                    )}
                    {locked && (
                      <small className="held-note">
                        <Icon name="lock" />
                        {say(screen.locked)}
                      </small>
                    )}
                    {compound && (
                      <small className="held-note">
                        <Icon name="glue" />
                        {say(screen.compound, { number: view.compounds.indexOf(compound) + 1 })}
                      </small>
                    )}
                  </>
                )}
              />
            )}
          </section>
        </>
      ) : (
        <Empty>{say(screen.pickGrid)}</Empty>
      )}
    </section>
  )
}

interface DraftHeadProps {
  readonly grid: DraftGrid
  readonly place: string
  readonly isEditable: boolean
  /** Locks are of grids alone. */
  readonly mayLock: boolean
  onStraighten(): void
}

const DraftHead = ({ grid, place, isEditable, mayLock, onStraighten }: DraftHeadProps) => {
  const say = useLayerSay()
  const { perform, takeTool, pick } = usePlanning.getState()
  const [isRenaming, setRenaming] = useState(false)
  const rename = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const name = String(new FormData(event.currentTarget).get('name')).trim()
    if (name === grid.name || (await perform({ type: 'renameGrid', grid: grid.id, name }))) setRenaming(false)
  }
  return (
    <header className="card-head">
      {isRenaming ? (
        <form
          className="rename"
          onSubmit={rename}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            event.stopPropagation()
            setRenaming(false)
          }}
        >
          <input
            className="field"
            name="name"
            defaultValue={grid.name}
            aria-label={say(screen.newName)}
            // biome-ignore lint/a11y/noAutofocus: the person just asked to type here
            autoFocus
          />
          <IconButton label={say(screen.rename)} type="submit">
            <Icon name="check" />
          </IconButton>
        </form>
      ) : (
        <h2>
          {grid.name}
          {grid.locked && (
            <small className="locked-note">
              <Icon name="lock" />
              {say(screen.locked)}
            </small>
          )}
          {isEditable && (
            <span className="card-tools">
              <IconButton
                label={say(screen.mergeAway)}
                className="tip-left"
                onClick={() => {
                  takeTool('merge')
                  pick({ kind: 'grid', id: grid.id })
                }}
              >
                <Icon name="merge" />
              </IconButton>
              <IconButton
                label={say(screen.straighten)}
                className="tip-left"
                data-testid="straighten"
                onClick={onStraighten}
              >
                <Icon name="straighten" />
              </IconButton>
              <IconButton label={say(screen.rename)} className="tip-left" onClick={() => setRenaming(true)}>
                <Icon name="pen" />
              </IconButton>
              {mayLock && (
                <IconButton
                  label={say(grid.locked ? screen.unlock : screen.lock)}
                  className="tip-left"
                  onClick={() => perform({ type: grid.locked ? 'unlockGrid' : 'lockGrid', grid: grid.id })}
                >
                  <Icon name={grid.locked ? 'unlock' : 'lock'} />
                </IconButton>
              )}
            </span>
          )}
        </h2>
      )}
      <p className="card-code number">{[place, grid.code].filter(Boolean).join(' · ')}</p>
    </header>
  )
}
