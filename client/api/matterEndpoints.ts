import { z } from 'zod'
import { type MatterAdmission, MatterVersion, type NewMatter } from '#contract/matter.ts'
import { request } from './request.ts'

export const matters = () => request(z.array(MatterVersion), 'GET', '/matters')
/** Oldest first. */
export const matterHistory = (code: string) =>
  request(z.array(MatterVersion), 'GET', `/matters/${code}/history`)
export const proposeMatter = (matter: NewMatter) => request(MatterVersion, 'POST', '/matters', matter)
/** Only what changes, with the version that was looked at. */
export const changeMatter = (code: string, change: Readonly<Record<string, unknown>>) =>
  request(MatterVersion, 'PATCH', `/matters/${code}`, change)
export const admitMatter = (code: string, admission: MatterAdmission) =>
  request(MatterVersion, 'POST', `/matters/${code}/admission`, admission)
