import { useState } from 'react'
import type { PlanSummary } from '#contract/plan.ts'
import type { Answer } from '../api/request.ts'
import { notify } from '../state/notices.ts'
import { usePlanning } from '../state/planning.ts'
import { shortAreaName } from '../words/areas.ts'
import { dayIn, shortDay } from '../words/days.ts'
import { problemSpoken } from '../words/problems.ts'
import { screen } from '../words/screen.ts'
import { spoken } from '../words/words.ts'

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

/** A name for a new plan of an area, after its day; with a number behind it where one of `plans` has it already. */
export const newPlanName = (area: string, timeZone: string, plans: readonly PlanSummary[]): string => {
  const day = shortDay(dayIn(new Date(), timeZone))
  const name = spoken(screen.planName, 'zh', { community: shortAreaName(area), day })
  const taken = new Set(plans.map((plan) => plan.name))
  let number = 1
  while (taken.has(number === 1 ? name : `${name} (${number})`)) number += 1
  return number === 1 ? name : `${name} (${number})`
}

/** The plan under way in a community, if there is one. */
export const openPlanIn = (community: string, plans: readonly PlanSummary[]): PlanSummary | undefined =>
  plans.find(({ within, status }) => within === community && (status === 'draft' || status === 'submitted'))
