import { create } from 'zustand'
import type { BeatCrew, CrewFault, CrewPost, Crews, GridCrew } from '#contract/crew.ts'
import type { CrewFaultCode, PostRole } from '#core/beat/crew.ts'
import * as api from '../api/crewEndpoints.ts'
import type { Failure } from '../api/request.ts'
import { allWordsOf } from './matching.ts'

export type PlaceKind = 'grid' | 'beat'
export type FaultFilter = 'all' | 'any' | CrewFaultCode

/** Who serves the grids and beats of an area today. */
interface CrewDesk {
  readonly status: 'loading' | 'ready' | 'failed'
  readonly failure: Failure | null
  readonly crews: Crews | null
  load(within: string): Promise<void>
}

export const useCrewDesk = create<CrewDesk>()((set, state) => {
  let asked = 0
  return {
    status: 'loading',
    failure: null,
    crews: null,
    async load(within) {
      const number = ++asked
      if (state().status === 'failed') set({ status: 'loading', failure: null })
      const answer = await api.crews(within)
      if (number !== asked) return
      if (answer.ok) set({ status: 'ready', failure: null, crews: answer.value })
      else set({ status: 'failed', failure: answer.failure })
    },
  }
})

/** A grid or a beat as the list of crews shows it. */
export interface StaffedPlace {
  readonly kind: PlaceKind
  readonly id: string
  readonly code: string
  readonly name: string
  /** The community, or the street of the station. */
  readonly area: string
  /** Of a grid: whose officers look after it; of a beat its station. */
  readonly beside: string
  /** Of a basic grid: the community officers of its beat; null where none is expected. */
  readonly officers: readonly string[] | null
  readonly posts: readonly CrewPost[]
  readonly faults: readonly CrewFault[]
}

const gridPlace = (
  { grid, code, name, type, community, beat, posts, faults }: GridCrew,
  officersOf: ReadonlyMap<string, readonly string[]>,
): StaffedPlace => ({
  ...{ kind: 'grid', id: grid, code, name, posts, faults },
  area: community,
  beside: beat?.name ?? '',
  officers: type === 'basic' ? (officersOf.get(beat?.id ?? '') ?? []) : null,
})
const beatPlace = ({ beat, code, name, street, stationName, posts, faults }: BeatCrew): StaffedPlace => ({
  ...{ kind: 'beat', id: beat, code, name, posts, faults },
  area: street,
  beside: stationName,
  officers: null,
})

export const placesOf = ({ grids, beats }: Crews, kind: PlaceKind): StaffedPlace[] => {
  if (kind === 'beat') return beats.map(beatPlace)
  const officersOf = new Map(
    beats.map(({ beat, posts }) => [
      beat,
      posts.filter(({ standing }) => standing === 'serving').map(({ name }) => name),
    ]),
  )
  return grids.map((grid) => gridPlace(grid, officersOf))
}

/** Nobody of the police knows the grid. */
export const lacksOfficer = ({ officers }: StaffedPlace): boolean => officers?.length === 0

export const hasFault = (place: StaffedPlace, filter: FaultFilter): boolean =>
  filter === 'all' ||
  (filter === 'any' ? place.faults.length > 0 || lacksOfficer(place) : hasCode(place, filter))

const hasCode = (place: StaffedPlace, code: CrewFaultCode): boolean =>
  place.faults.some((fault) => fault.code === code) || (code === 'role_empty' && lacksOfficer(place))

/** Places that the filter and the words let through, those with gaps first, then those with other faults. */
export const shownPlaces = (
  places: readonly StaffedPlace[],
  filter: FaultFilter,
  text: string,
  nameOf: (area: string) => string,
): StaffedPlace[] => {
  const has = allWordsOf(text)
  const severity = (place: StaffedPlace) =>
    lacksOfficer(place) || place.faults.some((fault) => fault.severity === 'error')
      ? 0
      : place.faults.length > 0
        ? 1
        : 2
  return places
    .filter((place) => hasFault(place, filter))
    .filter(({ area, name, code, beside, posts, officers }) =>
      has(
        `${nameOf(area)}${name} ${code} ${beside} ${posts.map((post) => post.name).join(' ')} ${officers?.join(' ') ?? ''}`,
      ),
    )
    .sort((a, b) => severity(a) - severity(b) || (a.code < b.code ? -1 : 1))
}

export const postsIn = (posts: readonly CrewPost[], role: PostRole): CrewPost[] =>
  posts.filter((post) => post.role === role)
