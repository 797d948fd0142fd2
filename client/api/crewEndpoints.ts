import { CrewPost, Crews, type NewPost, PlaceCrew } from '#contract/crew.ts'
import { request } from './request.ts'

const of = encodeURIComponent

export const crews = (within: string) => request(Crews, 'GET', `/crew?within=${of(within)}`)
export const crewOf = (kind: 'grid' | 'beat', id: string) =>
  request(PlaceCrew, 'GET', `/${kind}s/${of(id)}/crew`)
export const appoint = (post: NewPost) => request(CrewPost, 'POST', '/crew', post)
export const finishPost = (id: string, toOn: string) =>
  request(CrewPost, 'POST', `/crew/${of(id)}/finish`, { toOn })
