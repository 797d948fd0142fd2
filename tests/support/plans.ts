import type { CommandAnswer, PlanDetail } from '../../server/contract/plan.ts'
import { SYSTEM } from '../../server/db/database.ts'
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
  /** A draft, submitted, signed and published. */
  async function brought(id: string, body: object = {}): Promise<void> {
    for (const step of ['submit', 'sign']) await server.json('planner', 'POST', `/api/plans/${id}/${step}`)
    const answer = await publish(id, body)
    if (answer.statusCode !== 200) throw new Error(`publish: ${answer.body}`)
  }
  /** Brings 沙沟 back to one version of everything, so that each test starts from the same ground. */
  async function fresh(): Promise<void> {
    await server.database.transaction(SYSTEM, (tx) =>
      tx.query(`
        delete from grid_versions where publication > 1;
        delete from building_versions where publication > 1;
        delete from grid_codes where grid not in (select grid from grid_versions);
        delete from beat_versions where publication > 1;
        delete from beat_codes where beat not in (select beat from beat_versions);
        update beat_versions set valid_to = null, superseded_by = null;
        update grid_versions set valid_to = null, superseded_by = null;
        update building_versions set valid_to = null, superseded_by = null;
        update areas set publication = 1;
        update plans set base_publication = 1;
        delete from publications where number > 1`),
    )
    server.services.states.forget()
  }
  return { detail, started, moved, signed, publish, brought, fresh }
}

/** Households by grid name, of rows of the balance or of /api/grids. */
export const householdsOf = (
  rows: readonly { name: string; households?: number; householdsAfter?: number }[],
) => Object.fromEntries(rows.map((row) => [row.name, row.households ?? row.householdsAfter]))
