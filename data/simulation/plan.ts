import { type Arrival, arrivals, type Play } from './arrivals.ts'
import { type Burst, burst } from './bursts.ts'
import type { Town } from './town.ts'

/** All that is reported, in order and without end: an ordinary day, with a burst in it. */
export function* plan(town: Town, play: Play, kind: Burst | null): Generator<Arrival> {
  const sudden = kind ? burst(kind, town, play) : []
  for (const arrival of arrivals(town, play)) {
    while (sudden[0] && sudden[0].afterMs <= arrival.afterMs) yield sudden.shift() as Arrival
    yield arrival
  }
}
