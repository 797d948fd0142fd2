import { useEffect } from 'react'
import type { MatterVersion } from '#contract/matter.ts'
import { CATEGORIES } from '#core/incident/matters.ts'
import { useCatalogue } from '../state/catalogue.ts'
import { useSay } from '../state/preferences.ts'
import { command } from '../words/command.ts'
import { categoryWords } from '../words/incident.ts'
import type { Words } from '../words/words.ts'
import { useMatterName } from './useNames.ts'

interface MatterSelectProps {
  readonly id: string
  readonly value: string
  readonly matters: readonly MatterVersion[]
  readonly blank: Words
  onChange(code: string): void
}

/** 事项清单 by category; what an office must settle by law is marked. */
export const MatterSelect = ({ id, value, matters, blank, onChange }: MatterSelectProps) => {
  const say = useSay()
  const matterName = useMatterName()
  // What was retired while the desk lay open is not offered any more.
  useEffect(() => void useCatalogue.getState().load(), [])
  return (
    <select
      id={id}
      className="field"
      value={value}
      data-testid="field-matter"
      onChange={({ target }) => onChange(target.value)}
    >
      <option value="">{say(blank)}</option>
      {CATEGORIES.map((category) => {
        const own = matters.filter((matter) => matter.category === category)
        return (
          own.length > 0 && (
            <optgroup key={category} label={say(categoryWords[category])}>
              {own.map(({ code, enforcement }) => (
                <option key={code} value={code}>
                  {matterName(code)}
                  {enforcement && ` · ${say(command.enforcement)}`}
                </option>
              ))}
            </optgroup>
          )
        )
      })}
    </select>
  )
}
