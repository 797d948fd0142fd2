import type { DraftView } from '../editor/draft.ts'
import type { Picked } from '../editor/gesture.ts'
import type { Say } from '../state/preferences.ts'
import { screen } from '../words/screen.ts'

/** What is picked, in words: 2 栋 157 户. */
export const pickedWords = (picked: Picked, view: DraftView, say: Say): string => {
  switch (picked.kind) {
    case 'nothing':
      return ''
    case 'region':
      return say(screen.whatRegion)
    case 'grid':
      return view.grids.find(({ id }) => id === picked.id)?.name ?? ''
    case 'buildings':
      return say(screen.whatBuildings, {
        count: picked.ids.length,
        households: pickedHouseholds(picked, view),
      })
  }
}

export const pickedHouseholds = (picked: Picked, view: DraftView): number => {
  if (picked.kind === 'grid') return view.grids.find(({ id }) => id === picked.id)?.households ?? 0
  if (picked.kind !== 'buildings') return 0
  const ids = new Set(picked.ids)
  return view.buildings.reduce((sum, { id, households }) => (ids.has(id) ? sum + households : sum), 0)
}
