import type { GridBand } from '#contract/area.ts'

/** The band's colour and hatch as on the map. */
export const BandMark = ({ band }: { band: GridBand }) => (
  <span className={`band-mark band-${band}`} aria-hidden="true" />
)
