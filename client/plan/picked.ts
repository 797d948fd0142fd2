import type { DraftBuilding, DraftView } from '../editor/draft.ts'
import type { Picked } from '../editor/gesture.ts'
import { isInside } from '../editor/outline.ts'
import type { Say } from '../state/preferences.ts'
import { inHand } from '../words/tools.ts'

/** The buildings that would go along: the picked ones, those in the picked area, or all of the picked grid. */
export const pickedBuildings = (picked: Picked, { buildings }: DraftView): DraftBuilding[] => {
  switch (picked.kind) {
    case 'nothing':
      return []
    case 'buildings': {
      const ids = new Set(picked.ids)
      return buildings.filter(({ id }) => ids.has(id))
    }
    case 'region':
      return buildings.filter(({ position }) => isInside(position, picked.ring))
    case 'grid':
      return buildings.filter(({ grid }) => grid === picked.id)
  }
}

/** What is picked, in words: 2 栋 157 户. */
export const pickedWords = (picked: Picked, view: DraftView, say: Say): string => {
  if (picked.kind === 'grid') return view.grids.find(({ id }) => id === picked.id)?.name ?? ''
  const buildings = pickedBuildings(picked, view)
  const households = buildings.reduce((sum, building) => sum + building.households, 0)
  return say(picked.kind === 'region' ? inHand.whatRegion : inHand.whatBuildings, {
    count: buildings.length,
    households,
  })
}
