import { DEFAULT_BAND } from '#core/plan/plan.ts'
import type { WorldIncident } from '../../data/incidents.ts'
import type { World } from '../../data/world.ts'
import type { Role } from '../contract/session.ts'
import { recordAudit } from '../db/audit.ts'
import { type Database, SYSTEM } from '../db/database.ts'
import { loadCases } from '../db/demoCases.ts'
import { setUpSettings } from '../db/settings.ts'
import { addUser } from '../db/users.ts'
import { claimEmpty, isEmpty, loadWorld } from '../db/world.ts'
import { passwordHash } from './password.ts'

const PASSWORD = 'demo'
const DEADLINE_MS = 600_000

/** `scope` undefined: the whole district. */
const ACCOUNTS: readonly { login: string; name: string; role: Role; scope?: string }[] = [
  { login: 'planner', name: '规划员 · 演示', role: 'planner' },
  { login: 'commander', name: '指挥员 · 演示', role: 'commander' },
  { login: 'duty2', name: '值班长 · 演示', role: 'commander' },
  { login: 'liaison', name: '民警 · 演示', role: 'liaison' },
  { login: 'viewer', name: '访客 · 演示', role: 'viewer' },
  { login: 'admin', name: '管理员 · 演示', role: 'admin' },
  { login: 'shaping', name: '沙坪街道规划员 · 演示', role: 'planner', scope: '140303005' },
  { login: 'shaping-desk', name: '沙坪街道综治中心 · 演示', role: 'commander', scope: '140303005' },
  { login: 'shagou', name: '沙沟社区规划员 · 演示', role: 'planner', scope: '140303005006' },
]

/**
 * Loads a generated district with its cases and the demo accounts into a database that holds no area yet; answers whether it did.
 * All or nothing: a second process that comes to the same idea finds the district loaded.
 */
export async function loadDemo(
  database: Database,
  world: () => Promise<World> | World,
  incidents: (world: World) => Iterable<WorldIncident> = () => [],
): Promise<boolean> {
  if (!(await database.transaction(SYSTEM, isEmpty))) return false
  const made = await world()
  const district = made.areas.find((area) => area.level === 'district')
  if (!district) throw new Error('the generated world has no district')
  const hash = await passwordHash(PASSWORD)
  const codes = new Set(made.areas.map((area) => area.code))

  return database.transaction(
    SYSTEM,
    async (tx) => {
      if (!(await claimEmpty(tx))) return false
      await loadWorld(tx, made)
      await setUpSettings(tx, DEFAULT_BAND, true)
      for (const { login, name, role, scope = district.code } of ACCOUNTS)
        if (codes.has(scope)) await addUser(tx, { login, name, role, scope, passwordHash: hash })
      const cases = await loadCases(tx, incidents(made), district.code)
      const { scale, seed } = made
      await recordAudit(tx, 'demoLoaded', `area:${district.code}`, { scale, seed, cases })
      return true
    },
    DEADLINE_MS,
  )
}
