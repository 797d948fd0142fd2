import type { CommandAnswer, PlanDetail } from '../../server/contract/plan.ts'
import type { TestApp, User } from './app.ts'
import { buildingNamed, gridNamed, SHAGOU } from './tinyWorld.ts'

/** What a planner does with the API, as sentences. */
export function planning(server: TestApp) {
  const detail = (user: User, id: string) => server.json<PlanDetail>(user, 'GET', `/api/plans/${id}`)

  async function started(user: User = 'planner', within: string = SHAGOU): Promise<string> {
    return (await server.json<{ id: string }>(user, 'POST', '/api/plans', { name: '沙沟调整', within })).id
  }
  async function moved(
    id: string,
    building: string,
    to: string,
    user: User = 'planner',
  ): Promise<CommandAnswer> {
    const { revision } = await detail(user, id)
    return server.json<CommandAnswer>(user, 'POST', `/api/plans/${id}/commands`, {
      expectedRevision: revision,
      command: { type: 'moveBuildings', buildings: [buildingNamed(building).id], to: gridNamed(to).id },
    })
  }
  /** A plan that moves 西坡5号楼, submitted and signed. */
  async function signed(): Promise<string> {
    const id = await started()
    await moved(id, '西坡5号楼', '第六网格')
    await server.json('planner', 'POST', `/api/plans/${id}/submit`)
    await server.json('planner', 'POST', `/api/plans/${id}/sign`)
    return id
  }
  const publish = (id: string, body: object = {}) =>
    server.ask('planner', 'POST', `/api/plans/${id}/publish`, body)
  return { detail, started, moved, signed, publish }
}

/** Households by grid name, of rows of the balance or of /api/grids. */
export const householdsOf = (
  rows: readonly { name: string; households?: number; householdsAfter?: number }[],
) => Object.fromEntries(rows.map((row) => [row.name, row.households ?? row.householdsAfter]))
