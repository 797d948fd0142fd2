import type { Light } from '#core/incident/clock.ts'

/** A disc, a triangle, a square, and two bars that stand still: paths in a square of 16, told apart without colour. */
export const LIGHT_SHAPES: Readonly<Record<Light, string>> = {
  green: 'M8 2.500a5.500 5.500 0 100 11 5.500 5.500 0 000-11z',
  yellow: 'M8 1.500L15 14H1z',
  red: 'M2.500 2.500h11v11h-11z',
  grey: 'M3 2.500h3.800v11H3zM9.200 2.500H13v11H9.200z',
}
