import { usePlanning } from '../state/planning.ts'
import { type Say, useSay } from '../state/preferences.ts'
import { ofBeats } from '../words/ofBeats.ts'

/** Says words of whatever is redrawn in the open plan: of grids, or the same of beats. */
export const useLayerSay = (): Say => {
  const say = useSay()
  const isBeats = usePlanning(({ view }) => view?.layer === 'beats')
  return isBeats ? (words, fill) => say(ofBeats(words), fill) : say
}
