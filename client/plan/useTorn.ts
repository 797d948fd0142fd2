import { useEffect, useState } from 'react'
import type { DraftGrid, DraftView, Outlook } from '../editor/draft.ts'
import { commandTo, type Picked } from '../editor/gesture.ts'
import { usePlanning } from '../state/planning.ts'

export type Torn = Extract<Outlook, { ok: true }>['torn']
const NONE: ReadonlyMap<string, Torn> = new Map()

/**
 * The targets at which a grid would fall apart, and which. They are asked for one after the other: what the pointer
 * wants to know meanwhile waits for one answer at most.
 */
export const useTorn = (
  picked: Picked,
  targets: readonly DraftGrid[],
  view: DraftView,
): ReadonlyMap<string, Torn> => {
  const [torn, setTorn] = useState(NONE)
  useEffect(() => {
    let isWanted = true
    setTorn(NONE)
    const ask = async () => {
      for (const { id, locked } of targets) {
        const command = locked ? undefined : commandTo(picked, id, view)
        const outlook = command ? await usePlanning.getState().outlookOf(command) : null
        if (!isWanted) return
        if (outlook?.ok && outlook.torn.length > 0) setTorn((known) => new Map(known).set(id, outlook.torn))
      }
    }
    void ask()
    return () => {
      isWanted = false
    }
  }, [picked, targets, view])
  return torn
}
