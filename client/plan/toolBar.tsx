import type { DraftView } from '../editor/draft.ts'
import { TOOLS, type Tool } from '../editor/gesture.ts'
import { usePlanning } from '../state/planning.ts'
import { type Say, useSay } from '../state/preferences.ts'
import { Icon } from '../ui/icons.tsx'
import { IconButton } from '../ui/parts.tsx'
import { problemSpoken } from '../words/problems.ts'
import { screen } from '../words/screen.ts'
import type { Words } from '../words/words.ts'
import { pickedWords } from './picked.ts'

const labels: Record<Tool, Words> = {
  select: screen.toolSelect,
  box: screen.toolBox,
  lasso: screen.toolLasso,
  area: screen.toolArea,
  merge: screen.toolMerge,
}
const hints: Record<Tool, Words> = {
  select: screen.hintSelect,
  box: screen.hintBox,
  lasso: screen.hintLasso,
  area: screen.hintArea,
  merge: screen.hintMerge,
}
export const TOOL_KEYS: Record<Tool, string> = { select: 'V', box: 'B', lasso: 'L', area: 'A', merge: 'M' }

/** The tools over the map, and one line that says what the next click would do. */
export const ToolBar = ({ view }: { view: DraftView }) => {
  const say = useSay()
  const { gesture, outlook, pointed, takeTool } = usePlanning()
  return (
    <div className="tool-bar">
      <div className="tools floating" role="toolbar" aria-label={say(screen.tools)}>
        {TOOLS.map((tool) => (
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
      <p className="tool-hint" aria-live="polite" data-testid="tool-hint">
        {hint(gesture, outlook, pointed, view, say)}
      </p>
    </div>
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
  if (outlook && outlook.target === gesture.target) {
    if (!outlook.result.ok) return say(problemSpoken(outlook.result.refusal.code))
    const before = view.balance.find(({ grid }) => grid === outlook.target)
    const after = outlook.result.balance.find(({ grid }) => grid === outlook.target)
    if (before && after)
      return say(screen.wouldMove, {
        name: before.name,
        before: before.householdsAfter,
        after: after.householdsAfter,
      })
  }
  const building = view.buildings.find(({ id }) => id === pointed)
  if (building) return say(screen.pointedBuilding, { name: building.name, households: building.households })
  if (gesture.picked.kind === 'nothing') return say(hints[gesture.tool])
  return say(screen.hintTarget, { what: pickedWords(gesture.picked, view, say) })
}
