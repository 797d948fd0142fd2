import { useEffect, useRef } from 'react'
import { useAtlas } from '../state/atlas.ts'
import { usePlanning } from '../state/planning.ts'
import { addressIn, hashOf } from './address.ts'

/** The open plan, or the selected grid and the day that is viewed, stand in the address: a reload comes back to them. */
export const useAddress = () => {
  const { id, open, close, summary, status } = usePlanning()
  const { narrow, select, lookBack, features, selected, asOf } = useAtlas()
  const isLoaded = features.length > 0

  useEffect(() => {
    const follow = () => {
      const wanted = addressIn(location.hash)
      const current = usePlanning.getState().id
      if ('plan' in wanted) {
        if (wanted.plan !== current) void open(wanted.plan)
        return
      }
      if (current) close()
      if (!isLoaded) return
      const atlas = useAtlas.getState()
      if (wanted.grid !== atlas.selected) select(wanted.grid)
      if (wanted.asOf !== atlas.asOf) void lookBack(wanted.asOf)
    }
    follow()
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [isLoaded, open, close, select, lookBack])

  const hash = hashOf(id ? { plan: id } : { grid: selected, asOf })
  useEffect(() => {
    // Until there are grids, the address knows more than the page.
    if (location.hash === hash || !(isLoaded || id)) return
    // To a plan and from it is a step to come back from; running through a list is not.
    const isStep = id !== null || 'plan' in addressIn(location.hash)
    history[isStep ? 'pushState' : 'replaceState'](null, '', hash || location.pathname)
  }, [hash, isLoaded, id])

  const within = summary?.within
  const earlier = useRef<string | null>(null)
  useEffect(() => {
    if (status === 'open' && within && isLoaded) {
      earlier.current ??= useAtlas.getState().within
      narrow(within)
    } else if (status === 'closed' && earlier.current !== null) {
      // Back to the list that the person came from; the map stays where it is.
      narrow(earlier.current, false)
      earlier.current = null
    }
  }, [status, within, isLoaded, narrow])
}
