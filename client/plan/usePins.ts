import { useMemo } from 'react'
import type { Pin } from '../map/pins.ts'
import { pinned, useComments } from '../state/comments.ts'
import { usePreferences, useSay } from '../state/preferences.ts'
import { review } from '../words/review.ts'

/** The comments that stand on the map, and the place of one that is being written. */
export const usePins = (): readonly Pin[] => {
  const say = useSay()
  const language = usePreferences((state) => state.language)
  const { comments, selected, pointed, place } = useComments()
  // biome-ignore lint/correctness/useExhaustiveDependencies: `say` is another at every render; the language stands for it
  return useMemo(() => {
    const pins = pinned(comments, selected).map(({ comment, number, at }): Pin => {
      const { id, name, text, resolvedAt } = comment
      return {
        ...{ id, at, text: String(number), label: say(review.pinLabel, { number, name, text }) },
        look: resolvedAt === null ? 'open' : 'settled',
        isSelected: id === selected,
        isPointed: id === pointed,
      }
    })
    const label = say(review.pinNew)
    return place
      ? [
          ...pins,
          { id: 'new', at: place.at, text: '+', label, look: 'new', isSelected: false, isPointed: false },
        ]
      : pins
  }, [comments, selected, pointed, place, language])
}
