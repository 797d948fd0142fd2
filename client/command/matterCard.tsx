import type { FormEvent } from 'react'
import type { MatterVersion } from '#contract/matter.ts'
import { CATEGORIES, type Category, DEPARTMENTS, LIMIT_KINDS, URGENCIES } from '#core/incident/matters.ts'
import { LEVELS } from '#core/incident/triage.ts'
import { useCatalogue } from '../state/catalogue.ts'
import { mayEditMatters, NEW, useMatterDesk } from '../state/matterDesk.ts'
import { changeOf, formOf, type MatterForm } from '../state/matters.ts'
import { notify } from '../state/notices.ts'
import { useSay } from '../state/preferences.ts'
import { useSession } from '../state/session.ts'
import { Button, Empty } from '../ui/parts.tsx'
import { caseProblem } from '../words/caseWords.ts'
import {
  admissionWords,
  categoryWords,
  departmentWords,
  levelWords,
  limitWords,
  urgencyWords,
} from '../words/incident.ts'
import { matterFieldWords, matter as words } from '../words/matter.ts'
import type { Words } from '../words/words.ts'
import { MatterAdmissions } from './matterAdmissions.tsx'
import { MatterHistory } from './matterHistory.tsx'
import { useMatterName } from './useNames.ts'

/** The matter that lies open, or a new one: what it says, what may become of it, and how it came to it. */
export const MatterCard = () => {
  const say = useSay()
  const { opened, drafts } = useMatterDesk()
  const draft = opened === null ? undefined : drafts[opened]
  const matter = useCatalogue(({ matters }) => matters.find(({ code }) => code === opened))
  const mayEdit = useSession(({ session }) => mayEditMatters(session))
  if (draft && !draft.over) return <Form key={NEW} matter={null} form={draft.form} mayEdit isEntered />
  if (!matter) return <Empty>{say(words.pick)}</Empty>
  return (
    <>
      <Form
        key={matter.code}
        matter={matter}
        form={draft?.form ?? formOf(matter)}
        mayEdit={mayEdit}
        isEntered={draft !== undefined}
      />
      {!mayEdit && <p className="card-note matter-note">{say(words.readOnly)}</p>}
      {mayEdit && <MatterAdmissions key={`admission ${matter.code} ${matter.version}`} matter={matter} />}
      <MatterHistory matter={matter} />
    </>
  )
}

interface FormProps {
  /** Null of a new one. */
  readonly matter: MatterVersion | null
  readonly form: MatterForm
  readonly mayEdit: boolean
  /** Something is there to be saved or discarded. */
  readonly isEntered: boolean
}

const Form = ({ matter, form, mayEdit, isEntered }: FormProps) => {
  const say = useSay()
  const { isSaving, refusal, write, discard, begin, save } = useMatterDesk()
  const matterName = useMatterName()
  const isChanged = matter === null || Object.keys(changeOf(matter, form)).length > 0
  const told = refusal && caseProblem(refusal.code, refusal.about)
  const isLate = refusal?.code === 'matter_changed' && typeof refusal.about?.by === 'string'
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const saved = await save()
    if (saved) notify('plain', words.saved, { name: saved.name })
  }
  const choice = <K extends string>(
    field: 'department' | 'limit' | 'urgency' | 'level',
    options: readonly K[],
    names: Record<K, Words>,
  ) => (
    <label>
      <span className="field-name">{say(matterFieldWords[field])}</span>
      <select
        className="field"
        value={form[field]}
        disabled={!mayEdit}
        data-testid={`matter-${field}`}
        onChange={({ target }) => write({ [field]: target.value })}
      >
        {options.map((option) => (
          <option key={option} value={option}>
            {say(names[option])}
          </option>
        ))}
      </select>
    </label>
  )
  const line = (field: 'zh' | 'en' | 'reason', label: Words, most: number, isNeeded: boolean) => (
    <label>
      <span className="field-name">{say(label)}</span>
      <input
        className="field"
        autoComplete="off"
        maxLength={most}
        required={isNeeded}
        readOnly={!mayEdit}
        value={form[field]}
        data-testid={`matter-${field}`}
        onChange={({ target }) => write({ [field]: target.value })}
      />
    </label>
  )
  return (
    <form className="action-form matter-form" onSubmit={submit} data-testid="matter-form">
      <header>
        {matter ? (
          <p className="card-place">
            {matter.code} · {say(categoryWords[matter.category])} ·{' '}
            {say(words.version, { n: matter.version })} · <b>{say(admissionWords[matter.admission])}</b>
          </p>
        ) : (
          <div className="report-pair">
            <label>
              <span className="field-name">{say(words.category)}</span>
              <select
                className="field"
                value={form.code.slice(0, 2)}
                data-testid="matter-new-category"
                onChange={({ target }) => begin(target.value as Category)}
              >
                {CATEGORIES.map((category) => (
                  <option key={category} value={category}>
                    {say(categoryWords[category])}
                  </option>
                ))}
              </select>
            </label>
            <label title={say(words.codeHint)}>
              <span className="field-name">{say(words.code)}</span>
              <input
                className="field"
                required
                pattern={`${form.code.slice(0, 2)}[0-9]{2}`}
                value={form.code}
                data-testid="matter-code"
                onChange={({ target }) => write({ code: target.value })}
              />
            </label>
          </div>
        )}
        {matter?.mergedInto && <p>{say(words.mergedInto, { name: matterName(matter.mergedInto) })}</p>}
      </header>
      {line('zh', matterFieldWords.zh, 60, true)}
      {line('en', matterFieldWords.en, 120, false)}
      <div className="report-pair">
        {choice('department', DEPARTMENTS, departmentWords)}
        {choice('limit', LIMIT_KINDS, limitWords)}
        {choice('urgency', URGENCIES, urgencyWords)}
        {choice('level', LEVELS, levelWords)}
      </div>
      <label className="matters-only">
        <input
          type="checkbox"
          checked={form.enforcement}
          disabled={!mayEdit}
          data-testid="matter-enforcement"
          onChange={({ target }) => write({ enforcement: target.checked })}
        />
        {say(matterFieldWords.enforcement)}
      </label>
      {told && (
        <p className="case-refused" role="alert" data-testid="matter-refused">
          {isLate ? say(words.late, { by: String(refusal.about?.by) }) : say(told.words, told.fill)}
        </p>
      )}
      {mayEdit && isEntered && (
        <>
          {line('reason', matter ? words.reasonOfChange : words.reason, 500, true)}
          <div className="action-buttons">
            <Button tone="quiet" onClick={discard}>
              {say(words.revert)}
            </Button>
            <Button tone="main" type="submit" busy={isSaving} disabled={!isChanged} data-testid="matter-save">
              {say(matter ? words.save : words.propose)}
            </Button>
          </div>
        </>
      )}
    </form>
  )
}
