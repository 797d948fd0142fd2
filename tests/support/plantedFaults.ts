/** Faults that the tests must find: each replaces a text in sources as they are loaded, and names who must notice. */
export interface PlantedFault {
  readonly edits: readonly { readonly file: string; readonly from: string; readonly to: string }[]
  /** The tests that must fail, by their whole name. */
  readonly foundBy: readonly string[]
}

/** The property test, which finds most of them: with fewer sequences than usual. */
const SEQUENCES_TEST =
  'whatever is asked of a community, its coverage stays whole, nothing is lost, and undo and redo are exact'

const BEATS_TEST =
  'whatever is asked of beats, none overlap, the ground beyond stays, every household is in one or none, and undo is exact'

const ALIGNMENT_TEST =
  'whatever the parts: they and the rest are the grid, and the class is what counts among them'

export const plantedFaults: Readonly<Record<string, PlantedFault>> = {
  'lines are not noded': {
    edits: [
      {
        file: 'server/core/geometry/geos.ts',
        from: "const noded = keep(geos.GEOSUnaryUnionPrec(drawn, 1), 'noding')",
        to: 'const noded = drawn',
      },
    ],
    foundBy: [SEQUENCES_TEST, 'the ground in the region goes to the grid, with the buildings on it'],
  },
  'a T-junction has no vertex on the neighbour’s side': {
    edits: [
      { file: 'server/core/geometry/coverage.ts', from: ', sameShape }', to: ', sameGround }' },
      {
        file: 'server/core/geometry/coverage.ts',
        from: 'else if (!sameShape(shape, after)) changed.set(id, after)',
        to: 'else if (!sameGround(shape, after)) changed.set(id, after)',
      },
    ],
    foundBy: [
      SEQUENCES_TEST,
      'a region that ends between vertices makes a T-junction: a vertex on both sides',
    ],
  },
  'undo puts back what is there': {
    edits: [
      {
        file: 'server/core/plan/change.ts',
        from: 'before: row.after, after: row.before',
        to: 'before: row.before, after: row.after',
      },
    ],
    foundBy: [SEQUENCES_TEST],
  },
  'undo leaves the buildings where they are': {
    edits: [
      {
        file: 'server/core/plan/change.ts',
        from: 'change.map((row) => ({ ...row',
        to: "change.filter(({ table }) => table !== 'buildings').map((row) => ({ ...row",
      },
    ],
    foundBy: [SEQUENCES_TEST],
  },
  'buildings do not follow their ground': {
    edits: [
      {
        file: 'server/core/plan/decide/redraw.ts',
        from: 'return [...gridRows, ...followers]',
        to: 'return gridRows',
      },
    ],
    foundBy: [SEQUENCES_TEST, 'the ground in the region goes to the grid, with the buildings on it'],
  },
  'a cut ends on the outline where it likes': {
    edits: [
      {
        file: 'server/core/geometry/coverage.ts',
        from: 'const settled = cutsOffOutline(\n    cuts,\n    outline.map(({ a, b }) => [a, b]),\n  )',
        to: 'const settled = cuts',
      },
      {
        file: 'server/core/geometry/coverage.ts',
        from: 'outline.some(({ a, b }) => !outlineAfter.has(edgeKey(a, b)))',
        to: 'false',
      },
      { file: 'server/core/geometry/coverage.ts', from: 'outlineAfter.size !== outline.length ||', to: '' },
    ],
    foundBy: [SEQUENCES_TEST],
  },
  'a cut is not brought to a vertex of the outline': {
    edits: [
      {
        file: 'server/core/geometry/outlineSnap.ts',
        from: 'const next = throughVertices(line, edges)',
        to: 'const next = line',
      },
    ],
    foundBy: ['a cut across the outline ends at its nearest vertex'],
  },
  'a locked grid gives and takes': {
    edits: [
      {
        file: 'server/core/plan/decide/redraw.ts',
        from: '.find((id) => grids.get(id)?.locked)',
        to: '.find(() => false)',
      },
    ],
    foundBy: ['refusals', 'reshape refuses a line that crosses itself or changes nothing'],
  },
  'a beat loses what it has beyond the ground of the plan': {
    edits: [
      {
        file: 'server/core/plan/patrols.ts',
        from: 'return unionOfCoverage([inside.get(id) ?? [], beyond.get(id) ?? []])',
        to: 'return unionOfCoverage([inside.get(id) ?? [], beyond.size < 0 ? [] : []])',
      },
    ],
    foundBy: [BEATS_TEST, 'go to a beat, which keeps what it has beyond the ground'],
  },
  'where beats meet on the edge of the ground, their common corner is taken back': {
    edits: [{ file: 'server/core/plan/patrols.ts', from: 'degrees.get(keyOf(point)) === 2 &&', to: '' }],
    foundBy: [BEATS_TEST],
  },
  'the layer shows buildings in the beat that is published': {
    edits: [
      {
        file: 'server/core/plan/beatLayer.ts',
        from: 'published.buildings.get(id)?.grid !== grid',
        to: "published.buildings.get(id)?.grid === '' && grid === ''",
      },
    ],
    foundBy: [BEATS_TEST],
  },
  'a beat whose ground stays is written again': {
    edits: [
      {
        file: 'server/core/plan/patrols.ts',
        from: 'liesOn(edge, previous) && liesOn(edge, next)',
        to: 'edge.length < 0 && previous === next',
      },
    ],
    foundBy: ['a beat that is drawn past the corners of the ground is written only where it changes'],
  },
  'a building on a sliver does not make it count': {
    edits: [
      {
        file: 'server/core/beat/alignment.ts',
        from: 'sliver: ground.areaM2 < SLIVER * grid.areaM2 && ground.buildings === 0,',
        to: 'sliver: ground.areaM2 < SLIVER * grid.areaM2,',
      },
    ],
    foundBy: [ALIGNMENT_TEST, 'the same for the ground in no beat'],
  },
  'ground in no beat is forgotten': {
    edits: [
      {
        file: 'server/core/beat/alignment.ts',
        from: 'counting.length > 1 || uncovered?.sliver === false',
        to: 'counting.length > 1',
      },
    ],
    foundBy: [ALIGNMENT_TEST, 'the same for the ground in no beat'],
  },
  'the main beat is that with most ground': {
    edits: [
      {
        file: 'server/core/beat/alignment.ts',
        from: 'b.households - a.households ||',
        to: '',
      },
    ],
    foundBy: [
      ALIGNMENT_TEST,
      'most households make the main beat, then most ground; its street says whose station',
    ],
  },
  'of equal beats that comes first which was named first': {
    edits: [{ file: 'server/core/beat/alignment.ts', from: '(a.code < b.code ? -1 : 1)', to: '0' }],
    foundBy: ['the order of the parts says nothing'],
  },
}
