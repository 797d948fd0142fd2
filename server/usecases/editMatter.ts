import { decideAdmission, type Matter } from '#core/incident/matters.ts'
import type { MatterAdmission, MatterChange, MatterVersion, NewMatter } from '../contract/matter.ts'
import { recordAudit } from '../db/audit.ts'
import type { Actor, Database, Transaction } from '../db/database.ts'
import { addMatterVersions, matter } from '../db/matters.ts'
import type { CaseOutcome } from './caseOutcome.ts'
import { done, rejected } from './outcome.ts'

type MatterOutcome = CaseOutcome<MatterVersion>

/** Proposes a new matter for the catalogue; a code that ever was in use is refused. */
export function proposeMatter(database: Database, actor: Actor, proposed: NewMatter): Promise<MatterOutcome> {
  if (!proposed.code.startsWith(proposed.category)) return Promise.resolve(rejected('category_mismatch'))
  return database.transaction(actor, async (tx) => {
    const first = { matter: { ...proposed, admission: 'proposed', mergedInto: null }, version: 1 } as const
    if ((await addMatterVersions(tx, [first])).length === 0) return rejected('matter_code_taken')
    return stored(tx, proposed.code, 'matterProposed', { version: 1 })
  })
}

/** Gives a matter other words, another department, limit or level; cases keep what they were filed under. */
export function changeMatter(
  database: Database,
  actor: Actor,
  code: string,
  { expectedVersion, ...change }: MatterChange,
): Promise<MatterOutcome> {
  return nextVersion(database, actor, code, 'matterChanged', expectedVersion, (current) =>
    done({ ...current, ...given(change) }),
  )
}

/** Admits, merges or retires a matter, with its reason. */
export function admitMatter(
  database: Database,
  actor: Actor,
  code: string,
  { admission, reason, into, expectedVersion }: MatterAdmission,
): Promise<MatterOutcome> {
  return nextVersion(database, actor, code, 'matterAdmission', expectedVersion, async (current, tx) => {
    const target = into === undefined ? undefined : await matter(tx, into)
    const decision = decideAdmission(current, admission, reason, target ? plain(target) : null)
    return decision.ok ? done(decision.matter) : rejected(decision.code)
  })
}

/** A version is added to the one that was looked at; where somebody else has added one meanwhile, nothing is. */
function nextVersion(
  database: Database,
  actor: Actor,
  code: string,
  action: string,
  expectedVersion: number | undefined,
  decided: (current: Matter, tx: Transaction) => CaseOutcome<Matter> | Promise<CaseOutcome<Matter>>,
): Promise<MatterOutcome> {
  return database.transaction(actor, async (tx) => {
    const current = await matter(tx, code)
    if (!current) return rejected('not_found')
    if (expectedVersion !== undefined && expectedVersion !== current.version)
      return rejected('matter_changed', { version: current.version, by: current.by })
    const next = await decided(plain(current), tx)
    if (!next.ok) return next
    const version = current.version + 1
    if ((await addMatterVersions(tx, [{ matter: next.value, version }])).length === 0)
      return rejected('matter_changed')
    return stored(tx, code, action, { version })
  })
}

const plain = ({ version: _, validFrom: __, by: ___, ...rest }: MatterVersion): Matter => rest

/** What was left out stays as it is. */
const given = (change: Omit<MatterChange, 'expectedVersion'>): Partial<Matter> =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))

async function stored(
  tx: Transaction,
  code: string,
  action: string,
  detail: Record<string, unknown>,
): Promise<MatterOutcome> {
  await recordAudit(tx, action, `matter:${code}`, detail)
  const now = await matter(tx, code)
  if (!now) throw new Error(`matter ${code} was not found where it was stored`)
  return done(now)
}
