import { useState } from 'react'
import * as api from '../api/endpoints.ts'
import type { Answer } from '../api/request.ts'
import { notify } from '../state/notices.ts'
import { usePlanning } from '../state/planning.ts'
import { problemSpoken } from '../words/problems.ts'

/** Starts a plan by a request and opens it. */
export const useStart = () => {
  const [isStarting, setStarting] = useState(false)
  const start = async (ask: () => Promise<Answer<{ id: string }>>) => {
    setStarting(true)
    const answer = await ask()
    setStarting(false)
    if (answer.ok) await usePlanning.getState().open(answer.value.id)
    else notify('bad', problemSpoken(answer.failure.code))
  }
  return { isStarting, start }
}

/** The plan under way in a community, if there is one. */
export const openPlanIn = async (community: string): Promise<Answer<{ id: string } | null>> => {
  const answer = await api.plans(community)
  if (!answer.ok) return answer
  const open = answer.value.find(
    ({ within, status }) => within === community && (status === 'draft' || status === 'submitted'),
  )
  return { ok: true, value: open ?? null }
}
