import type { WorldBuilding, WorldGrid } from '../../data/world.ts'

/** What an import stores: rows like the demo district's, without what a file does not say. */
export type ImportedGrid = Omit<WorldGrid, 'morphology'> & { readonly morphology: null }
export type ImportedBuilding = Omit<WorldBuilding, 'kind' | 'floors'> & {
  readonly kind: null
  readonly floors: null
}
