import { useMemo } from 'react'
import type { Position } from '#core/geometry/lattice.ts'
import type { DraftView } from '../editor/draft.ts'
import type { Arrow } from '../map/scene.ts'
import { usePlanning } from '../state/planning.ts'
import { chosenOf, useRebalancing } from '../state/rebalancing.ts'

const NONE: readonly Arrow[] = []
/** An arrow ends so far beyond the boundary that it crosses, as a share of its length. */
const BEYOND = 0.25

/** An arrow for each building of the moves that would be taken, from it over the boundary into its new grid. */
export const useArrows = (view: DraftView | null): readonly Arrow[] => {
  const { isOpen, variants, preset } = useRebalancing()
  const pointed = usePlanning((state) => state.pointed)
  const variant = isOpen ? variants[preset] : undefined
  return useMemo(() => {
    if (!view || !variant) return NONE
    const places = new Map(view.buildings.map(({ id, position }) => [id, position]))
    const grids = new Map(view.grids.map(({ id, coordinates }) => [id, coordinates.flat(2)]))
    return chosenOf(variant).flatMap(({ buildings, to }) =>
      buildings.flatMap(({ id }): Arrow[] => {
        const [from, ground] = [places.get(id), grids.get(to)]
        const edge = from && ground && nearest(from, ground)
        if (!edge) return []
        const tip: Position = [edge[0] + (edge[0] - from[0]) * BEYOND, edge[1] + (edge[1] - from[1]) * BEYOND]
        return [{ from, to: tip, isPointed: id === pointed }]
      }),
    )
  }, [view, variant, pointed])
}

/** The middle of the ground's edge that is nearest. */
const nearest = (from: Position, ground: readonly Position[]): Position | undefined => {
  let best: Position | undefined
  let least = Number.POSITIVE_INFINITY
  for (let i = 1; i < ground.length; i++) {
    const [[ax, ay], [bx, by]] = [ground[i - 1]!, ground[i]!]
    const middle: Position = [(ax + bx) / 2, (ay + by) / 2]
    const away = Math.hypot(middle[0] - from[0], middle[1] - from[1])
    if (away < least) [best, least] = [middle, away]
  }
  return best
}
