import { useMemo } from 'react'
import type { CaseScene } from '../map/scene.ts'
import { rateScale, useHeat } from '../state/heat.ts'

/** The heat that is wanted, as the map draws it. */
export const useHeatShown = (): Pick<CaseScene, 'heat' | 'rates'> => {
  const view = useHeat((state) => state.view)
  const answer = useHeat((state) => state.answer)
  return useMemo(() => {
    if (!answer || view === 'off') return { heat: null, rates: null }
    if (view === 'rates') return { heat: null, rates: rateScale(answer.grids).rates }
    return { heat: { kind: view, bins: answer.bins, binM: answer.binM }, rates: null }
  }, [view, answer])
}
