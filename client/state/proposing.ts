import type { AlignAnswer, GridAlignment, MendOption } from '#contract/alignment.ts'
import type { PlanKind } from '#contract/plan.ts'
import * as api from '../api/endpoints.ts'
import type { Failure } from '../api/request.ts'
import { liaison } from '../words/liaison.ts'
import { problemSpoken } from '../words/problems.ts'
import { spoken } from '../words/words.ts'
import { notify } from './notices.ts'
import { useWorkspace } from './workspace.ts'

type Mend = Extract<MendOption, { possible: true }>

/** Starts a plan, or where both sides have to sign a joint proposal, with what mends a grid, and goes to it. */
export const startedWith = (
  grid: GridAlignment,
  place: string,
  mend: Mend,
  isJoint: boolean,
): Promise<void> =>
  started(
    {
      name: spoken(liaison.planName, 'zh', { place, grid: grid.name }),
      reason: spoken(liaison.planReason, 'zh', { grid: grid.name, beat: beatAfter(grid, mend) }),
      within: grid.community,
      kind: isJoint ? 'joint' : mend.side,
    },
    mend.commands,
  )

/** The beat that the grid lies in afterwards. */
const beatAfter = ({ beats }: GridAlignment, { side, to }: Mend): string =>
  (side === 'beats' ? to[0]?.name : beats[0]?.name) ?? ''

/** Starts a plan, joint where it changes what is the other's, with everything that aligns an area; `told` hears how far. */
export const startedAligning = (
  answer: AlignAnswer,
  area: string,
  kind: PlanKind,
  told: (done: number, all: number) => void,
): Promise<void> =>
  started(
    {
      name: spoken(liaison.alignName, 'zh', { area }),
      reason: spoken(liaison.alignReason, 'zh', { area }),
      within: answer.within,
      kind,
    },
    answer.changes.flatMap(({ commands }) => commands),
    told,
  )

interface Begun {
  readonly name: string
  readonly reason: string
  readonly within: string
  readonly kind: PlanKind
}

async function started(
  { name, within, kind, reason }: Begun,
  commands: Mend['commands'],
  told: (done: number, all: number) => void = () => {},
): Promise<void> {
  const plan = await api.startPlan(name, within, kind, reason)
  if (!plan.ok) return failed(plan.failure)
  let { revision } = plan.value
  for (const [done, command] of commands.entries()) {
    told(done + 1, commands.length)
    const answer = await api.performCommand(plan.value.id, revision, command)
    // What was begun is shown as far as it came, with what stopped it.
    if (!answer.ok) {
      failed(answer.failure)
      break
    }
    revision = answer.value.revision
  }
  useWorkspace.getState().goToPlan(plan.value.id)
}

const failed = (failure: Failure): void => notify('bad', problemSpoken(failure.code))
