import { grouped } from '../../grouped.ts'
import type { Finding } from '../commands.ts'
import type { Grid } from '../plan.ts'
import { type Check, placeIn, type Subject } from './subject.ts'

/** Two grids of a community with one code: an error, since everything printed and told goes by the code. */
export const duplicateCode: Check = (subject) =>
  sharing(subject, ({ code }) => code, { code: 'duplicate_code', severity: 'error' })

/** Two grids of a community with one name: people would confuse them. */
export const duplicateName: Check = (subject) =>
  sharing(subject, ({ community, name }) => `${community} ${name}`, {
    code: 'duplicate_name',
    severity: 'warning',
  })

function sharing(
  { plan, neighbours }: Subject,
  labelOf: (grid: Grid) => string,
  finding: Pick<Finding, 'code' | 'severity'>,
): Finding[] {
  return [...grouped(neighbours, labelOf).values()]
    .filter((namesakes) => namesakes.length > 1)
    .flatMap((namesakes) => namesakes.filter(({ id }) => plan.grids.has(id)))
    .map((grid) => ({ ...finding, grid: grid.id, at: placeIn(grid) }))
}
