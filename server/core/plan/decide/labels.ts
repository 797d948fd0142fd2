/** Names and codes of grids. */
import { gridsIn } from '../change.ts'
import type { NewGrid, Refusal } from '../commands.ts'
import { numeral } from '../numeral.ts'
import type { AreaCode, Grid, GridType, Plan, Uuid } from '../plan.ts'

const MOST_CHARACTERS = 40
/** The last three digits of a grid code; 901–999 are temporary and not given here. */
const SEQUENCES: Record<GridType, readonly [first: number, last: number]> = {
  basic: [1, 799],
  exclusive: [801, 899],
}

/** The name as it will be stored, or why the grid cannot have it. */
export const givenName = (
  plan: Plan,
  { id, community }: { readonly id: Uuid; readonly community: AreaCode },
  given: string,
): string | Refusal => nameBeside(gridsIn(plan, community), id, given)

/** The same beside whatever else must not have that name. */
export function nameBeside(
  others: readonly { readonly id: Uuid; readonly name: string }[],
  id: Uuid,
  given: string,
): string | Refusal {
  const name = given.normalize('NFC').trim()
  if (name === '' || [...name].length > MOST_CHARACTERS || /\p{C}/u.test(name))
    return { code: 'name_invalid', grids: [id] }
  const namesake = others.find((other) => other.name === name && other.id !== id)
  return namesake ? { code: 'name_taken', grids: [namesake.id] } : name
}

/** The next code of the community that no grid has or ever had, or null. */
function nextCode(plan: Plan, community: AreaCode, type: GridType): string | null {
  const used = new Set([
    ...(plan.base.communities.get(community)?.usedSequences ?? []),
    ...gridsIn(plan, community).map(({ code }) => Number(code.slice(12))),
  ])
  const [first, last] = SEQUENCES[type]
  for (let sequence = first; sequence <= last; sequence++)
    if (!used.has(sequence)) return community + String(sequence).padStart(3, '0')
  return null
}

/** A grid to be made, without its ground; or why there can be none. */
export function gridToBe(
  plan: Plan,
  community: AreaCode,
  type: GridType,
  { id, name: given }: NewGrid,
): Omit<Grid, 'shape'> | Refusal {
  if (plan.base.grids.has(id) || plan.grids.has(id)) return { code: 'grid_id_taken', grids: [id] }
  const code = nextCode(plan, community, type)
  if (code === null) return { code: 'codes_used_up' }
  const name = givenName(plan, { id, community }, given ?? nameAfter(code, type))
  if (typeof name !== 'string') return name
  return { id, code, name, type, community, locked: false }
}

function nameAfter(code: string, type: GridType): string {
  const sequence = Number(code.slice(12))
  if (type === 'exclusive') return `专属${numeral(sequence - 800)}网格`
  return sequence < 100 ? `第${numeral(sequence)}网格` : `第${sequence}网格`
}
