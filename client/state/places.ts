import { useMemo } from 'react'
import { COMMUNITY_DIGITS, isWide, shortAreaName } from '../words/areas.ts'
import { useAtlas } from './atlas.ts'
import { usePlanning } from './planning.ts'

/** What people call a community or street, by its code or that of one of its grids. */
export const useCommunityNames = (): ((code: string) => string) => {
  const areas = useAtlas((state) => state.areas)
  return useMemo(() => {
    const names = new Map(areas.map(({ code, name }) => [code, shortAreaName(name)]))
    return (code) => names.get(code.slice(0, COMMUNITY_DIGITS)) ?? ''
  }, [areas])
}

/**
 * The name of a community, by its code or that of one of its grids, where the open plan has several: each of them
 * has its first grid. Empty where the plan has one.
 */
export const usePlaceOf = (): ((code: string) => string) => {
  const nameOf = useCommunityNames()
  const isNamed = usePlanning(({ summary }) => summary !== null && isWide(summary.within))
  return useMemo(() => (code) => (isNamed ? nameOf(code) : ''), [nameOf, isNamed])
}
