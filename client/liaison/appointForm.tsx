import { type FormEvent, type InputHTMLAttributes, useState } from 'react'
import type { CrewPost } from '#contract/crew.ts'
import type { PostRole } from '#core/beat/crew.ts'
import * as api from '../api/crewEndpoints.ts'
import type { Answer } from '../api/request.ts'
import { notify } from '../state/notices.ts'
import { useSay } from '../state/preferences.ts'
import { Button } from '../ui/parts.tsx'
import { crew } from '../words/crew.ts'
import { problemSpoken } from '../words/problems.ts'
import { screen } from '../words/screen.ts'

interface Ending {
  /** Of the district: nothing that is past can be changed. */
  readonly today: string
  onDone(): void
  onCancel(): void
}

/** Sends once; what was refused stays to be mended. */
const useSending = (onDone: () => void) => {
  const [isSending, setSending] = useState(false)
  const [problem, setProblem] = useState('')
  const say = useSay()
  const send = async (ask: () => Promise<Answer<CrewPost>>, said: (post: CrewPost) => void) => {
    setSending(true)
    const answer = await ask()
    setSending(false)
    if (!answer.ok) return setProblem(say(problemSpoken(answer.failure.code)))
    said(answer.value)
    onDone()
  }
  return { isSending, problem, send }
}

interface AppointFormProps extends Ending {
  readonly place: { readonly kind: 'grid' | 'beat'; readonly id: string }
  readonly role: PostRole
  readonly replaces: CrewPost | null
}

/** Somebody new begins to serve, in the place of another or beside. */
export const AppointForm = ({ place, role, replaces, today, onDone, onCancel }: AppointFormProps) => {
  const say = useSay()
  const { isSending, problem, send } = useSending(onDone)
  const [name, setName] = useState('')
  const [telephone, setTelephone] = useState('')
  const [fromOn, setFromOn] = useState(today)
  // The same post, however often the button is pressed.
  const [ids] = useState(() => ({ post: crypto.randomUUID(), person: crypto.randomUUID() }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send(
      () =>
        api.appoint({
          id: ids.post,
          newPerson: { id: ids.person, name, telephone },
          role,
          fromOn,
          [place.kind]: place.id,
          ...(replaces && { replaces: replaces.id }),
        }),
      () => notify('plain', crew.appointed, { name }),
    )
  }
  return (
    <form className="appoint" onSubmit={submit} data-testid="appoint-form">
      {replaces && <p className="card-note">{say(crew.replaces, { name: replaces.name })}</p>}
      <Field
        label={say(crew.name)}
        maxLength={40}
        value={name}
        name="name"
        autoFocus
        onChange={({ target }) => setName(target.value)}
      />
      <Field
        label={say(crew.telephone)}
        type="tel"
        pattern="[+\d][\d \-]{2,19}"
        value={telephone}
        name="telephone"
        onChange={({ target }) => setTelephone(target.value)}
      />
      <Field
        label={say(crew.fromOn)}
        type="date"
        min={today}
        value={fromOn}
        name="fromOn"
        onChange={({ target }) => setFromOn(target.value)}
      />
      {problem && (
        <p className="sign-in-failure" role="alert">
          {problem}
        </p>
      )}
      <Acts label={say(crew.confirmAppoint)} isSending={isSending} onCancel={onCancel} />
    </form>
  )
}

/** Somebody serves no longer, from a day on. */
export const FinishForm = ({ post, today, onDone, onCancel }: Ending & { readonly post: CrewPost }) => {
  const say = useSay()
  const { isSending, problem, send } = useSending(onDone)
  const [toOn, setToOn] = useState(today)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send(
      () => api.finishPost(post.id, toOn),
      () => notify('plain', crew.finished, { name: post.name, day: toOn }),
    )
  }
  return (
    <form className="appoint" onSubmit={submit} data-testid="finish-form">
      <p className="card-note">{say(crew.finishes, { name: post.name })}</p>
      <Field
        label={say(crew.toOn)}
        type="date"
        min={today}
        value={toOn}
        name="toOn"
        onChange={({ target }) => setToOn(target.value)}
      />
      {problem && (
        <p className="sign-in-failure" role="alert">
          {problem}
        </p>
      )}
      <Acts label={say(crew.confirmFinish)} isSending={isSending} onCancel={onCancel} />
    </form>
  )
}

interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  readonly label: string
}
const Field = ({ label, ...rest }: FieldProps) => (
  <label className="appoint-field">
    <span>{label}</span>
    <input className="field" required {...rest} />
  </label>
)

const Acts = ({ label, isSending, onCancel }: { label: string; isSending: boolean; onCancel(): void }) => {
  const say = useSay()
  return (
    <p className="align-acts">
      <Button tone="main" type="submit" busy={isSending} data-testid="crew-confirm">
        {label}
      </Button>
      <Button tone="quiet" onClick={onCancel}>
        {say(screen.cancel)}
      </Button>
    </p>
  )
}
