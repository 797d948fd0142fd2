import { type InputHTMLAttributes, useEffect, useState } from 'react'
import { PHOTOS_PER_STEP } from '#core/photo/photo.ts'
import { isPassing } from '../api/request.ts'
import { notify } from '../state/notices.ts'
import { NO_UPLOADS, usePhotos } from '../state/photos.ts'
import { useSay } from '../state/preferences.ts'
import type { Upload } from '../state/uploads.ts'
import { Icon, type IconName } from '../ui/icons.tsx'
import { Button, IconButton } from '../ui/parts.tsx'
import { caseProblem } from '../words/caseWords.ts'
import { photo, photoProblemWords } from '../words/photo.ts'
import type { Words } from '../words/words.ts'

interface PhotoFieldProps {
  readonly draft: string
  readonly label: Words
  /** Of the button that chooses files. */
  readonly id: string
  readonly testid: string
}

/** Photos for a step or a report: chosen, taken or dropped; each is sent at once and shows how far it is. */
export const PhotoField = ({ draft, label, id, testid }: PhotoFieldProps) => {
  const say = useSay()
  const uploads = usePhotos(({ drafts }) => drafts[draft] ?? NO_UPLOADS)
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    // A picture that is dropped beside the field would be opened in place of the page.
    const stay = (event: DragEvent) => event.preventDefault()
    addEventListener('dragover', stay)
    addEventListener('drop', stay)
    return () => {
      removeEventListener('dragover', stay)
      removeEventListener('drop', stay)
    }
  }, [])
  const add = (files: FileList | null) => {
    if (!usePhotos.getState().add(draft, [...(files ?? [])])) notify('bad', photoProblemWords.too_many_photos)
  }
  return (
    <fieldset
      className="photo-field"
      data-over={isOver || undefined}
      onDragOver={() => setOver(true)}
      onDragLeave={() => setOver(false)}
      onDrop={({ dataTransfer }) => {
        setOver(false)
        add(dataTransfer.files)
      }}
    >
      <legend className="field-name">{say(label)}</legend>
      {uploads.length > 0 && (
        <ul className="photo-list">
          {uploads.map((upload, i) => (
            <Sent key={upload.id} draft={draft} upload={upload} n={i + 1} />
          ))}
        </ul>
      )}
      {uploads.length < PHOTOS_PER_STEP && (
        <p className="photo-tools">
          <FileButton
            icon="plus"
            label={photo.choose}
            onFiles={add}
            input={{ id, multiple: true, 'data-testid': testid }}
          />
          {matchMedia('(pointer: coarse)').matches && (
            <FileButton
              icon="camera"
              label={photo.take}
              onFiles={add}
              input={{ id: `${id}-camera`, capture: 'environment' }}
            />
          )}
          <small>{say(isOver ? photo.drop : photo.dropHere)}</small>
        </p>
      )}
    </fieldset>
  )
}

interface FileButtonProps {
  readonly icon: IconName
  readonly label: Words
  readonly input: InputHTMLAttributes<HTMLInputElement> & {
    readonly id: string
    readonly 'data-testid'?: string
  }
  onFiles(files: FileList | null): void
}
const FileButton = ({ icon, label, input, onFiles }: FileButtonProps) => {
  const say = useSay()
  return (
    <label className="button button-plain" htmlFor={input.id}>
      <Icon name={icon} />
      {say(label)}
      <input
        {...input}
        className="unseen"
        type="file"
        accept="image/*"
        onChange={({ target }) => {
          onFiles(target.files)
          // The same file may be chosen again.
          target.value = ''
        }}
      />
    </label>
  )
}

const Sent = ({ draft, upload, n }: { draft: string; upload: Upload; n: number }) => {
  const say = useSay()
  const { remove, retry } = usePhotos.getState()
  const { id, name, preview, share, taken, failure } = upload
  const refused = failure && caseProblem(failure.code, failure.about)
  const percent = Math.floor(100 * share)
  return (
    <li className="photo-sent" data-stage={taken ? 'taken' : failure ? 'failed' : 'sending'}>
      <img src={preview} alt={say(photo.nth, { n })} />
      <p>
        <b>{name || say(photo.nth, { n })}</b>
        {refused ? (
          <small role="alert">{say(refused.words, refused.fill)}</small>
        ) : (
          <small aria-live="polite">{taken ? say(photo.ready) : say(photo.sending, { percent })}</small>
        )}
        {!taken && !failure && <progress value={share} aria-label={say(photo.sending, { percent })} />}
      </p>
      {failure && (isPassing(failure) || failure.status === 401) && (
        <Button data-testid="photo-retry" onClick={() => retry(draft, id)}>
          {say(photo.retry)}
        </Button>
      )}
      <IconButton
        label={say(photo.remove, { name: say(photo.nth, { n }) })}
        className="tip-left"
        data-testid="photo-remove"
        onClick={() => remove(draft, id)}
      >
        <Icon name="close" />
      </IconButton>
    </li>
  )
}
