import { useEffect, useMemo, useState } from 'react'
import type { Publication } from '#contract/history.ts'
import * as api from '../api/endpoints.ts'
import { useAtlas } from '../state/atlas.ts'
import { type Say, useSay } from '../state/preferences.ts'
import { momentOfStop, type Stop, stopAt, stopsOf } from '../state/timeline.ts'
import { useAnswer } from '../state/useAnswer.ts'
import { dayOf } from '../words/days.ts'
import { review } from '../words/review.ts'
import { screen } from '../words/screen.ts'

const NONE: readonly Publication[] = []
/** Who drags over many stops asks only where they stop. */
const PAUSE_MS = 120
/** More days than this would run into each other. */
const MOST_DAYS = 6

/** What was published in the area that is shown, on a line from the first to what is still to come; dragging or the arrow keys show the grids of that time. */
export const TimeSlider = ({ timeZone }: { timeZone: string }) => {
  const say = useSay()
  const { within, asOf, lookBack } = useAtlas()
  const answer = useAnswer(within || null, () => api.publications(within))
  const publications = answer.status === 'ready' ? answer.value : NONE
  const stops = useMemo(() => stopsOf(publications, Date.now()), [publications])
  /** Where the handle is while the map still shows another time. */
  const [wanted, setWanted] = useState<number | null>(null)
  useEffect(() => {
    if (wanted === null) return
    const timer = setTimeout(async () => {
      await lookBack(momentOfStop(stops, wanted))
      setWanted((latest) => (latest === wanted ? null : latest))
    }, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [wanted, stops, lookBack])

  const shown = wanted ?? stopAt(stops, asOf, timeZone)
  const stop = stops[shown]
  if (stops.length < 2 || !stop) return null
  const last = stops.length - 1
  const today = stopAt(stops, null, timeZone)
  const said = stopSaid(stop, timeZone, say)
  const place = (index: number) => ({ '--at': index / last }) as object
  return (
    <section className="time-slider" aria-label={say(review.timeline)} data-testid="time-slider">
      <p className="time-said" title={said} aria-hidden="true">
        {said}
      </p>
      <div className="time-line" style={place(today)}>
        <input
          type="range"
          min={0}
          max={last}
          value={shown}
          aria-label={say(review.timeline)}
          aria-valuetext={said}
          onChange={(event) => setWanted(Number(event.currentTarget.value))}
        />
        <ol>
          {stops.map((one, index) => (
            <li key={one.from} style={place(index)}>
              <button
                type="button"
                tabIndex={-1}
                aria-hidden="true"
                className="time-tick"
                data-ahead={one.isAhead || undefined}
                data-shown={index === shown || undefined}
                data-testid="time-tick"
                title={stopSaid(one, timeZone, say)}
                onClick={() => setWanted(index)}
              />
              {(last < MOST_DAYS || index === 0 || index === last) && (
                <small className="number">
                  {index === today ? say(screen.today) : dayOf(one.from, timeZone)}
                </small>
              )}
            </li>
          ))}
        </ol>
      </div>
    </section>
  )
}

/** From when, what plan, by whom, how many households, why. */
const stopSaid = ({ from, isAhead, publications }: Stop, timeZone: string, say: Say): string => {
  const said = publications.map(({ kind, planName, by, grids, householdsMoved, beats, reason }) =>
    kind === 'import'
      ? say(screen.imported)
      : [
          say(review.publicationSaid, {
            ...{ plan: planName ?? say(review.planElsewhere), by, grids, households: householdsMoved },
          }),
          beats > 0 && say(review.publicationBeats, { beats }),
          reason,
        ]
          .filter(Boolean)
          .join(' · '),
  )
  const words = isAhead ? screen.scheduled : screen.since
  return `${say(words, { from: dayOf(from, timeZone) })} · ${said.join('; ')}`
}
