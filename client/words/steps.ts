import type { PerformedCommand } from '#contract/plan.ts'
import { beatCommandWords, commandWords } from './codes.ts'
import { screen } from './screen.ts'
import type { Fill, Words } from './words.ts'

const NAMES_SHOWN = 3
/** Where ground goes that no beat has; a name like those of beats, which are not translated. */
const NOBODY = '无警格'

const namesOf = (ids: readonly string[], nameOf: (id: string) => string): string => {
  const names = ids.slice(0, NAMES_SHOWN).map(nameOf).join('、')
  return ids.length > NAMES_SHOWN ? `${names} +${ids.length - NAMES_SHOWN}` : names
}

/** Names of what a step is about, and of where it leads. */
const aboutOf = (step: PerformedCommand, nameOf: (id: string) => string): readonly [string, string?] => {
  const receiver = (id: string | null) => (id === null ? NOBODY : nameOf(id))
  switch (step.type) {
    case 'moveBuildings':
      return [namesOf(step.buildings, nameOf), receiver(step.to)]
    case 'lockBuildings':
    case 'unlockBuildings':
    case 'glueBuildings':
    case 'splitOffGrid':
      return [namesOf(step.buildings, nameOf)]
    case 'assignRegion':
      return ['', receiver(step.to)]
    case 'assignGrids':
      return [namesOf(step.grids, nameOf), receiver(step.to)]
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

const stepName = (step: PerformedCommand): Words => {
  if (step.type === 'restoreVersion') return screen.restoreVersion
  return step.layer === 'beats' ? beatCommandWords[step.type] : commandWords[step.type]
}

/** A step of a plan in words: 移动楼栋（西坡5号楼 → 第六网格）. */
export const stepWords = (
  step: PerformedCommand,
  nameOf: (id: string) => string,
): { readonly words: Words; readonly fill: Fill } => {
  const command = stepName(step)
  const [what, to] = aboutOf(step, nameOf)
  const about = [what, to && `→ ${to}`].filter(Boolean).join(' ')
  return { words: about ? screen.stepAbout : command, fill: { command, about } }
}
