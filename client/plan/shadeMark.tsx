import type { Shade } from '../words/shades.ts'

/** The colour and hatch of a band as on the map. */
export const ShadeMark = ({ shade }: { shade: Shade }) => (
  <span className={`band-mark band-${shade}`} aria-hidden="true" />
)
