import { type FormEvent, type ReactNode, useEffect, useState } from 'react'
import type { CaseCandidate, CaseDetail } from '#contract/incident.ts'
import { SUPERVISIONS } from '#core/incident/case.ts'
import { LIMIT_KINDS, URGENCIES } from '#core/incident/matters.ts'
import { LEVELS } from '#core/incident/triage.ts'
import * as api from '../api/incidentEndpoints.ts'
import { actFrom, type Field, fieldsOf, missingField } from '../state/actionFields.ts'
import { type Draft, useCaseDesk } from '../state/caseDesk.ts'
import { choosable, useCatalogue } from '../state/catalogue.ts'
import { NO_UPLOADS, photosOfCase, usePhotos } from '../state/photos.ts'
import { useSay } from '../state/preferences.ts'
import { useSession } from '../state/session.ts'
import { attachmentsOf, isUnfinished } from '../state/uploads.ts'
import { useAnswer } from '../state/useAnswer.ts'
import { Button } from '../ui/parts.tsx'
import { caseProblem, unitWords } from '../words/caseWords.ts'
import { command } from '../words/command.ts'
import {
  actionWords,
  caseStateWords,
  levelWords,
  limitWords,
  supervisionWords,
  urgencyWords,
} from '../words/incident.ts'
import { photo } from '../words/photo.ts'
import { screen } from '../words/screen.ts'
import type { Words } from '../words/words.ts'
import { MatterSelect } from './matterSelect.tsx'
import { PhotoField } from './photoField.tsx'

const NONE: readonly CaseCandidate[] = []
const keyOf = ({ kind, id }: Pick<CaseCandidate, 'kind' | 'id'>) => `${kind} ${id}`

/** The inputs of one action. What is typed is kept with the case until it is done or given up. */
export const ActionForm = ({ one, draft }: { one: CaseDetail; draft: Draft }) => {
  const say = useSay()
  const { act, begin, write, isActing } = useCaseDesk()
  const timeZone = useSession((state) => state.settings?.timeZone ?? 'Asia/Shanghai')
  const uploads = usePhotos(({ drafts }) => drafts[photosOfCase(one.id)] ?? NO_UPLOADS)
  const [missing, setMissing] = useState<string | null>(null)
  const { action } = draft
  const isOffered = one.actions.includes(action)
  const fields = fieldsOf(action, one.state)
  const wantsHolder = fields.includes('holder')
  const answer = useAnswer(wantsHolder ? `candidates ${one.id} ${one.version}` : null, () =>
    api.candidates(one.id),
  )
  const candidates = answer.status === 'ready' ? answer.value : NONE
  const photos = attachmentsOf(uploads)
  const values: Readonly<Record<string, unknown>> = {
    ...defaultsOf(fields, one, candidates),
    ...draft.fields,
    photo: photos,
    photos,
  }
  const hasPhotos = fields.includes('photo') || fields.includes('photos')

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const isEarly = hasPhotos && isUnfinished(uploads)
    const code = isEarly ? 'photos_unfinished' : (missingField(fields, values)?.code ?? null)
    setMissing(code)
    if (!code) void act(action, actFrom(fields, values, timeZone))
  }
  const says = missing && caseProblem(missing)
  return (
    <form className="action-form" onSubmit={submit} data-testid="action-form" data-action={action}>
      {fields.map((field, i) => (
        <Input
          key={field}
          field={field}
          one={one}
          value={values[field]}
          candidates={candidates}
          isFirst={i === 0}
          onChange={(value) => {
            setMissing(null)
            write({ [field]: value })
          }}
        />
      ))}
      {says && (
        <p className="case-refused" role="alert">
          {say(says.words, says.fill)}
        </p>
      )}
      <div className="action-buttons">
        <Button tone="quiet" onClick={() => begin(null)}>
          {say(screen.cancel)}
        </Button>
        <Button tone="main" type="submit" busy={isActing} disabled={!isOffered} data-testid="act-confirm">
          {say(isOffered ? command.confirm : command.notNow, { action: actionWords[action] })}
        </Button>
      </div>
    </form>
  )
}

/** What is most likely meant, until somebody says otherwise. */
function defaultsOf(
  fields: readonly Field[],
  one: CaseDetail,
  candidates: readonly CaseCandidate[],
): Record<string, unknown> {
  const proposed = candidates.find(({ fits }) => fits)
  const defaults: Partial<Record<Field, unknown>> = {
    matter: one.matter ?? '',
    level: one.level,
    urgency: one.urgency,
    colour: SUPERVISIONS[one.supervision === null ? 0 : SUPERVISIONS.indexOf(one.supervision) + 1],
    into: one.duplicates[0]?.id ?? '',
    ...(proposed && { holder: { kind: proposed.kind, id: proposed.id } }),
  }
  return Object.fromEntries(fields.map((field) => [field, defaults[field]]))
}

interface InputProps {
  readonly field: Field
  readonly one: CaseDetail
  readonly value: unknown
  readonly candidates: readonly CaseCandidate[]
  readonly isFirst: boolean
  onChange(value: unknown): void
}

const Input = ({ field, one, value, candidates, isFirst, onChange }: InputProps) => {
  const say = useSay()
  const matters = useCatalogue((state) => state.matters)
  const text = typeof value === 'string' ? value : ''
  const [id] = useState(() => `field-${field}`)
  useEffect(() => {
    if (isFirst) document.getElementById(id)?.focus()
  }, [isFirst, id])
  const labelled = (label: Words, control: ReactNode) => (
    <label htmlFor={id}>
      <span className="field-name">{say(label)}</span>
      {control}
    </label>
  )
  const words = (label: Words) =>
    labelled(
      label,
      <textarea
        id={id}
        className="field"
        rows={2}
        maxLength={2000}
        value={text}
        data-testid={`field-${field}`}
        onChange={({ target }) => onChange(target.value)}
      />,
    )
  const choice = <K extends string>(
    label: Words,
    options: readonly K[],
    names: Record<K, Words>,
    blank?: Words,
  ) =>
    labelled(
      label,
      <select
        id={id}
        className="field"
        value={text}
        data-testid={`field-${field}`}
        onChange={({ target }) => onChange(target.value)}
      >
        {blank && <option value="">{say(blank)}</option>}
        {options.map((option) => (
          <option key={option} value={option}>
            {say(names[option])}
          </option>
        ))}
      </select>,
    )
  /** Why a station, or how far everybody else is: the beginning of a list. */
  const wayTo = ({ distanceM, jurisdiction, beat }: CaseCandidate): string => {
    if (jurisdiction === 'street') return say(command.inNoBeat)
    const officers = (beat?.officers ?? []).map(({ name }) => name).join(say(screen.and))
    if (beat) return say(officers ? command.inBeat : command.inBeatAlone, { beat: beat.name, officers })
    if (distanceM === null) return ''
    const away = distanceM === 0 ? say(command.own) : say(command.apart, { metres: Math.round(distanceM) })
    return `${away}${say(screen.and)}`
  }
  const candidateWords = (one: CaseCandidate) =>
    say(command.candidate, { name: unitWords(one), distance: wayTo(one), count: one.openCases })

  switch (field) {
    case 'reason':
      return words(command.reason)
    case 'opinion':
      return words(command.opinion)
    case 'note':
      return words(command.opinionOptional)
    case 'matter':
      return labelled(
        command.matter,
        <MatterSelect
          id={id}
          value={text}
          matters={choosable(matters)}
          onChange={onChange}
          blank={command.chooseMatter}
        />,
      )
    case 'level':
      return choice(command.level, LEVELS, levelWords)
    case 'urgency':
      return choice(command.urgency, URGENCIES, urgencyWords)
    case 'limit':
      return choice(command.limit, LIMIT_KINDS, limitWords, command.byMatter)
    case 'colour':
      return choice(command.colour, SUPERVISIONS, supervisionWords)
    case 'until':
      return labelled(
        command.until,
        <input
          id={id}
          className="field"
          type="datetime-local"
          value={text}
          data-testid="field-until"
          onChange={({ target }) => onChange(target.value)}
        />,
      )
    case 'into': {
      const near = [
        ...one.duplicates,
        ...one.neighbours.filter((near) => !one.duplicates.some(({ id }) => id === near.id)),
      ]
      return labelled(
        command.into,
        <select
          id={id}
          className="field"
          value={text}
          data-testid="field-into"
          onChange={({ target }) => onChange(target.value)}
        >
          <option value="" />
          {near.map(({ id, number, state, excerpt }) => (
            <option key={id} value={id}>
              {number} · {say(caseStateWords[state])} · {excerpt}
            </option>
          ))}
        </select>,
      )
    }
    case 'holder': {
      const chosen = value ? keyOf(value as CaseCandidate) : ''
      const option = (one: CaseCandidate) => (
        <option key={keyOf(one)} value={keyOf(one)}>
          {candidateWords(one)}
        </option>
      )
      return labelled(
        command.chooseHolder,
        <select
          id={id}
          className="field"
          value={chosen}
          data-testid="field-holder"
          onChange={({ target }) => {
            const found = candidates.find((one) => keyOf(one) === target.value)
            onChange(found ? { kind: found.kind, id: found.id } : null)
          }}
        >
          <option value="" />
          <optgroup label={say(command.fitting)}>
            {candidates.filter(({ fits }) => fits).map(option)}
          </optgroup>
          <optgroup label={say(command.others)}>
            {candidates.filter(({ fits }) => !fits).map(option)}
          </optgroup>
        </select>,
      )
    }
    case 'called': {
      const chosen = (Array.isArray(value) ? value : []) as Pick<CaseCandidate, 'kind' | 'id'>[]
      return (
        <fieldset className="called">
          <legend>{say(command.called)}</legend>
          {candidates
            .filter(({ kind }) => kind === 'department')
            .map((one) => (
              <label key={keyOf(one)}>
                <input
                  type="checkbox"
                  checked={chosen.some(({ id }) => id === one.id)}
                  onChange={({ target }) =>
                    onChange(
                      target.checked
                        ? [...chosen, { kind: one.kind, id: one.id }]
                        : chosen.filter(({ id }) => id !== one.id),
                    )
                  }
                />
                {say(unitWords(one))}
              </label>
            ))}
        </fieldset>
      )
    }
    case 'photo':
    case 'photos':
      return (
        <PhotoField
          id={id}
          draft={photosOfCase(one.id)}
          label={field === 'photo' ? command.photo : photo.optional}
          testid="field-photo"
        />
      )
  }
}
