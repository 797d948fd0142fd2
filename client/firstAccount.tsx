import { type FormEvent, useState } from 'react'
import * as api from './api/endpoints.ts'
import type { Failure } from './api/request.ts'
import { useSay } from './state/preferences.ts'
import { Mark } from './ui/icons.tsx'
import { Button } from './ui/parts.tsx'
import { problemSpoken } from './words/problems.ts'
import { screen } from './words/screen.ts'
import type { Words } from './words/words.ts'

interface Field {
  readonly name: 'user' | 'name' | 'password'
  readonly label: Words
  readonly hint: Words
  readonly autoComplete: string
  readonly limits: { readonly minLength: number; readonly maxLength: number; readonly pattern?: string }
}
const fields: readonly Field[] = [
  {
    name: 'user',
    label: screen.user,
    hint: screen.userHint,
    autoComplete: 'username',
    limits: { minLength: 2, maxLength: 64, pattern: '[a-z0-9._\\-]+' },
  },
  {
    name: 'name',
    label: screen.personName,
    hint: screen.personNameHint,
    autoComplete: 'name',
    limits: { minLength: 1, maxLength: 100 },
  },
  {
    name: 'password',
    label: screen.password,
    hint: screen.passwordHint,
    autoComplete: 'new-password',
    limits: { minLength: 12, maxLength: 256 },
  },
]

/** Where the one-time link of a first start leads: makes the first account, then goes to the sign-in form. */
export const FirstAccount = ({ token }: { token: string }) => {
  const say = useSay()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const entry = (name: Field['name']) => String(form.get(name)).trim()
    setBusy(true)
    const answer = await api.setUp({
      token,
      user: entry('user'),
      name: entry('name'),
      password: entry('password'),
    })
    setBusy(false)
    if (answer.ok) location.replace('/')
    else setFailure(answer.failure)
  }

  return (
    <main className="sign-in">
      <form className="sign-in-card" onSubmit={submit} aria-label={say(screen.firstAccount)}>
        <h1>
          <Mark />
          {say(screen.product)}
        </h1>
        <p className="sign-in-lead">{say(screen.firstAccountLead)}</p>
        {fields.map(({ name, label, hint, autoComplete, limits }) => (
          <label key={name}>
            <span>{say(label)}</span>
            <input
              className="field"
              name={name}
              type={name === 'password' ? 'password' : 'text'}
              autoComplete={autoComplete}
              required
              {...limits}
            />
            <small>{say(hint)}</small>
          </label>
        ))}
        <p className="sign-in-failure" role="alert">
          {failure && say(problemSpoken(failure.code))}
        </p>
        <Button tone="main" type="submit" busy={busy}>
          {say(screen.firstAccount)}
        </Button>
      </form>
    </main>
  )
}
