import { useEffect, useRef, useState } from 'react'
import type { CaseDetail } from '#contract/incident.ts'
import { photoAddress } from '../api/photoEndpoints.ts'
import { useSay } from '../state/preferences.ts'
import { Icon } from '../ui/icons.tsx'
import { IconButton } from '../ui/parts.tsx'
import { actionWords } from '../words/incident.ts'
import { photo } from '../words/photo.ts'
import { screen } from '../words/screen.ts'
import { useMoment } from './useNames.ts'

interface PhotoViewerProps {
  readonly one: CaseDetail
  /** The photo that is looked at. */
  readonly shown: string
  show(id: string | null): void
}

/** The photos of a case one at a time, from the report to the end: arrows go on, Esc puts them away. */
export const PhotoViewer = ({ one, shown, show }: PhotoViewerProps) => {
  const say = useSay()
  const moment = useMoment()
  const dialog = useRef<HTMLDialogElement>(null)
  const [gone, setGone] = useState<string | null>(null)
  useEffect(() => dialog.current?.showModal(), [])
  const photos = one.timeline.flatMap(({ action, at, attachments = [] }) =>
    attachments.filter(({ kept }) => kept).map(({ id }) => ({ id, action, at })),
  )
  const at = photos.findIndex(({ id }) => id === shown)
  const current = photos[at]
  /** From the last on to the first. */
  const by = (step: number) => show(photos[(at + step + photos.length) % photos.length]?.id ?? null)
  const onKey = useRef((_: KeyboardEvent) => {})
  onKey.current = (event) => {
    // Before the desk hears it, wherever the focus is; Esc is the dialog's own.
    event.stopPropagation()
    if (event.key === 'ArrowRight') by(1)
    else if (event.key === 'ArrowLeft') by(-1)
  }
  useEffect(() => {
    const heard = (event: KeyboardEvent) => onKey.current(event)
    addEventListener('keydown', heard, { capture: true })
    return () => removeEventListener('keydown', heard, { capture: true })
  }, [])
  const caption =
    current &&
    say(photo.of, {
      ...{ action: actionWords[current.action], time: moment(current.at) },
      ...{ n: at + 1, total: photos.length },
    })
  const step = (steps: 1 | -1, label: string) =>
    photos.length > 1 && (
      <IconButton label={label} className="tip-up" onClick={() => by(steps)}>
        <Icon name={steps < 0 ? 'back' : 'forward'} />
      </IconButton>
    )
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: by keys, Esc puts it away
    <dialog
      ref={dialog}
      className="photo-viewer"
      aria-label={say(photo.viewer)}
      data-testid="photo-viewer"
      onClose={() => show(null)}
      onClick={({ target, currentTarget }) => target === currentTarget && show(null)}
    >
      {current && (
        <figure>
          {gone === current.id ? (
            <p className="photo-gone">{say(photo.gone)}</p>
          ) : (
            <img src={photoAddress(one.id, current.id)} alt={caption} onError={() => setGone(current.id)} />
          )}
          <figcaption>
            {step(-1, say(photo.previous))}
            <span aria-live="polite">{caption}</span>
            {step(1, say(photo.next))}
            <IconButton label={say(screen.close)} className="tip-up" onClick={() => show(null)}>
              <Icon name="close" />
            </IconButton>
          </figcaption>
        </figure>
      )}
    </dialog>
  )
}
