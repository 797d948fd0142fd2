import { beforeAll, describe, expect, test } from 'vitest'
import { grouped } from '#core/grouped.ts'
import { world } from '../../data/generate.ts'
import { AlignmentPieces, DraftAlignment, GridAlignment } from '../../server/contract/alignment.ts'
import type { CommandAnswer } from '../../server/contract/plan.ts'
import { testApp, type User } from '../support/app.ts'
import { AT, casework } from '../support/incidents.ts'
import { planning } from '../support/plans.ts'
import { SHAGOU, SHAPING_STREET } from '../support/tinyWorld.ts'

const sum = <T>(items: readonly T[], of: (item: T) => number) =>
  items.reduce((total, item) => total + of(item), 0)

describe('the demo district', () => {
  const demo = world('kuangqu', 1)
  const server = testApp({ world: demo })
  const alignment = async (query = '', user: User | null = null) =>
    GridAlignment.array().parse(await server.json(user, 'GET', `/api/alignment${query}`))
  let all: GridAlignment[]
  beforeAll(async () => {
    all = await alignment()
  })

  test('just the planted grids are misaligned, each in the way it was planted', () => {
    expect(all).toHaveLength(342)
    const found = all.flatMap(({ id, mismatch }) => (mismatch ? [[id, mismatch]] : []))
    expect(new Map(found as [string, string][])).toEqual(
      new Map(demo.misaligned.map(({ grid, mismatch }) => [grid, mismatch])),
    )
    const counts = [...grouped(demo.misaligned, ({ mismatch }) => mismatch)].map(([kind, { length }]) => [
      ...[kind, length],
    ])
    expect(new Map(counts as [string, number][])).toEqual(
      new Map([
        ['two_beats', 15],
        ['other_station', 6],
        ['no_beat', 6],
      ]),
    )
  })

  test('every grid is told by its parts: ground, buildings and households add up', () => {
    for (const { code, beats, uncovered, ...grid } of all) {
      const parts = [...beats, ...(uncovered ? [uncovered] : [])]
      expect(
        sum(parts, ({ shareOfArea }) => shareOfArea),
        code,
      ).toBeCloseTo(1, 9)
      expect(
        sum(parts, ({ buildings }) => buildings),
        code,
      ).toBe(grid.buildings)
      expect(
        sum(parts, ({ households }) => households),
        code,
      ).toBe(grid.households)
    }
  })

  test('a street sees its own grids, and the beat of another street that holds one', async () => {
    const own = await alignment('', 'shaping')
    expect(own).toEqual(all.filter(({ community }) => community.startsWith(SHAPING_STREET)))
    expect(await alignment(`?within=${SHAGOU}`)).toEqual(all.filter(({ community }) => community === SHAGOU))
    expect(await alignment('?within=140303001', 'shaping')).toEqual([])
    expect(await alignment('?asOf=2020-01-01')).toEqual([])
    expect(await alignment('?asOf=2025-06-30')).toEqual(all)
  })

  test('the ground that is wrong: of a grid in two beats what is outside its main one, of others all', async () => {
    const answer = await server.json(null, 'GET', '/api/alignment/pieces.geojson')
    const pieces = AlignmentPieces.parse(answer).features.map(({ properties }) => properties)
    const byGrid = grouped(pieces, ({ grid }) => grid)
    expect(new Set(byGrid.keys())).toEqual(new Set(demo.misaligned.map(({ grid }) => grid)))
    for (const { id, code, households, mismatch, beats } of all) {
      const wrong = byGrid.get(id) ?? []
      const outside = mismatch === 'two_beats' ? households - (beats[0]?.households ?? 0) : households
      if (mismatch)
        expect(
          sum(wrong, (piece) => piece.households),
          code,
        ).toBe(outside)
      expect(
        wrong.map(({ beat }) => beat),
        code,
      ).toEqual(
        mismatch === 'two_beats'
          ? beats.slice(1).map(({ beat }) => beat)
          : mismatch
            ? [beats[0]?.beat ?? null]
            : [],
      )
    }
  })

  test('who plans for a street sees in a draft the beat of another street that holds a grid', async () => {
    const foreign = all.find(
      ({ mismatch, community }) => mismatch === 'other_station' && community.startsWith(SHAPING_STREET),
    )
    const id = await planning(server).started('shaping', foreign?.community)
    const draft = DraftAlignment.array().parse(
      await server.json('shaping', 'GET', `/api/plans/${id}/alignment`),
    )
    expect(draft.find((row) => row.id === foreign?.id)).toMatchObject({ mismatch: 'other_station' })
  })

  test('a draft is told as publication finds it: the same classes, and shares to 1e-6', async () => {
    const straddling = demo.misaligned.find(({ mismatch }) => mismatch === 'two_beats')?.grid ?? ''
    const community = all.find(({ id }) => id === straddling)?.community ?? ''
    const { started, brought } = planning(server)
    const id = await started('planner', community)
    const draft = async () =>
      DraftAlignment.array().parse(await server.json('planner', 'GET', `/api/plans/${id}/alignment`))
    const told = (rows: readonly (GridAlignment | DraftAlignment)[]) =>
      rows.map(({ code, class: kind, mismatch, beats, uncovered, households }) => ({
        ...{ code, kind, mismatch, households },
        beats: beats.map((beat) => [beat.code, beat.households, Math.round(beat.shareOfArea * 1e6)]),
        uncovered: uncovered && [uncovered.households, Math.round(uncovered.shareOfArea * 1e6)],
      }))
    expect(told(await draft())).toEqual(told(all.filter((grid) => grid.community === community)))

    // Buildings go to whatever grid takes them, until one more grid lies in two beats.
    const buildings = demo.buildings.filter(({ grid }) => grid === straddling)
    const others = demo.grids.filter((grid) => grid.community === community && grid.id !== straddling)
    let revision = 0
    const isCut = async () => (await draft()).filter((row) => row.class !== row.before).length > 0
    for (const { id: building } of buildings)
      for (const { id: to } of others) {
        if (await isCut()) break
        const command = { type: 'moveBuildings', buildings: [building], to }
        const body = { expectedRevision: revision, command }
        const answer = await server.ask('planner', 'POST', `/api/plans/${id}/commands`, body)
        if (answer.statusCode !== 200) continue
        const after: CommandAnswer = answer.json()
        const isFlawed = after.findings.some(({ severity }) => severity === 'error')
        revision = isFlawed
          ? (await server.json<CommandAnswer>('planner', 'POST', `/api/plans/${id}/undo`)).revision
          : after.revision
      }
    expect(await isCut()).toBe(true)
    const before = await draft()
    await brought(id)
    expect(told(await alignment(`?within=${community}`))).toEqual(told(before))
    expect(await alignment(`?within=${community}&asOf=2025-06-30`)).toEqual(
      all.filter((grid) => grid.community === community),
    )
  })
})

describe('cases of the last year', () => {
  const server = testApp()
  const { reported } = casework(server)
  const { signed, publish } = planning(server)
  const seen = async (user: User) => {
    const grids = GridAlignment.array().parse(
      await server.json(user, 'GET', `/api/alignment?within=${SHAGOU}`),
    )
    return Object.fromEntries(
      grids.map(({ name, incidents, beats }) => [
        name,
        [incidents, ...beats.map((beat) => `${beat.name} ${beat.incidents}`)],
      ]),
    )
  }

  test('lie in the grid and the beat that have their place today; a few are told to staff only', async () => {
    for (let n = 0; n < 3; n++) await reported()
    await reported({ position: [AT[0] + 0.0036, AT[1]] })
    expect(await seen('liaison')).toEqual({
      第六网格: [0, '第一警格 0'],
      第八网格: [3, '第一警格 3'],
      第五网格: [1, '第二警格 1'],
    })
    expect(await seen('viewer')).toMatchObject({ 第八网格: [3, '第一警格 3'], 第五网格: [0, '第二警格 0'] })
    // The building at which they happened goes to another grid; the cases keep their snapshot.
    expect((await publish(await signed())).statusCode).toBe(200)
    expect(await seen('liaison')).toEqual({
      第六网格: [3, '第一警格 3'],
      第八网格: [0, '第一警格 0'],
      第五网格: [1, '第二警格 1'],
    })
  })
})
