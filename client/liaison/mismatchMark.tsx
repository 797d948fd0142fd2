import type { Mismatch } from '#contract/alignment.ts'

/** The hatch of the map, as a mark; an open box for a grid that is aligned. */
export const MismatchMark = ({ mismatch }: { mismatch: Mismatch | null }) => (
  <span className={`mismatch-mark mismatch-${mismatch ?? 'none'}`} aria-hidden="true" />
)
