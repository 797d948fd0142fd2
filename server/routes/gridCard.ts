import { z } from 'zod'
import { Uuid } from '../contract/common.ts'
import { cardName } from '../paper/gridCard.ts'
import type { Press } from '../paper/press.ts'
import { actorOf } from '../plugins/access.ts'
import { sendProblem } from '../plugins/problems.ts'
import { gridCard } from '../usecases/gridCard.ts'
import { answered, MEDIA, sendPrinted } from './papers.ts'
import type { App, Services } from './services.ts'

const params = z.object({ id: Uuid })
const querystring = z.object({
  /** With telephones: for planners, the command center and liaisons. */
  telephones: z.stringbool().default(false),
})

/** 公示牌 of a grid, to hang up at the gate. */
export function gridCardRoutes(app: App, { database, timeZone }: Services, press: Press): void {
  for (const { medium, says } of MEDIA)
    app.get(
      `/api/grids/:id/card.${medium}`,
      { config: { access: 'reader' }, schema: { params, querystring, response: answered(says) } },
      async (request, reply) => {
        const { id } = request.params
        const outcome = await gridCard(database, actorOf(request), id, request.query.telephones, timeZone)
        if (!outcome.ok) return sendProblem(reply, outcome.code === 'not_found' ? 404 : 403, outcome.code)
        const bytes = await press.print({ medium, kind: 'card', card: outcome.value })
        return sendPrinted(reply, medium, cardName(outcome.value), bytes)
      },
    )
}
