/** A street and what stands in it: the numbers that the generated world must meet exactly. */
export interface Street {
  readonly code: string
  readonly name: string
  readonly exclusive: number
  readonly buildings: number
  readonly organisations: number
  readonly shops: number
  readonly microGrids: number
  readonly beats: number
  /** Community officers; a street may have fewer than beats. */
  readonly officers: number
  readonly households: number
  readonly communities: readonly Division[]
}

/** A community (社区) or village (村) and the number of its basic grids. */
export interface Division {
  readonly code: string
  readonly name: string
  readonly grids: number
}

export const isVillage = (division: Division): boolean => division.name.endsWith('村')

/** The name without 社区 or 村: what roads, estates and schools are called after. */
export const placeName = (division: Division): string => division.name.replace(/(社区|村)$/, '')
