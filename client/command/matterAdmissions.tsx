import { type FormEvent, useState } from 'react'
import type { MatterVersion } from '#contract/matter.ts'
import { type AdmissionState, admissionsAfter } from '#core/incident/matters.ts'
import { choosable, useCatalogue } from '../state/catalogue.ts'
import { useMatterDesk } from '../state/matterDesk.ts'
import { notify } from '../state/notices.ts'
import { useSay } from '../state/preferences.ts'
import { Button } from '../ui/parts.tsx'
import { useTopmost } from '../ui/topmost.ts'
import { command } from '../words/command.ts'
import { matter as words } from '../words/matter.ts'
import { screen } from '../words/screen.ts'
import { MatterSelect } from './matterSelect.tsx'

/** What may become of a matter: each step with its reason. */
export const MatterAdmissions = ({ matter }: { matter: MatterVersion }) => {
  const say = useSay()
  const { isSaving, drafts, admit } = useMatterDesk()
  const isEntered = drafts[matter.code] !== undefined
  const matters = useCatalogue((state) => state.matters)
  const [chosen, choose] = useState<AdmissionState | null>(null)
  const [reason, setReason] = useState('')
  const [into, setInto] = useState('')
  useTopmost(chosen !== null, () => choose(null))
  const stepWords = {
    ...{ proposed: words.propose, merged: words.merge, retired: words.retire },
    admitted: matter.admission === 'proposed' ? words.admit : words.admitAgain,
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const done = chosen && (await admit(chosen, reason.trim(), chosen === 'merged' ? into : undefined))
    if (done) notify('plain', words.saved, { name: done.name })
  }
  return (
    <section className="card-part matter-admission">
      <h3>{say(words.admission)}</h3>
      <div className="case-buttons">
        {admissionsAfter(matter.admission).map((state) => (
          <Button
            key={state}
            aria-pressed={state === chosen}
            // One step at a time: what was entered is saved or discarded first.
            disabled={isEntered}
            data-testid={`matter-to-${state}`}
            onClick={() => choose(state === chosen ? null : state)}
          >
            {say(stepWords[state])}
          </Button>
        ))}
      </div>
      {chosen && !isEntered && (
        <form className="action-form" onSubmit={submit}>
          {chosen === 'merged' && (
            <label htmlFor="matter-into">
              <span className="field-name">{say(words.into)}</span>
              <MatterSelect
                id="matter-into"
                value={into}
                matters={choosable(matters).filter(({ code }) => code !== matter.code)}
                blank={command.chooseMatter}
                onChange={setInto}
              />
            </label>
          )}
          <label>
            <span className="field-name">{say(words.reason)}</span>
            <input
              className="field"
              required
              maxLength={500}
              value={reason}
              data-testid="matter-admission-reason"
              // biome-ignore lint/a11y/noAutofocus: the step was asked for, and this is what it needs
              autoFocus
              onChange={({ target }) => setReason(target.value)}
            />
          </label>
          {chosen !== 'admitted' && <p className="card-note">{say(words.retireNote)}</p>}
          <div className="action-buttons">
            <Button tone="quiet" onClick={() => choose(null)}>
              {say(screen.cancel)}
            </Button>
            <Button tone="main" type="submit" busy={isSaving} data-testid="matter-admit">
              {say(stepWords[chosen])}
            </Button>
          </div>
        </form>
      )}
    </section>
  )
}
