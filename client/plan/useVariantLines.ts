import { useMemo } from 'react'
import { newEdges } from '../map/newEdges.ts'
import type { Scene } from '../map/scene.ts'
import type { GridFeature } from '../state/atlas.ts'
import { usePlanning } from '../state/planning.ts'
import { useVariants } from '../state/variants.ts'

const bordered = ({
  properties: { community },
  geometry: { coordinates },
}: {
  properties: { community: string }
  geometry: GridFeature['geometry']
}) => ({ community, coordinates })

/** What is new in the boundaries of the plans that are laid over the map; the open plan is on it already. */
export const useVariantLines = (): Scene['variants'] => {
  const { variants, published } = useVariants()
  const openPlan = usePlanning((state) => state.id)
  return useMemo(() => {
    const before = published.map(bordered)
    return variants
      .filter(({ plan }) => plan.id !== openPlan)
      .map(({ look, grids }) => ({ look, lines: newEdges(grids.map(bordered), before) }))
  }, [variants, published, openPlan])
}
