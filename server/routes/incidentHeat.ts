import { Problem } from '../contract/common.ts'
import { type Figures, FiguresAnswer, FiguresQuery, HeatAnswer, HeatQuery } from '../contract/incident.ts'
import { figuresByStreet, today } from '../db/figures.ts'
import { actorOf } from '../plugins/access.ts'
import { heatMap } from '../usecases/heatMap.ts'
import type { App, Services } from './services.ts'

const NONE: Figures = { reported: 0, open: 0, overdue: 0, closed: 0, closedOnTime: 0, resolvedInGrid: 0 }

/** Cases in numbers: where it heats up, and how the day goes. */
export function incidentHeatRoutes(app: App, { database, timeZone }: Services): void {
  app.get(
    '/api/incidents/heat',
    {
      config: { access: 'reader' },
      schema: { querystring: HeatQuery, response: { 200: HeatAnswer, '4xx': Problem } },
    },
    (request) => heatMap(database, actorOf(request), request.query, timeZone),
  )

  app.get(
    '/api/incidents/figures',
    {
      config: { access: 'reader' },
      schema: { querystring: FiguresQuery, response: { 200: FiguresAnswer, '4xx': Problem } },
    },
    async (request) => {
      const { within, from, to } = request.query
      return database.transaction(actorOf(request), async (tx) => {
        const now = await today(tx, timeZone)
        const period = { from: from ?? now.from, to: to ?? now.to }
        const rows = await figuresByStreet(tx, within, period)
        return {
          ...period,
          total: rows.reduce<Figures>(sum, NONE),
          streets: rows.flatMap(({ street, name, ...figures }) =>
            street === null ? [] : [{ code: street, name: name ?? street, ...figures }],
          ),
        }
      })
    },
  )
}

const sum = (a: Figures, b: Figures): Figures => ({
  reported: a.reported + b.reported,
  open: a.open + b.open,
  overdue: a.overdue + b.overdue,
  closed: a.closed + b.closed,
  closedOnTime: a.closedOnTime + b.closedOnTime,
  resolvedInGrid: a.resolvedInGrid + b.resolvedInGrid,
})
