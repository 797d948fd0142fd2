import { PlaceCrew } from '#contract/crew.ts'
import { request } from './request.ts'

export const crewOf = (kind: 'grid' | 'beat', id: string) =>
  request(PlaceCrew, 'GET', `/${kind}s/${encodeURIComponent(id)}/crew`)
