import { useEffect, useMemo } from 'react'
import { useCases } from '../state/cases.ts'
import { isLoud, ring } from '../state/sound.ts'

/** When cases came in, as far as the page heard it: the map rings them; a call for help is heard as well. */
export const useCameAt = (): ReadonlyMap<string, number> => {
  const arrivals = useCases((state) => state.arrivals)
  const newest = arrivals[0]
  useEffect(() => {
    if (newest && isLoud(newest, newest.at)) ring()
  }, [newest])
  return useMemo(
    () =>
      new Map(
        arrivals.filter(({ action }) => action === 'report').map((one) => [one.case.id, one.at] as const),
      ),
    [arrivals],
  )
}
