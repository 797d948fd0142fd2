import type { AttachmentTold } from '#contract/incident.ts'
import { photoAddress } from '../api/photoEndpoints.ts'
import { useSay } from '../state/preferences.ts'
import { photo } from '../words/photo.ts'

interface PhotoStripProps {
  readonly incident: string
  readonly attachments: readonly AttachmentTold[]
  onOpen(id: string): void
}

/** What came along with a step: photos small, of everything else the name. */
export const PhotoStrip = ({ incident, attachments, onOpen }: PhotoStripProps) => {
  const say = useSay()
  return (
    <ul className="photo-strip">
      {attachments.map(({ id, name, kept }, i) => {
        const known = name || say(photo.nth, { n: i + 1 })
        return (
          <li key={id}>
            {kept ? (
              <button
                type="button"
                className="photo-small"
                aria-label={say(photo.open, { name: known })}
                data-testid="case-photo"
                onClick={() => onOpen(id)}
              >
                <img src={photoAddress(incident, id)} alt={known} loading="lazy" />
              </button>
            ) : (
              <small>{say(photo.notKept, { name: known })}</small>
            )}
          </li>
        )
      })}
    </ul>
  )
}
