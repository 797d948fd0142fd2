import { type Gesture, type Ground, isLineTool, type Step } from './gesture.ts'
import { finished, shortened } from './lines.ts'
import { nextStretch, toggled } from './stretches.ts'
import { heldNext, nudged, removed, stepChanged } from './vertices.ts'

const ARROWS: Record<string, readonly [east: number, north: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
}

/** What a key does to a boundary under way; null where the key is not the tool's. */
export const keyStep = (gesture: Gesture, key: string, ground: Ground): Step | null => {
  const { tool, pen } = gesture
  if (isLineTool(tool) && pen.points.length > 0) {
    if (key === 'Enter') return finished(gesture, ground)
    if (key === 'Backspace') return { gesture: shortened(gesture) }
    return null
  }
  if (tool === 'pin') {
    if (key === '.' || key === ',') return { gesture: nextStretch(gesture, key === '.' ? 1 : -1, ground) }
    return key === 'Enter' && pen.stretch ? toggled(gesture, ground) : null
  }
  if (tool !== 'vertex') return null
  if (key === '.' || key === ',') return { gesture: heldNext(gesture, key === '.' ? 1 : -1, ground) }
  if (key === '[' || key === ']') return { gesture: stepChanged(gesture, key === ']' ? 1 : -1) }
  if (!pen.held) return null
  if (key === 'Delete' || key === 'Backspace') return removed(gesture)
  const arrow = ARROWS[key]
  return arrow ? nudged(gesture, ...arrow) : null
}
