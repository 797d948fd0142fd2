import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The files that take longest, and so begin first: none of them is left to run alone at the end. */
const LONGEST = ['core/plan/commands.property', 'mutations', 'routes/rebalance']

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = LONGEST.findIndex((name) => moduleId.includes(name))
      return at < 0 ? LONGEST.length : at
    }
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b))
  }
}
