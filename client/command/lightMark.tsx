import type { Light } from '#core/incident/clock.ts'
import { LIGHT_SHAPES } from '../words/lightShapes.ts'

/** The light of a case: a colour, and a shape that says it without; `label` for who sees neither. */
export const LightMark = ({ light, label }: { light: Light; label?: string }) => (
  <span className={`light-mark light-${light}`}>
    <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={LIGHT_SHAPES[light]} />
    </svg>
    {label && <span className="unseen">{label}</span>}
  </span>
)
