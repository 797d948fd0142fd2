import { useEffect } from 'react'
import type { CaseDetail } from '#contract/incident.ts'
import * as api from '../api/incidentEndpoints.ts'
import { useCameras } from '../state/cameras.ts'
import { useSay } from '../state/preferences.ts'
import { useAnswer } from '../state/useAnswer.ts'
import { Failed } from '../ui/failed.tsx'
import { Icon } from '../ui/icons.tsx'
import { Empty, Skeleton } from '../ui/parts.tsx'
import { cameraKindWords, cameraOwnerWords, cameraWords } from '../words/camera.ts'
import { command } from '../words/command.ts'

/** As far as the list goes. */
const WITHIN_M = 200

/** The cameras around a case, in the list and on the map; the platform shows what they see. */
export const NearCameras = ({ one }: { one: CaseDetail }) => {
  const say = useSay()
  const { show, point } = useCameras()
  const { position } = one
  const answer = useAnswer(position && `${one.id} ${position}`, () => api.camerasNear(position!, WITHIN_M))
  const cameras = answer.status === 'ready' ? answer.value : null
  useEffect(() => {
    if (!cameras) return
    show(cameras)
    return () => show([])
  }, [cameras, show])
  if (!position) return null
  return (
    <section className="card-part" data-testid="case-cameras" data-count={cameras?.length}>
      <h3>{say(cameraWords.near, { metres: WITHIN_M })}</h3>
      {answer.status === 'loading' && <Skeleton lines={2} label={say(cameraWords.loading)} />}
      {answer.status === 'failed' && <Failed failure={answer.failure} onRetry={answer.retry} />}
      {cameras?.length === 0 && <Empty>{say(cameraWords.none)}</Empty>}
      <ul className="case-cameras">
        {cameras?.map(({ id, name, kind, owner, link, distanceM }) => {
          const row = (
            <>
              <span>
                <b>{name}</b>
                <small>
                  {say(cameraOwnerWords[owner])} · {say(cameraKindWords[kind])}
                  {link === null && ` · ${say(cameraWords.unlinked)}`}
                </small>
              </span>
              <span className="number">
                {say(command.apart, { metres: Math.round(distanceM) })}
                {link !== null && <Icon name="leave" />}
              </span>
            </>
          )
          return (
            <li
              key={id}
              data-testid="case-camera"
              onPointerEnter={() => point(id)}
              onPointerLeave={() => point(null)}
            >
              {link === null ? (
                <div className="case-near">{row}</div>
              ) : (
                <a
                  className="case-near"
                  href={link}
                  target="_blank"
                  rel="noopener noreferrer"
                  title={say(cameraWords.open)}
                  onFocus={() => point(id)}
                  onBlur={() => point(null)}
                >
                  {row}
                </a>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
