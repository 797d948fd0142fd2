import type { GridVersion } from '#contract/area.ts'
import * as api from '../api/endpoints.ts'
import { useAtlas, useCommunityName } from '../state/atlas.ts'
import { useSay } from '../state/preferences.ts'
import { mayPlan, useSession } from '../state/session.ts'
import { Button } from '../ui/parts.tsx'
import { counted, dayOf } from '../words/days.ts'
import { review } from '../words/review.ts'
import { screen } from '../words/screen.ts'
import { spoken } from '../words/words.ts'
import { useStart } from './useStart.ts'

interface GridHistoryProps {
  readonly community: string
  readonly versions: readonly GridVersion[]
}

/** The life of a grid: what it was called and how many households it had, from when, by whose plan and why. */
export const GridHistory = ({ community, versions: all }: GridHistoryProps) => {
  const say = useSay()
  const { isStarting, start } = useStart()
  const session = useSession((state) => state.session)
  const communityName = useCommunityName(community)
  const { asOf, lookBack } = useAtlas()
  const timeZone = useSession((state) => state.settings?.timeZone ?? 'Asia/Shanghai')
  const versions = [...all].sort((a, b) => b.version - a.version)
  const isAhead = ({ validFrom }: GridVersion) => Date.parse(validFrom) > Date.now()
  const current = versions.find((past) => !isAhead(past) && !past.replaced)
  return (
    <section className="card-part">
      <h3>{say(screen.history)}</h3>
      <ol className="history">
        {versions.map((past) => {
          const from = dayOf(past.validFrom, timeZone)
          const last = past.validTo && new Date(Date.parse(past.validTo) - 1).toISOString()
          const isPast = last !== null && !past.replaced && past !== current && !isAhead(past)
          // What is in force can be had back too, once something else is published for a coming day.
          const restorable = isPast ? last : past === current && last ? new Date().toISOString() : null
          const words = past.replaced
            ? review.replaced
            : isAhead(past)
              ? screen.scheduled
              : last
                ? screen.until
                : screen.since
          return (
            <li
              key={past.version}
              aria-current={past === current || undefined}
              data-testid="history-row"
              data-replaced={past.replaced || undefined}
              data-households={past.households}
            >
              <span className="history-dot" aria-hidden="true" />
              <div>
                <b>{past.planName ?? say(screen.imported)}</b>
                <small>{say(words, { from, to: last ? dayOf(last, timeZone) : '' })}</small>
                <small>
                  {past.name} <span className="number">{past.code}</span>
                </small>
                {past.planName !== null && (
                  <small>
                    {say(review.publishedBy, { by: past.publishedBy })}
                    {past.reason && ` · ${past.reason}`}
                  </small>
                )}
                <span className="history-acts">
                  {restorable && mayPlan(session) && (
                    <Button
                      tone="quiet"
                      busy={isStarting}
                      title={say(screen.restoreTip, { community: communityName })}
                      data-testid="restore"
                      onClick={() =>
                        start(() => {
                          const fill = { community: communityName, day: dayOf(restorable, timeZone) }
                          return api.restorePlan(
                            spoken(screen.restoreName, 'zh', fill),
                            community,
                            restorable,
                          )
                        })
                      }
                    >
                      {say(screen.restore)}
                    </Button>
                  )}
                  {isPast && asOf !== last && (
                    <Button tone="quiet" onClick={() => lookBack(last)}>
                      {say(screen.viewThen)}
                    </Button>
                  )}
                </span>
              </div>
              <span className="number">{counted(past.households)}</span>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
