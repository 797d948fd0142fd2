import { describe, expect, test } from 'vitest'
import { toDegrees } from '#core/geometry/lattice.ts'
import { applyChange, buildingsOf, gridsIn } from '#core/plan/change.ts'
import type { Command } from '#core/plan/commands.ts'
import { decide } from '#core/plan/decide.ts'
import { boundariesOf } from '#core/plan/holds.ts'
import type { Plan } from '#core/plan/plan.ts'
import { portionOf } from '#core/plan/portion.ts'
import { world } from '../../../data/generate.ts'
import { communityPlan } from '../../support/community.ts'

const STREET = '140303005'
const street = communityPlan(world('kuangqu', 1), STREET)
const codes = [...street.base.communities.keys()]

const performed = (plan: Plan, command: Command): Plan => {
  const decision = decide(plan, command)
  if (!decision.ok) throw new Error(JSON.stringify(decision.refusal))
  return applyChange(plan, decision.change)
}
/** For each grid of a community, one of its buildings to the next grid. */
const movesIn = (plan: Plan, community: string): Command[] => {
  const grids = gridsIn(plan, community)
  return grids.map(({ id }, i) => ({
    type: 'moveBuildings',
    buildings: buildingsOf(plan)
      .flatMap((one) => (one.grid === id ? [one.id] : []))
      .slice(0, 1),
    to: (grids[i + 1] ?? grids[0])!.id,
  }))
}

test('what a command does in a community, or why it is refused, is the same alone as in the whole', () => {
  for (const community of codes)
    for (const command of movesIn(street, community))
      expect(decide(portionOf(street, community), command)).toEqual(decide(street, command))
})

test('the portions are the whole', () => {
  const plan = performed(street, movesIn(street, codes[0]!).find((one) => decide(street, one).ok)!)
  const portions = codes.map((community) => portionOf(plan, community))
  expect(new Map(portions.flatMap(({ grids }) => [...grids]))).toEqual(plan.grids)
  expect(new Map(portions.flatMap(({ buildings }) => [...buildings]))).toEqual(plan.buildings)
  expect(portions.flatMap(buildingsOf).length).toBe(buildingsOf(plan).length)
})

describe('what holds', () => {
  test('a boundary is held in its own community, and is nothing to the others', () => {
    const [here, there] = codes as [string, string]
    const edge = [...boundariesOf(gridsIn(street, here)).values()][0]!
    const line = { type: 'LineString', coordinates: [toDegrees(edge.a), toDegrees(edge.b)] } as const
    const plan = performed(street, { type: 'lockBoundary', line, lock: 'stretch' })
    expect([...portionOf(plan, here).holds.values()]).toMatchObject([{ kind: 'boundary' }])
    expect(portionOf(plan, there).holds.size).toBe(0)
    for (const community of [here, there])
      for (const command of movesIn(plan, community))
        expect(decide(portionOf(plan, community), command).ok).toBe(decide(plan, command).ok)
  })

  test('buildings and compounds too', () => {
    const [here, there] = codes as [string, string]
    const [first, second, third] = buildingsOf(street)
      .filter(({ grid }) => grid === gridsIn(street, here)[0]!.id)
      .map(({ id }) => id) as [string, string, string]
    const locked = performed(street, { type: 'lockBuildings', buildings: [first] })
    const plan = performed(locked, { type: 'glueBuildings', buildings: [second, third], compound: 'yard' })
    expect(portionOf(plan, here).holds).toEqual(plan.holds)
    expect(portionOf(plan, there).holds.size).toBe(0)
  })
})
