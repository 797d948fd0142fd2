import { type FormEvent, useState } from 'react'
import type { Failure } from './api/request.ts'
import { useSay } from './state/preferences.ts'
import { useSession } from './state/session.ts'
import { Mark } from './ui/icons.tsx'
import { Button } from './ui/parts.tsx'
import { problemSpoken } from './words/problems.ts'
import { screen } from './words/screen.ts'

interface SignInProps {
  readonly isDemo: boolean
  /** The only page there is, asked for, or because the session ended in the middle of work. */
  readonly reason: 'first' | 'asked' | 'expired'
  onDone?(): void
  onCancel?(): void
}

/** The sign-in form; over a page it stands before it, and the page keeps everything that was done. */
export const SignIn = ({ isDemo, reason, onDone, onCancel }: SignInProps) => {
  const say = useSay()
  const signIn = useSession((state) => state.signIn)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setBusy(true)
    const failed = await signIn(String(form.get('user')), String(form.get('password')))
    setBusy(false)
    setFailure(failed)
    if (!failed) onDone?.()
  }

  return (
    <div className={reason === 'first' ? 'sign-in' : 'sign-in sign-in-over'}>
      <form
        className="sign-in-card"
        onSubmit={submit}
        onKeyDown={(event) => event.key === 'Escape' && onCancel?.()}
        aria-label={say(screen.signIn)}
      >
        <h1>
          <Mark />
          {say(screen.product)}
        </h1>
        <p className="sign-in-lead">{say(reason === 'expired' ? screen.signInAgain : screen.signInLead)}</p>
        <label>
          <span>{say(screen.user)}</span>
          <input
            className="field"
            name="user"
            autoComplete="username"
            required
            // biome-ignore lint/a11y/noAutofocus: the form is all there is to do
            autoFocus
          />
        </label>
        <label>
          <span>{say(screen.password)}</span>
          <input className="field" name="password" type="password" autoComplete="current-password" required />
        </label>
        <p className="sign-in-failure" role="alert">
          {failure && say(problemSpoken(failure.code))}
        </p>
        <Button tone="main" type="submit" busy={busy}>
          {say(screen.signIn)}
        </Button>
        {onCancel && (
          <Button tone="quiet" onClick={onCancel}>
            {say(screen.cancel)}
          </Button>
        )}
        {isDemo && <p className="sign-in-demo">{say(screen.demoAccounts)}</p>}
      </form>
    </div>
  )
}
