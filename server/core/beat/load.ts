/** Estimated: nobody counts residents per grid. */
const RESIDENTS_PER_HOUSEHOLD = 2.6
/** More than this asks too much of an officer. */
export const MOST_GRIDS_PER_OFFICER = 15
const MOST_RESIDENTS_PER_OFFICER = 8000

export const LOAD_WARNINGS = ['grids_per_officer', 'residents_per_officer', 'no_officer'] as const
export type LoadWarning = (typeof LOAD_WARNINGS)[number]

/** What somebody looks after, and how many share it. */
export interface Charge {
  readonly officers: number
  readonly grids: number
  readonly households: number
}

export interface OfficerLoad {
  /** Per officer; null where there is none. */
  readonly gridsPerOfficer: number | null
  readonly residentsPerOfficer: number | null
}

export const residentsOf = (households: number): number => Math.round(households * RESIDENTS_PER_HOUSEHOLD)

/** What each officer of a beat or station has to look after, and what is too much of it. */
export function officerLoad({ officers, grids, households }: Charge): {
  readonly load: OfficerLoad
  readonly warnings: readonly LoadWarning[]
} {
  if (officers === 0)
    return { load: { gridsPerOfficer: null, residentsPerOfficer: null }, warnings: ['no_officer'] }
  const gridsPerOfficer = grids / officers
  const residentsPerOfficer = residentsOf(households) / officers
  return {
    load: { gridsPerOfficer, residentsPerOfficer },
    warnings: [
      ...(gridsPerOfficer > MOST_GRIDS_PER_OFFICER ? (['grids_per_officer'] as const) : []),
      ...(residentsPerOfficer > MOST_RESIDENTS_PER_OFFICER ? (['residents_per_officer'] as const) : []),
    ],
  }
}
