import { type ReactNode, useMemo } from 'react'
import { bandOf } from '#core/plan/balance.ts'
import type { Band } from '#core/plan/plan.ts'
import type { DraftBuilding, DraftGrid, DraftView } from '../editor/draft.ts'
import { commandTo, NOTHING, type Picked } from '../editor/gesture.ts'
import { neighboursOf } from '../editor/neighbours.ts'
import { touchedBy } from '../editor/touched.ts'
import { usePlaceOf } from '../state/places.ts'
import { usePlanning } from '../state/planning.ts'
import { Icon } from '../ui/icons.tsx'
import { Button, IconButton } from '../ui/parts.tsx'
import { commandWords } from '../words/codes.ts'
import { counted } from '../words/days.ts'
import { screen } from '../words/screen.ts'
import { shadeOf } from '../words/shades.ts'
import { inHand } from '../words/tools.ts'
import { pickedBuildings, pickedWords } from './picked.ts'
import { ShadeMark } from './shadeMark.tsx'
import { useLayerSay } from './useLayerSay.ts'
import { type Torn, useTorn } from './useTorn.ts'

interface TargetsProps {
  readonly view: DraftView
  readonly band: Band
  /** The list is about to go, and the focus with it. */
  onDone(): void
}

/** The grids that what is picked lies in. */
const homesOf = (picked: Picked, view: DraftView): DraftGrid[] => {
  if (picked.kind === 'region') return touchedBy(picked.ring, view.grids)
  const ids = new Set(
    picked.kind === 'grid' ? [picked.id] : pickedBuildings(picked, view).map(({ grid }) => grid),
  )
  return view.grids.filter(({ id }) => ids.has(id))
}

/**
 * Where what is picked may go, in its community, neighbours first, each with what it would have then. Hover or focus
 * looks ahead.
 */
export const Targets = ({ view, band, onDone }: TargetsProps) => {
  const say = useLayerSay()
  const { gesture, outlook, aim, perform, pick } = usePlanning()
  const { picked } = gesture
  const placeOf = usePlaceOf()
  const { homes, near, farther } = useMemo(() => {
    const homes = homesOf(picked, view)
    const communities = new Set(homes.map(({ community }) => community))
    const ids = new Set(homes.map(({ id }) => id))
    // Ground of several grids goes to one of them.
    const isShared = picked.kind === 'region' && ids.size > 1
    const around = isShared ? ids : new Set([...ids, ...neighboursOf(view.grids, ids)])
    const candidates = view.grids.filter(
      ({ id, community }) => communities.has(community) && commandTo(picked, id, view),
    )
    return {
      homes,
      near: candidates.filter(({ id }) => around.has(id)),
      farther: candidates.filter(({ id }) => !around.has(id)),
    }
  }, [picked, view])
  const torn = useTorn(picked, near, view)
  if (picked.kind === 'nothing') return null

  const chosen = new Set(pickedBuildings(picked, view))
  /** Nothing leaves a grid that is locked; ground is taken only from those that it lies in. */
  const held = picked.kind === 'region' ? [] : homes.filter(({ locked }) => locked)

  /** What is picked and already lives there does not come on top. */
  const expectedIn = (grid: DraftGrid): number =>
    [...chosen].reduce(
      (sum, building) => (building.grid === grid.id ? sum : sum + building.households),
      grid.households,
    )
  const afterIn = (grid: DraftGrid): number =>
    (outlook?.target === grid.id && outlook.result.ok
      ? outlook.result.balance.find((row) => row.grid === grid.id)?.householdsAfter
      : undefined) ?? expectedIn(grid)
  const row = (grid: DraftGrid) => {
    const after = afterIn(grid)
    return (
      <li key={grid.id}>
        <button
          type="button"
          className="target"
          disabled={grid.locked || held.length > 0}
          data-testid="target-row"
          data-grid-code={grid.code}
          data-after={after}
          // By the mouse, not the pointer: the map hears of the leaving mouse before this does.
          onMouseEnter={() => aim(grid.id)}
          onMouseLeave={() => aim(null)}
          onFocus={() => aim(grid.id)}
          onBlur={() => aim(null)}
          onClick={async () => {
            const command = commandTo(picked, grid.id, view)
            if (!command || !(await perform(command))) return
            pick(NOTHING)
            onDone()
          }}
        >
          <ShadeMark shade={shadeOf({ ...grid, band: bandOf(after, band) })} />
          <span className="target-name" title={grid.name}>
            {placeOf(grid.code) && <span className="target-place">{placeOf(grid.code)}</span>}
            <b>{grid.name}</b>
          </span>
          {grid.locked && <small>{say(screen.locked)}</small>}
          {torn.has(grid.id) && <TornMark torn={torn.get(grid.id)!} />}
          <span className="number">{counted(grid.households)}</span>
          <span className="ledger-arrow" aria-hidden="true">
            →
          </span>
          <b className="number">{counted(after)}</b>
        </button>
      </li>
    )
  }
  return (
    <section className="targets" aria-label={say(screen.moveTo)}>
      <header>
        <h3>
          {picked.kind === 'grid'
            ? say(screen.mergeInto, { name: pickedWords(picked, view, say) })
            : say(screen.moveToWhat, { what: pickedWords(picked, view, say) })}
        </h3>
        <IconButton
          label={say(screen.clearPick)}
          hint="Esc"
          className="tip-left"
          onClick={() => pick(NOTHING)}
        >
          <Icon name="close" />
        </IconButton>
      </header>
      {picked.kind === 'buildings' && (
        <Holding buildings={[...chosen]}>
          <Button
            tone="quiet"
            data-testid="split-off-grid"
            onClick={async () => {
              const newGrid = { id: crypto.randomUUID() }
              if (!(await perform({ type: 'splitOffGrid', buildings: picked.ids, newGrid }))) return
              pick(NOTHING)
              onDone()
            }}
          >
            <Icon name="plus" />
            {say(commandWords.splitOffGrid)}
          </Button>
        </Holding>
      )}
      {held.length > 0 && (
        <p className="targets-none">
          {say(inHand.homeLocked, { grids: held.map(({ name }) => name).join(say(screen.and)) })}
        </p>
      )}
      {near.length + farther.length === 0 && picked.kind === 'region' && (
        <p className="targets-none">{say(inHand.outside)}</p>
      )}
      <ul>{near.map(row)}</ul>
      {farther.length > 0 && (
        <details>
          <summary>{say(screen.others)}</summary>
          <ul>{farther.map(row)}</ul>
        </details>
      )}
    </section>
  )
}

/** Somebody's ground would not hang together. */
const TornMark = ({ torn }: { torn: Torn }) => {
  const say = useLayerSay()
  const said = torn.map((grid) => say(inHand.wouldLieInParts, { ...grid })).join(say(screen.and))
  return (
    <span className="target-torn" role="img" aria-label={said} title={said} data-testid="target-torn">
      <Icon name="alert" />
    </span>
  )
}

interface HoldingProps {
  readonly buildings: readonly DraftBuilding[]
  readonly children: ReactNode
}

/** Locks the picked buildings to their grid, or keeps them together; and what else can be done with them. */
const Holding = ({ buildings, children }: HoldingProps) => {
  const say = useLayerSay()
  const perform = usePlanning(({ perform }) => perform)
  const ids = buildings.map(({ id }) => id)
  const areLocked = buildings.every(({ locked }) => locked)
  const [compound, ...others] = new Set(buildings.map(({ compound }) => compound))
  const isCompound = compound && others.length === 0
  return (
    <div className="holding">
      <Button
        tone="quiet"
        data-testid="lock-buildings"
        onClick={() => perform({ type: areLocked ? 'unlockBuildings' : 'lockBuildings', buildings: ids })}
      >
        <Icon name={areLocked ? 'unlock' : 'lock'} />
        {say(areLocked ? screen.unlock : screen.lock)}
      </Button>
      {isCompound ? (
        <Button
          tone="quiet"
          data-testid="unglue"
          onClick={() => perform({ type: 'unglueBuildings', compound })}
        >
          <Icon name="glue" />
          {say(screen.letApart)}
        </Button>
      ) : (
        buildings.length > 1 && (
          <Button
            tone="quiet"
            data-testid="glue"
            onClick={() => perform({ type: 'glueBuildings', buildings: ids, compound: crypto.randomUUID() })}
          >
            <Icon name="glue" />
            {say(screen.keepTogether)}
          </Button>
        )
      )}
      {children}
    </div>
  )
}
