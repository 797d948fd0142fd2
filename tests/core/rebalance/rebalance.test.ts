import { beforeAll, describe, expect, test } from 'vitest'
import { cellBorders } from '#core/geometry/cellNeighbours.ts'
import { toDegrees } from '#core/geometry/lattice.ts'
import { applyChange, buildingsByGrid, gridsOf } from '#core/plan/change.ts'
import type { Command } from '#core/plan/commands.ts'
import { decide } from '#core/plan/decide.ts'
import { boundariesOf } from '#core/plan/holds.ts'
import type { Plan } from '#core/plan/plan.ts'
import { problemOf, type Wish } from '#core/rebalance/problem.ts'
import { commandOf } from '#core/rebalance/proposal.ts'
import { type Effort, type Proposal, rebalanced } from '#core/rebalance/rebalance.ts'
import { world } from '../../../data/generate.ts'
import { highsSolver } from '../../../server/optimiser/highs.ts'
import { communityPlan } from '../../support/community.ts'
import { at, planFrom } from '../../support/drawing.ts'

const SHAGOU = '140303005006'
const wish: Wish = {
  ...{ low: 300, high: 500, goal: 'overload', householdsPerPlace: 0 },
  ...{ pricePerBuilding: 1e-3, pricePerM: 1e-7, barriers: 0, rings: 1 },
}
let effort: Effort
let shagou: Plan
beforeAll(async () => {
  shagou = communityPlan(world('kuangqu', 1), SHAGOU)
  effort = {
    ...{ seed: 1, rounds: 10, seconds: 5, solverOf: await highsSolver() },
    clock: () => performance.now(),
    isStopped: () => false,
    onProposal: () => {},
  }
})

const performed = (plan: Plan, command: Command): Plan => {
  const decision = decide(plan, command)
  if (!decision.ok) throw new Error(JSON.stringify(decision.refusal))
  return applyChange(plan, decision.change)
}
const households = (plan: Plan): Record<string, number> =>
  Object.fromEntries(
    gridsOf(plan).map(({ id, name }) => [
      name,
      (buildingsByGrid(plan).get(id) ?? []).reduce((sum, one) => sum + one.households, 0),
    ]),
  )
const named = (plan: Plan, name: string) => gridsOf(plan).find((grid) => grid.name === name)!.id
const buildingNamed = (plan: Plan, name: string) =>
  [...plan.base.buildings.values()].find((building) => building.name === name)!.id
const after = (plan: Plan, { moves }: Proposal): Plan => moves.map(commandOf).reduce(performed, plan)

test('第八网格 is relieved with as few households as can be, fewer than by the published adjustment, and that is proved', () => {
  const proposal = rebalanced(shagou, SHAGOU, wish, effort)
  expect(proposal).toMatchObject({ proof: 'optimal', outsideBefore: 209, outsideAfter: 0, households: 209 })
  expect(proposal.households).toBeLessThanOrEqual(241)
  expect(proposal.moves.every(({ reason, group }, i) => reason === 'relieves' && group === i)).toBe(true)
  let plan = shagou
  for (const move of proposal.moves) {
    plan = performed(plan, commandOf(move))
    expect(gridsOf(plan).every(({ shape }) => shape.length === 1)).toBe(true)
  }
  const [before, now] = [households(shagou), households(plan)]
  expect(now.第八网格).toBe(500)
  expect(Object.values(now).reduce((a, b) => a + b)).toBe(Object.values(before).reduce((a, b) => a + b))
  // Nobody below the band has become smaller.
  for (const [name, count] of Object.entries(now))
    expect(count).toBeGreaterThanOrEqual(Math.min(300, before[name]!))
})

test('every grid of the community can be brought into the band, and is', () => {
  const proposal = rebalanced(shagou, SHAGOU, { ...wish, goal: 'band' }, { ...effort, seconds: 0.5 })
  expect(proposal.outsideAfter).toBe(0)
  expect(proposal.bound.households).toBeLessThanOrEqual(proposal.households)
  for (const count of Object.values(households(after(shagou, proposal)))) {
    expect(count).toBeGreaterThanOrEqual(300)
    expect(count).toBeLessThanOrEqual(500)
  }
})

test('what happens at a building counts besides its households: a grid in the band can be overloaded by it', () => {
  const plan = planFrom('A A B B C C', (column) => [20, 20, 40, 40, 20, 20][column] as number)
  const asked = (besides?: Wish['besides']) =>
    rebalanced(plan, SHAGOU, { ...wish, low: 0, high: 90, ...(besides && { besides }) }, effort)
  expect(asked()).toMatchObject({ moves: [], outsideBefore: 0 })
  const busy = asked(new Map([[at(3, 0), 25]]))
  expect(busy).toMatchObject({ outsideBefore: 15, outsideAfter: 0, proof: 'optimal' })
  expect(busy.moves).toHaveLength(1)
})

describe('what is held stays', () => {
  test('locked buildings, locked grids, compounds and boundaries', () => {
    let plan = shagou
    const locked = ['西坡5号楼', '西坡6号楼'].map((name) => buildingNamed(plan, name))
    const yard = ['西坡1号楼', '西坡2号楼', '西坡3号楼'].map((name) => buildingNamed(plan, name))
    plan = performed(plan, { type: 'lockBuildings', buildings: locked })
    plan = performed(plan, { type: 'glueBuildings', buildings: yard, compound: 'yard' })
    plan = performed(plan, { type: 'lockGrid', grid: named(plan, '第九网格') })
    const pair = boundariesOf(
      ['第八网格', '第七网格'].map((name) => gridsOf(plan).find((grid) => grid.name === name)!),
    )
    const [edge] = pair.values()
    plan = performed(plan, {
      type: 'lockBoundary',
      line: { type: 'LineString', coordinates: [toDegrees(edge!.a), toDegrees(edge!.b)] },
      lock: 'stretch',
    })
    const proposal = rebalanced(plan, SHAGOU, wish, effort)
    const moved = new Set(proposal.moves.flatMap(({ buildings }) => buildings))
    expect(proposal.outsideAfter).toBe(0)
    expect(locked.some((id) => moved.has(id))).toBe(false)
    expect([0, 3]).toContain(yard.filter((id) => moved.has(id)).length)
    expect(proposal.moves.some(({ from, to }) => [from, to].includes(named(plan, '第九网格')))).toBe(false)
    // On the real ground all of it is allowed.
    expect(() => after(plan, proposal)).not.toThrow()
  })

  test('with all neighbours locked nothing can be done, and it says which grids are stuck', () => {
    const eighth = named(shagou, '第八网格')
    const plan = gridsOf(shagou)
      .filter(({ id }) => id !== eighth)
      .reduce((plan, { id }) => performed(plan, { type: 'lockGrid', grid: id }), shagou)
    const proposal = rebalanced(plan, SHAGOU, wish, effort)
    expect(proposal).toMatchObject({ moves: [], outsideAfter: 209, proof: 'optimal' })
    expect(proposal.stuck).toEqual([{ side: 'high', grids: [eighth], households: 209 }])
  })
})

test('a barrier between is forbidden, or has its price', () => {
  const eighth = gridsOf(shagou).find(({ name }) => name === '第八网格')!
  // A railway all round the eighth grid.
  const railway: Plan = {
    ...shagou,
    base: { ...shagou.base, barriers: [{ kind: 'railway', name: '', lines: eighth.shape.flat() }] },
  }
  expect(rebalanced(railway, SHAGOU, { ...wish, barriers: 'forbidden' }, effort)).toMatchObject({
    moves: [],
    outsideAfter: 209,
  })
  const priced = problemOf(railway, SHAGOU, { ...wish, barriers: 2 }).instance
  const free = problemOf(railway, SHAGOU, { ...wish, barriers: 0 }).instance
  const [dearer, same] = [0, 1].map((k) => {
    const differences = [...priced.price.keys()].filter(
      (i) => free.price[i]! > 0 && free.price[i]! < Number.POSITIVE_INFINITY,
    )
    return differences.filter((i) => priced.price[i]! > free.price[i]! === (k === 0)).length
  }) as [number, number]
  expect(dearer).toBeGreaterThan(5)
  expect(same).toBeGreaterThan(5)
  expect(rebalanced(railway, SHAGOU, { ...wish, barriers: 2 }, effort).outsideAfter).toBe(0)
})

test('where a hundred small houses have to go, those that go the same way are one move', () => {
  const row = [...'B'.repeat(4), ...'A'.repeat(20), ...'C'.repeat(4)].join(' ')
  const town = planFrom(Array(5).fill(row).join('\n'), 1)
  const proposal = rebalanced(town, SHAGOU, { ...wish, low: 45, high: 48, goal: 'band' }, effort)
  expect(proposal).toMatchObject({ outsideBefore: 102, outsideAfter: 0 })
  expect(proposal.buildings).toBeGreaterThan(40)
  expect(proposal.moves.length).toBeLessThanOrEqual(6)
  let plan = town
  for (const move of proposal.moves) {
    plan = performed(plan, commandOf(move))
    const counts = Object.values(households(plan))
    expect(counts).toEqual(expect.arrayContaining([move.fromAfter, move.toAfter]))
    expect(gridsOf(plan).every(({ shape }) => shape.length === 1)).toBe(true)
  }
})

test('cancelled, it gives the best so far', () => {
  let asked = 0
  const proposal = rebalanced(
    shagou,
    SHAGOU,
    { ...wish, goal: 'band' },
    { ...effort, isStopped: () => ++asked > 3 },
  )
  expect(proposal.outsideAfter).toBeLessThanOrEqual(proposal.outsideBefore)
  expect(() => after(shagou, proposal)).not.toThrow()
})

test('the same seed gives the same proposal', () => {
  const once = rebalanced(shagou, SHAGOU, wish, effort)
  expect(rebalanced(shagou, SHAGOU, wish, effort)).toEqual(once)
})

test('cells that share a border are neighbours, with its length', () => {
  const square = (x: number, y: number, size: number) =>
    [
      [
        [
          [x, y],
          [x + size, y],
          [x + size, y + size],
          [x, y + size],
          [x, y],
        ],
      ],
    ] as unknown as [[[number, number][]]]
  const at = (x: number, y: number) => square(1_135_000_000 + x, 379_000_000 + y, 800)
  const ground = (x: number) => square(1_135_000_000 + x, 379_000_000, 4000)
  // Two grids side by side; in the left one building 0 stands over building 1, in the right one only 2.
  const borders = cellBorders([
    {
      shape: ground(0),
      buildings: [
        { index: 0, footprint: at(1600, 2600) },
        { index: 1, footprint: at(1600, 600) },
      ],
    },
    { shape: ground(4000), buildings: [{ index: 2, footprint: at(5600, 1600) }] },
  ])
  const lengths = Object.fromEntries(borders.map(({ a, b, borderM }) => [`${a}–${b}`, Math.round(borderM)]))
  // 4,000 units are 35.2 m from west to east and 44.4 m from south to north here.
  expect(lengths['0–1']).toBeGreaterThan(33)
  expect(lengths['0–1']).toBeLessThan(37)
  expect(lengths['0–2']! + lengths['1–2']!).toBeGreaterThan(43)
  expect(Math.abs(lengths['0–2']! - lengths['1–2']!)).toBeLessThan(3)
})
