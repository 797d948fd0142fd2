import type { Aligning } from '#core/beat/aligning.ts'
import type { Mend, Mends, NoMend } from '#core/beat/mends.ts'
import type { Grid, Uuid } from '#core/plan/plan.ts'
import {
  AlignAnswer,
  AlignRequest,
  type MendOption,
  Mends as MendsAnswer,
  MendsQuery,
} from '../contract/alignment.ts'
import { Problem } from '../contract/common.ts'
import { actorOf } from '../plugins/access.ts'
import { uncheckedJson } from '../plugins/answers.ts'
import { alignArea, gridMends } from '../usecases/mendGrids.ts'
import { sendRejection } from './planAnswers.ts'
import type { App, Services } from './services.ts'

const config = { access: ['planner', 'liaison'] } as const

/** How what is misaligned can be mended: proposals that somebody may take up as commands of a plan. */
export function mendRoutes(app: App, { database, states, timeZone }: Services): void {
  app.get(
    '/api/alignment/mends',
    {
      config,
      schema: { querystring: MendsQuery, response: { 200: MendsAnswer, '4xx': Problem } },
      serializerCompiler: uncheckedJson,
    },
    async (request, reply) => {
      const outcome = await gridMends(database, states, actorOf(request), request.query.grid, timeZone)
      return outcome.ok ? mendsAnswer(outcome.value) : sendRejection(reply, outcome)
    },
  )

  app.post(
    '/api/alignment/align',
    {
      config,
      schema: { body: AlignRequest, response: { 200: AlignAnswer, '4xx': Problem } },
      serializerCompiler: uncheckedJson,
    },
    async (request, reply) => {
      const outcome = await alignArea(database, states, actorOf(request), request.body, timeZone)
      return outcome.ok ? alignAnswer(request.body.within, outcome.value) : sendRejection(reply, outcome)
    },
  )
}

const mendsAnswer = ({ grid, mismatch, grids, beats }: Mends): MendsAnswer => ({
  ...{ grid, mismatch },
  options: [grids, beats].flatMap(optionOf),
})

/** The best from a side, or why there is none; nothing where nothing is wrong. */
function optionOf(side: readonly Mend[] | NoMend): MendOption[] {
  if ('possible' in side) return [side]
  return side.slice(0, 1).map(mendOf)
}

const mendOf = ({ shifts: _, to, commands, ...mend }: Mend) => ({
  ...mend,
  to: [...to],
  commands: [...commands] as Extract<MendOption, { possible: true }>['commands'],
})

function alignAnswer(
  within: string,
  { changes, unsolved, proven, grids }: Aligning & { readonly grids: ReadonlyMap<Uuid, Grid> },
): AlignAnswer {
  const labelOf = (id: Uuid) => {
    const grid = grids.get(id)
    return { grid: id, code: grid?.code ?? '', name: grid?.name ?? '', community: grid?.community ?? '' }
  }
  const householdsOf = (side: Mend['side']) =>
    changes.reduce((sum, mend) => sum + (mend.side === side ? mend.households : 0), 0)
  return {
    within,
    grids: changes.length + unsolved.length,
    households: householdsOf('grids'),
    beatHouseholds: householdsOf('beats'),
    changes: changes.map(({ grid, mismatch, ...mend }) => ({ ...mendOf(mend), ...labelOf(grid), mismatch })),
    unsolved: unsolved.map(({ grid, reason }) => ({ ...labelOf(grid), reason })),
    proven,
  }
}
