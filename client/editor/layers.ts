import type { Command } from '#core/plan/commands.ts'
import type { Band } from '#core/plan/plan.ts'
import type { Layer } from './draft.ts'
import { TOOLS, type Tool } from './gesture.ts'

/** What tools make of boundaries can be made of either layer; everything else is of grids alone. */
const OF_BOTH: ReadonlySet<Command['type']> = new Set([
  'moveBuildings',
  'assignRegion',
  'assignGrids',
  'reshapeBoundary',
  'splitGrid',
  'mergeGrids',
  'moveVertex',
  'insertVertex',
  'deleteVertex',
  'straightenBoundary',
  'renameGrid',
])

/** What a tool asks for, of the layer that is redrawn; a command that names its layer keeps it. */
export const onLayer = (command: Command, layer: Layer): Command =>
  layer === 'beats' && command.layer === undefined && OF_BOTH.has(command.type)
    ? ({ ...command, layer } as Command)
    : command

/** No number of households is too much or too little for a beat. */
export const BOUNDLESS: Band = { under: 0, low: 0, high: Infinity, over: Infinity }

const OF_GRIDS: ReadonlySet<Tool> = new Set(['carve', 'pin'])

export const toolsOf = (layer: Layer): readonly Tool[] =>
  layer === 'beats' ? TOOLS.filter((tool) => !OF_GRIDS.has(tool)) : TOOLS
