import type { AlignAnswer, GridAlignment, MendOption } from '#contract/alignment.ts'
import * as api from '../api/endpoints.ts'
import type { Failure } from '../api/request.ts'
import { liaison } from '../words/liaison.ts'
import { problemSpoken } from '../words/problems.ts'
import { spoken } from '../words/words.ts'
import { notify } from './notices.ts'
import { useWorkspace } from './workspace.ts'

type Mend = Extract<MendOption, { possible: true }>
type Kind = 'grids' | 'beats' | 'joint'

/** Starts a plan, or where both sides have to sign a joint proposal, with what mends a grid, and goes to it. */
export const startedWith = (grid: GridAlignment, mend: Mend, isJoint: boolean): Promise<void> =>
  started(
    spoken(liaison.planName, 'zh', { grid: grid.name }),
    grid.community,
    isJoint ? 'joint' : mend.side,
    mend.commands,
  )

/** Starts a joint proposal with everything that aligns an area. */
export const startedAligning = (answer: AlignAnswer, area: string): Promise<void> =>
  started(
    spoken(liaison.alignName, 'zh', { area }),
    answer.within,
    'joint',
    answer.changes.flatMap(({ commands }) => commands),
  )

async function started(name: string, within: string, kind: Kind, commands: Mend['commands']): Promise<void> {
  const plan = await api.startPlan(name, within, kind)
  if (!plan.ok) return failed(plan.failure)
  let { revision } = plan.value
  for (const command of commands) {
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
