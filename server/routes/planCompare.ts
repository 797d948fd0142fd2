import { z } from 'zod'
import { NOBODY } from '#core/plan/unpatrolled.ts'
import { Problem, Uuid } from '../contract/common.ts'
import { CompareQuery, PlanComparison } from '../contract/compare.ts'
import { actorOf } from '../plugins/access.ts'
import { uncheckedJson } from '../plugins/answers.ts'
import { type Compared, comparePlans } from '../usecases/comparePlans.ts'
import { multiPolygon, sendRejection } from './planAnswers.ts'
import type { App, Services } from './services.ts'

/** A plan beside what is published, or beside another plan. */
export function planCompareRoutes(app: App, { database, states, timeZone }: Services): void {
  app.get(
    '/api/plans/:id/compare',
    {
      config: { access: 'reader' },
      schema: {
        params: z.object({ id: Uuid }),
        querystring: CompareQuery,
        response: { 200: PlanComparison, '4xx': Problem },
      },
      serializerCompiler: uncheckedJson,
    },
    async (request, reply) => {
      const other = request.query.with
      const outcome = await comparePlans(database, states, actorOf(request), request.params.id, {
        other,
        timeZone,
      })
      return outcome.ok ? planComparison(other, outcome.value) : sendRejection(reply, outcome)
    },
  )
}

const planComparison = (
  other: string,
  { redrawn: _, grids, areas, moved, beats, ...compared }: Compared,
): PlanComparison => ({
  ...compared,
  with: other,
  grids: [...grids],
  areas: areas.map(areaChange),
  moved: [...moved],
  beats: {
    beats: beats.grids.map(({ grid, ...figures }) => ({ beat: grid, ...figures })),
    areas: beats.areas.map(areaChange).map(beatsNamed),
    moved: beats.moved.map(beatsNamed),
    households: beats.households,
  },
})

const areaChange = ({ shape, ...area }: Compared['areas'][number]) => ({
  ...area,
  geometry: multiPolygon(shape),
})
/** Nobody has no id. */
const beatsNamed = <T extends { readonly from: string; readonly to: string }>({ from, to, ...rest }: T) => ({
  ...rest,
  ...{ from: from === NOBODY ? null : from, to: to === NOBODY ? null : to },
})
