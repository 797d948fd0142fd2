import { type DraftView, namesIn, type Outlook } from '../editor/draft.ts'
import { type Gesture, isBoundaryTool, isLineTool, type Tool } from '../editor/gesture.ts'
import { toolsOf } from '../editor/layers.ts'
import { FEWEST } from '../editor/lines.ts'
import type { Snap } from '../editor/snap.ts'
import { touchedBy } from '../editor/touched.ts'
import { usePlanning } from '../state/planning.ts'
import type { Say } from '../state/preferences.ts'
import { Icon } from '../ui/icons.tsx'
import { Button, IconButton } from '../ui/parts.tsx'
import { brief, shortGridName } from '../words/areas.ts'
import { refusalSpoken } from '../words/problems.ts'
import { screen } from '../words/screen.ts'
import { inHand, snapWords, toolHints, toolWords } from '../words/tools.ts'
import type { Words } from '../words/words.ts'
import { pickedWords } from './picked.ts'
import { useLayerSay } from './useLayerSay.ts'

const labels: Record<Tool, Words> = toolWords
const hints: Record<Tool, Words> = toolHints
const snaps: Record<Snap['kind'], Words> = snapWords
export const TOOL_KEYS: Record<Tool, string> = {
  ...{ select: 'V', box: 'B', lasso: 'L', area: 'A', merge: 'M' },
  ...{ reshape: 'R', split: 'S', carve: 'E', vertex: 'N', pin: 'K' },
}

/** The tools over the map, and one line that says what the next click would do. */
export const ToolBar = ({ view }: { view: DraftView }) => {
  const say = useLayerSay()
  const { gesture, outlook, pointed, takeTool } = usePlanning()
  return (
    <div className="tool-bar">
      <div className="tools floating" role="toolbar" aria-label={say(screen.tools)}>
        {toolsOf(view.layer).map((tool) => (
          <IconButton
            key={tool}
            label={say(labels[tool])}
            hint={TOOL_KEYS[tool]}
            pressed={gesture.tool === tool}
            data-testid={`tool-${tool}`}
            onClick={() => takeTool(tool)}
          >
            <Icon name={tool} />
          </IconButton>
        ))}
      </div>
      <div className="tool-hint">
        <p aria-live="polite" data-testid="tool-hint" data-refused={outlook ? !outlook.result.ok : undefined}>
          {hint(gesture, outlook, pointed, view, say)}
        </p>
        {isLineTool(gesture.tool) && saysNoEnd(gesture, outlook) && (
          <small data-testid="tool-keys">
            {say(gesture.pen.isDrawn ? inHand.keysDrawn : inHand.keysLine)}
          </small>
        )}
        {gesture.pen.snap && <small data-testid="snap">{say(snaps[gesture.pen.snap.kind])}</small>}
      </div>
      <Ending />
    </div>
  )
}

/** Ends the line in hand, and names the grid that it would make; left empty, that gets the name that is offered. */
const Ending = () => {
  const say = useLayerSay()
  const { gesture, outlook, nameNew, press, drop } = usePlanning()
  const { tool, pen } = gesture
  if (!isLineTool(tool) || pen.points.length === 0) return null
  const offered = outlook?.result.ok ? outlook.result.made?.name : undefined
  return (
    <form
      className="new-name floating"
      onSubmit={(event) => {
        event.preventDefault()
        press('Enter')
      }}
      onKeyDown={(event) => event.key === 'Escape' && drop()}
    >
      {(tool === 'split' || tool === 'carve') && (
        <input
          className="field"
          value={pen.name}
          placeholder={offered ?? say(inHand.nameOfNew)}
          aria-label={say(inHand.nameOfNew)}
          data-testid="new-name"
          onChange={(event) => nameNew(event.currentTarget.value)}
        />
      )}
      <Button
        tone="main"
        type="submit"
        disabled={pen.points.length < FEWEST[tool] || outlook?.result.ok === false}
        data-testid="make"
      >
        {say(inHand.make)}
      </Button>
    </form>
  )
}

type State = ReturnType<typeof usePlanning.getState>
const hint = (
  gesture: State['gesture'],
  outlook: State['outlook'],
  pointed: State['pointed'],
  view: DraftView,
  say: Say,
): string => {
  if (isBoundaryTool(gesture.tool) && gesture.picked.kind === 'nothing')
    return boundaryHint(gesture, outlook, view, say)
  if (outlook && outlook.target === gesture.target) {
    if (!outlook.result.ok) return say(refusalSpoken(outlook.result.refusal, namesIn(view)))
    const before = view.balance.find(({ grid }) => grid === outlook.target)
    const after = outlook.result.balance.find(({ grid }) => grid === outlook.target)
    if (before && after)
      return [
        say(gesture.picked.kind === 'grid' ? inHand.wouldMerge : inHand.wouldMove, {
          name: brief(before.name),
          before: before.householdsAfter,
          after: after.householdsAfter,
        }),
        ...tornWords(outlook.result, say),
        outlook.result.isTrimmed ? say(inHand.trimmed) : '',
      ].join('')
  }
  const building = view.buildings.find(({ id }) => id === pointed)
  if (building) return say(inHand.pointedBuilding, { name: building.name, households: building.households })
  if (gesture.picked.kind === 'nothing') return say(hints[gesture.tool])
  if (gesture.picked.kind === 'region' && touchedBy(gesture.picked.ring, view.grids).length === 0)
    return say(inHand.outside)
  return say(gesture.picked.kind === 'grid' ? inHand.mergeTarget : inHand.target, {
    what: pickedWords(gesture.picked, view, say),
  })
}

const boundaryHint = (
  { tool, pen, drawing }: Gesture,
  outlook: State['outlook'],
  view: DraftView,
  say: Say,
): string => {
  if (outlook) return aheadWords(outlook.result, view, say)
  if (tool === 'vertex') return pen.held ? say(inHand.held, { step: pen.stepM }) : say(hints.vertex)
  if (tool === 'pin' && pen.stretch) return say(pen.stretch.lock ? inHand.unpin : inHand.pinHere)
  if (tool === 'pin') return say(hints.pin)
  if (pen.isDrawn) return say(inHand.drawn)
  if (pen.points.length === 0 && !drawing) return say(hints[tool])
  return say(tool === 'reshape' ? inHand.back : inHand.line)
}

/** While a line is under way and the hint tells what it would do, it does not tell how to end it. */
const saysNoEnd = ({ pen, picked }: Gesture, outlook: State['outlook']): boolean =>
  picked.kind === 'nothing' && (outlook !== null || (pen.points.length === 0 && !pen.isDrawn))

/** What would no longer hang together. */
const tornWords = ({ torn }: Extract<Outlook, { ok: true }>, say: Say): string[] =>
  torn.map((grid) => ` · ${say(inHand.wouldLieInParts, { ...grid, name: brief(grid.name) })}`)

/** 第八 709 → 468，第五 301 → 542 · 3 栋换边; or why it cannot be done. */
const aheadWords = (result: Outlook, view: DraftView, say: Say): string => {
  if (!result.ok) return say(refusalSpoken(result.refusal, namesIn(view)))
  const now = new Map(view.grids.map(({ id, households }) => [id, households]))
  const grids = result.balance
    .filter(({ grid, householdsAfter }) => now.get(grid) !== householdsAfter)
    .map(({ grid, name, householdsAfter }) =>
      [brief(shortGridName(name)), now.get(grid), now.has(grid) && '→', householdsAfter]
        .filter(Boolean)
        .join(' '),
    )
  const counts = [
    result.moved.length > 0 && say(inHand.wouldMoveCount, { count: result.moved.length }),
    result.cut.length > 0 && say(inHand.wouldCutCount, { count: result.cut.length }),
    ...tornWords(result, say),
    result.isTrimmed && say(inHand.trimmed),
  ]
  return [grids.join(' · ') || say(inHand.wouldNotMove), ...counts].filter(Boolean).join('')
}
