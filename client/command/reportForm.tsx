import { type FormEvent, useState } from 'react'
import { CATEGORIES, URGENCIES } from '#core/incident/matters.ts'
import { CHANNELS } from '#core/incident/reports.ts'
import { useAtlas } from '../state/atlas.ts'
import { choosable, useCatalogue } from '../state/catalogue.ts'
import { notify } from '../state/notices.ts'
import { NO_UPLOADS, REPORT_PHOTOS, usePhotos } from '../state/photos.ts'
import { useSay } from '../state/preferences.ts'
import { type ReportDraft, useReporting } from '../state/reporting.ts'
import { isUnfinished } from '../state/uploads.ts'
import { useWorkspace } from '../state/workspace.ts'
import { Icon } from '../ui/icons.tsx'
import { Button, IconButton } from '../ui/parts.tsx'
import { caseProblem } from '../words/caseWords.ts'
import { command } from '../words/command.ts'
import { categoryWords, channelWords, urgencyWords } from '../words/incident.ts'
import { photo } from '../words/photo.ts'
import { screen } from '../words/screen.ts'
import type { Words } from '../words/words.ts'
import { MatterSelect } from './matterSelect.tsx'
import { PhotoField } from './photoField.tsx'
import { useGridName } from './useNames.ts'

/** 受理登记: a report as it is told at the desk or on the telephone. */
export const ReportForm = () => {
  const say = useSay()
  const { draft, failure, isSending, isPicking, show, pick, place, write, send } = useReporting()
  const uploads = usePhotos(({ drafts }) => drafts[REPORT_PHOTOS] ?? NO_UPLOADS)
  const [fault, setFault] = useState<'text_missing' | 'photos_unfinished' | null>(null)
  const matters = useCatalogue((state) => state.matters)
  const own = choosable(matters).filter(({ category }) => !draft.category || category === draft.category)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const isEmpty = draft.text.trim() === ''
    const found = isEmpty ? 'text_missing' : isUnfinished(uploads) ? 'photos_unfinished' : null
    setFault(found)
    if (isEmpty) document.getElementById('report-text')?.focus()
    if (found) return
    const taken = await send()
    if (!taken) return
    notify('plain', command.taken, { number: { zh: taken.number, en: taken.number } })
    useWorkspace.getState().open(taken.id)
  }
  const refused = fault ? caseProblem(fault) : failure && caseProblem(failure.code, failure.about)

  const choice = <K extends string>(
    field: keyof ReportDraft,
    label: Words,
    options: readonly K[],
    words: Record<K, Words>,
    blank?: Words,
  ) => (
    <label>
      <span className="field-name">{say(label)}</span>
      <select
        className="field"
        value={String(draft[field] ?? '')}
        data-testid={`report-${field}`}
        onChange={({ target }) =>
          write({ [field]: target.value, ...(field === 'category' && { matter: '' }) })
        }
      >
        {blank && <option value="">{say(blank)}</option>}
        {options.map((option) => (
          <option key={option} value={option}>
            {say(words[option])}
          </option>
        ))}
      </select>
    </label>
  )
  const line = (field: 'address' | 'name' | 'phone', label: Words) => (
    <label>
      <span className="field-name">{say(label)}</span>
      <input
        className="field"
        autoComplete="off"
        value={draft[field]}
        data-testid={`report-${field}`}
        onChange={({ target }) => write({ [field]: target.value })}
      />
    </label>
  )

  return (
    <section className="card report" aria-label={say(command.takeReport)}>
      <header className="card-head">
        <h2>
          {say(command.takeReport)}
          <span className="card-tools">
            <IconButton label={say(screen.close)} className="tip-left" onClick={() => show(false)}>
              <Icon name="close" />
            </IconButton>
          </span>
        </h2>
      </header>
      <form className="action-form" onSubmit={submit} data-testid="report-form">
        {choice('channel', command.channel, CHANNELS, channelWords)}
        <label htmlFor="report-text">
          <span className="field-name">{say(command.happened)}</span>
          <textarea
            id="report-text"
            className="field"
            rows={4}
            value={draft.text}
            placeholder={say(command.happenedHint)}
            data-testid="report-text"
            // biome-ignore lint/a11y/noAutofocus: the form was asked for to write this
            autoFocus
            onChange={({ target }) => {
              setFault(null)
              write({ text: target.value })
            }}
          />
        </label>
        <div className="report-pair">
          {choice('category', command.category, CATEGORIES, categoryWords, command.unclassifiedYet)}
          {choice('urgency', command.urgency, URGENCIES, urgencyWords, command.byMatter)}
        </div>
        <label htmlFor="report-matter">
          <span className="field-name">{say(command.matter)}</span>
          <MatterSelect
            id="report-matter"
            value={draft.matter}
            matters={own}
            blank={command.chooseMatter}
            onChange={(matter) => write({ matter })}
          />
        </label>
        <div className="report-point">
          <span className="field-name">{say(command.point)}</span>
          <p data-testid="report-place">
            <Place draft={draft} />
          </p>
          <Button data-testid="report-pick" aria-pressed={isPicking} onClick={() => pick(!isPicking)}>
            <Icon name="place" />
            {say(isPicking ? command.picking : command.pickPoint)}
          </Button>
          {draft.position && (
            <IconButton
              label={say(command.removePoint)}
              className="tip-left"
              onClick={() => place(null, null)}
            >
              <Icon name="close" />
            </IconButton>
          )}
        </div>
        <PhotoField id="report-photo" draft={REPORT_PHOTOS} label={photo.ofReport} testid="report-photo" />
        {line('address', command.address)}
        <div className="report-pair">
          {line('name', command.name)}
          {line('phone', command.phone)}
        </div>
        {refused && (
          <p className="case-refused" role="alert" data-testid="report-refused">
            {say(refused.words, refused.fill)}
          </p>
        )}
        <div className="action-buttons">
          <Button tone="quiet" onClick={() => show(false)}>
            {say(screen.cancel)}
          </Button>
          <Button tone="main" type="submit" busy={isSending} data-testid="report-send">
            {say(command.submitReport)}
          </Button>
        </div>
      </form>
    </section>
  )
}

/** The grid that was clicked, in words. */
const Place = ({ draft: { position, grid } }: { draft: ReportDraft }) => {
  const say = useSay()
  const gridName = useGridName()
  const features = useAtlas((state) => state.features)
  const found = features.find(({ properties }) => properties.id === grid)?.properties
  if (!position) return say(command.noPoint)
  if (!found) return say(command.pointOutside)
  const { id, code, name, version, community } = found
  return gridName({ grid: { id, code, name, version }, community, position: [...position] })
}
