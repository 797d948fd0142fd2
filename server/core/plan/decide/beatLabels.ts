/** Names and codes of beats. */
import { beatOf, beatsOf } from '../change.ts'
import type { BeatCommandOf, NewGrid, Refusal } from '../commands.ts'
import { numeral } from '../numeral.ts'
import type { Beat, Plan, Station } from '../plan.ts'
import { accepted, type Decision, refused } from './decision.ts'
import { nameBeside } from './labels.ts'

/** A station has two digits for its beats. */
const MOST_NUMBERS = 99

/** A name as of a grid; no other beat of the station has it. */
export function renamedBeat(plan: Plan, command: BeatCommandOf<'renameGrid'>): Decision {
  const beat = beatOf(plan, command.grid)
  if (beat === undefined) return refused('unknown_grid', { grids: [command.grid] })
  const name = nameBeside(beatsOfStation(plan, beat), beat.id, command.name)
  if (typeof name !== 'string') return { ok: false, refusal: name }
  if (name === beat.name) return refused('nothing_changes')
  return accepted([{ table: 'beats', id: beat.id, before: beat, after: { ...beat, name } }])
}

/** A beat to be made beside another of its station, without its ground and with nobody in it; or why there can be none. */
export function beatToBe(
  plan: Plan,
  sibling: Beat,
  { id, name: given }: NewGrid,
): Omit<Beat, 'shape'> | Refusal {
  if (plan.base.beats.has(id) || plan.beats.has(id)) return { code: 'grid_id_taken', grids: [id] }
  const station = plan.base.stations.get(sibling.station)
  const number = station && nextNumber(plan, station)
  if (!station || !number) return { code: 'codes_used_up' }
  const name = nameBeside(
    beatsOfStation(plan, sibling),
    id,
    given ?? `${station.name}第${numeral(number)}警格`,
  )
  if (typeof name !== 'string') return name
  const code = station.code + String(number).padStart(2, '0')
  return { id, code, name, station: station.id, street: station.street, officers: 0 }
}

const beatsOfStation = (plan: Plan, { station }: Beat): Beat[] =>
  beatsOf(plan).filter((beat) => beat.station === station)

/** The next number behind the station's code that no beat has or ever had, or null. */
function nextNumber(plan: Plan, { code, usedNumbers }: Station): number | null {
  const drafted = beatsOf(plan).flatMap((beat) =>
    beat.code.startsWith(code) ? [Number(beat.code.slice(code.length))] : [],
  )
  const used = new Set([...usedNumbers, ...drafted])
  for (let number = 1; number <= MOST_NUMBERS; number++) if (!used.has(number)) return number
  return null
}
