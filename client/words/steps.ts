import type { PerformedCommand } from '#contract/plan.ts'
import { commandWords } from './codes.ts'
import { screen } from './screen.ts'
import type { Fill, Words } from './words.ts'

const NAMES_SHOWN = 3

const namesOf = (ids: readonly string[], nameOf: (id: string) => string): string => {
  const names = ids.slice(0, NAMES_SHOWN).map(nameOf).join('、')
  return ids.length > NAMES_SHOWN ? `${names} +${ids.length - NAMES_SHOWN}` : names
}

/** Names of what a step is about, and of where it leads. */
const aboutOf = (step: PerformedCommand, nameOf: (id: string) => string): readonly [string, string?] => {
  switch (step.type) {
    case 'moveBuildings':
      return [namesOf(step.buildings, nameOf), nameOf(step.to)]
    case 'lockBuildings':
    case 'unlockBuildings':
    case 'glueBuildings':
    case 'splitOffGrid':
      return [namesOf(step.buildings, nameOf)]
    case 'assignRegion':
      return ['', nameOf(step.to)]
    case 'mergeGrids':
      return [nameOf(step.from), nameOf(step.into)]
    case 'renameGrid':
      return [nameOf(step.grid), step.name]
    case 'lockGrid':
    case 'unlockGrid':
    case 'splitGrid':
      return [nameOf(step.grid)]
    default:
      return ['']
  }
}

/** A step of a plan in words: 移动楼栋（西坡5号楼 → 第六网格）. */
export const stepWords = (
  step: PerformedCommand,
  nameOf: (id: string) => string,
): { readonly words: Words; readonly fill: Fill } => {
  const command = step.type === 'restoreVersion' ? screen.restoreVersion : commandWords[step.type]
  const [what, to] = aboutOf(step, nameOf)
  const about = [what, to && `→ ${to}`].filter(Boolean).join(' ')
  return { words: about ? screen.stepAbout : command, fill: { command, about } }
}
