import { boxesMeet, boxOf, edgeKey, edgesOf, outlineEdges, ringsOf } from '../../geometry/shape.ts'
import { unionOfCoverage } from '../../geometry/union.ts'
import { beatLayer } from '../beatLayer.ts'
import { beatOf, beatsOf, gridOf, gridsOf } from '../change.ts'
import type { BeatCommand, BeatCommandOf } from '../commands.ts'
import { holderAmong, patrols, wholeBeats } from '../patrols.ts'
import type { Beat, Change, Grid, Plan, RowChange, Uuid } from '../plan.ts'
import { isUnpatrolled, NOBODY } from '../unpatrolled.ts'
import { assignRegion } from './assignRegion.ts'
import { beatToBe, renamedBeat } from './beatLabels.ts'
import { accepted, type Decision, refused } from './decision.ts'
import { lineOf } from './drawn.ts'
import { moveBuildings } from './moveBuildings.ts'
import { redrawn } from './redraw.ts'
import { reshapeBoundary } from './reshapeBoundary.ts'
import { splitAlong } from './splitGrid.ts'
import { straightenBoundary } from './straightenBoundary.ts'
import { deleteVertex, insertVertex, moveVertex } from './vertices.ts'

/**
 * What a command changes in the beats. It is decided as for grids on the beats' ground inside the plan's; then the
 * beats take what they have beyond it back.
 */
export function decideOnBeats(plan: Plan, command: BeatCommand): Decision {
  const view = beatLayer(plan)
  switch (command.type) {
    case 'renameGrid':
      return renamedBeat(plan, command)
    case 'splitGrid':
      return splitBeat(plan, view, command)
    case 'mergeGrids':
      return mergeBeats(plan, view, command)
    case 'moveBuildings':
      return given(plan, view, command.to, (layer, to) =>
        moveBuildings(layer, { ...command, layer: 'grids', to }),
      )
    case 'assignRegion':
      return given(plan, view, command.to, (layer, to) =>
        assignRegion(layer, { ...command, layer: 'grids', to }),
      )
    case 'assignGrids':
      return given(plan, view, command.to, (layer, to) => assignGrids(plan, layer, command.grids, to))
    case 'reshapeBoundary':
      return translated(plan, reshapeBoundary(view, { ...command, layer: 'grids' }))
    case 'moveVertex':
      return translated(plan, moveVertex(view, { ...command, layer: 'grids' }))
    case 'insertVertex':
      return translated(plan, insertVertex(view, { ...command, layer: 'grids' }))
    case 'deleteVertex':
      return translated(plan, deleteVertex(view, { ...command, layer: 'grids' }))
    case 'straightenBoundary':
      return translated(plan, straightenBoundary(view, { ...command, layer: 'grids' }))
  }
}

/** Decides about ground that goes to a beat, which may have none here yet, or to nobody. */
function given(
  plan: Plan,
  view: Plan,
  to: Uuid | null,
  decide: (layer: Plan, to: Uuid) => Decision,
): Decision {
  if (to !== null && gridOf(view, to)) return translated(plan, decide(view, to))
  const id = to === null || isUnpatrolled(to) ? NOBODY : to
  const beat = beatOf(plan, id)
  if (id !== NOBODY && !beat) return refused('unknown_grid', { grids: [id] })
  const landless: Grid = {
    ...{ id, code: beat?.code ?? '', name: beat?.name ?? '', type: 'basic', community: plan.base.within },
    ...{ locked: false, shape: [] },
  }
  return translated(plan, decide({ ...view, grids: new Map([...view.grids, [id, landless]]) }, id))
}

/** The ground of whole grids, as they are drafted, goes to one beat: the usual mend of a grid that lies in two. */
function assignGrids(plan: Plan, layer: Plan, grids: readonly Uuid[], to: Uuid): Decision {
  const unknown = grids.filter((id) => !gridOf(plan, id))
  if (unknown.length > 0) return refused('unknown_grid', { grids: unknown })
  const shapes = [...new Set(grids)]
    .flatMap((id) => gridOf(plan, id)?.shape ?? [])
    .map((polygon) => [polygon])
  const box = boxOf(shapes.flatMap(ringsOf))
  // Along the edge of the ground there is nothing to cut.
  const edge = edgesOf([...plan.base.grids.values()].map(({ shape }) => shape))
  const cuts = outlineEdges(shapes).filter(([a, b]) => edge.get(edgeKey(a, b))?.sides !== 1)
  const touched = gridsOf(layer).filter(({ shape }) => boxesMeet(boxOf(ringsOf(shape)), box))
  const holder = holderAmong(shapes)
  return redrawn(layer, {
    ...{ community: layer.base.within, cuts, involved: new Set(touched.map(({ id }) => id)) },
    ownersOf: (faces) => faces.map(({ was, inside }) => (holder(inside) >= 0 ? to : was)),
    leftovers: { to, which: 'slivers' },
  })
}

/** The lesser part becomes a beat of the same station, with the next free code and nobody in it. */
function splitBeat(plan: Plan, view: Plan, command: BeatCommandOf<'splitGrid'>): Decision {
  const [beat, ground] = [beatOf(plan, command.grid), gridOf(view, command.grid)]
  if (!beat || !ground) return refused('unknown_grid', { grids: [command.grid] })
  const made = beatToBe(plan, beat, command.newGrid)
  if (!('station' in made)) return { ok: false, refusal: made }
  const line = lineOf(command.line)
  if ('code' in line) return { ok: false, refusal: line }
  return translated(plan, splitAlong(view, ground, line, { ...ground, ...made }), made)
}

/** A beat that reaches beyond the plan's ground cannot be dissolved in it. */
function mergeBeats(plan: Plan, view: Plan, { from, into }: BeatCommandOf<'mergeGrids'>): Decision {
  const leaving = gridOf(view, from)
  if (!leaving) return refused('unknown_grid', { grids: [from] })
  if (!beatOf(plan, into)) return refused('unknown_grid', { grids: [into] })
  if (from === into) return refused('nothing_changes')
  if (patrols(plan).beyond.has(from)) return refused('region_leaves_community', { grids: [from] })
  return given(plan, view, into, (layer, to) => {
    const staying = gridOf(layer, to) as Grid
    const shape = unionOfCoverage([staying.shape, leaving.shape])
    return accepted([
      { table: 'grids', id: from, before: leaving, after: null },
      { table: 'grids', id: to, before: staying, after: { ...staying, shape } },
    ])
  })
}

/** The change of the layer as one of beats: their whole shapes, and nothing of grids and buildings. */
function translated(plan: Plan, decision: Decision, made?: Omit<Beat, 'shape'>): Decision {
  if (!decision.ok) return decision
  const cut = patrols(plan)
  const inside = new Map(cut.inside)
  const retired = new Set<Uuid>()
  for (const row of decision.change) {
    if (row.table !== 'grids' || isUnpatrolled(row.id)) continue
    inside.delete(row.id)
    if (row.after) inside.set(row.id, row.after.shape)
    else if (!cut.beyond.has(row.id)) retired.add(row.id)
  }
  const shapes = wholeBeats(cut, beatsOf(plan), inside)
  const redrawnRows = [...shapes].flatMap(([id, shape]): RowChange[] => {
    const before = beatOf(plan, id) ?? null
    const beat = before ?? made
    return beat ? [{ table: 'beats', id, before, after: { ...beat, shape } }] : []
  })
  const retiredRows = [...retired].flatMap((id): RowChange[] => {
    const before = beatOf(plan, id)
    return before ? [{ table: 'beats', id, before, after: null }] : []
  })
  return accepted([...retiredRows, ...redrawnRows] satisfies Change)
}
