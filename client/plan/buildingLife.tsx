import * as api from '../api/endpoints.ts'
import { useAtlas } from '../state/atlas.ts'
import { useSay } from '../state/preferences.ts'
import { useSession } from '../state/session.ts'
import { staysOf } from '../state/timeline.ts'
import { useAnswer } from '../state/useAnswer.ts'
import { Failed } from '../ui/failed.tsx'
import { Button, Skeleton } from '../ui/parts.tsx'
import { dayOf } from '../words/days.ts'
import { review } from '../words/review.ts'
import { screen } from '../words/screen.ts'

/** The grids that a building belonged to, since when and by which plan; from each one can go to that day. */
export const BuildingLife = ({ building }: { building: string }) => {
  const say = useSay()
  const { lookBack, select } = useAtlas()
  const timeZone = useSession((state) => state.settings?.timeZone ?? 'Asia/Shanghai')
  const answer = useAnswer(building, () => api.historyOfBuilding(building))
  if (answer.status === 'loading') return <Skeleton lines={1} label={say(screen.loading)} />
  if (answer.status === 'failed') return <Failed failure={answer.failure} onRetry={answer.retry} />
  return (
    <ol className="building-life" aria-label={say(review.buildingLife)} data-testid="building-life">
      {staysOf(answer.value).map(({ version, to }) => {
        const { grid, gridName, gridCode, planName, publishedBy, reason, replaced, validFrom } = version
        const last = to && new Date(Date.parse(to) - 1).toISOString()
        const words = replaced
          ? review.replaced
          : Date.parse(validFrom) > Date.now()
            ? screen.scheduled
            : last
              ? screen.until
              : screen.since
        return (
          <li key={version.version} data-testid="building-stay">
            <b>
              {gridName} <small className="number">{gridCode}</small>
            </b>
            <small>
              {say(words, { from: dayOf(validFrom, timeZone), to: last ? dayOf(last, timeZone) : '' })}
            </small>
            <small>
              {planName === null
                ? say(screen.imported)
                : [planName, say(review.publishedBy, { by: publishedBy }), reason]
                    .filter(Boolean)
                    .join(' · ')}
            </small>
            {last && !replaced && Date.parse(last) < Date.now() && (
              <Button
                tone="quiet"
                onClick={async () => {
                  await lookBack(last)
                  select(grid)
                }}
              >
                {say(screen.viewThen)}
              </Button>
            )}
          </li>
        )
      })}
    </ol>
  )
}
