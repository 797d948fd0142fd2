import { Fragment, useEffect, useRef } from 'react'
import type { MatterVersion } from '#contract/matter.ts'
import { CATEGORIES } from '#core/incident/matters.ts'
import { usePreferences, useSay } from '../state/preferences.ts'
import { command } from '../words/command.ts'
import {
  admissionWords,
  categoryWords,
  departmentWords,
  levelWords,
  limitWords,
  urgencyWords,
} from '../words/incident.ts'
import { matterFieldWords, matter as words } from '../words/matter.ts'

interface MatterTableProps {
  readonly matters: readonly MatterVersion[]
  readonly opened: string | null
  onOpen(code: string): void
}

/** The matters under their categories; the one that is open stays in sight. */
export const MatterTable = ({ matters, opened, onOpen }: MatterTableProps) => {
  const say = useSay()
  const table = useRef<HTMLTableElement>(null)
  useEffect(() => {
    if (opened) table.current?.querySelector(`[data-code="${opened}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [opened])
  return (
    <table className="matter-table" ref={table}>
      <thead>
        <tr>
          <th scope="col">{say(words.code)}</th>
          <th scope="col">{say(command.matter)}</th>
          <th scope="col">{say(matterFieldWords.department)}</th>
          <th scope="col">{say(matterFieldWords.limit)}</th>
          <th scope="col">{say(matterFieldWords.urgency)}</th>
          <th scope="col">{say(matterFieldWords.level)}</th>
          <th scope="col">{say(matterFieldWords.admission)}</th>
        </tr>
      </thead>
      <tbody>
        {CATEGORIES.map((category) => {
          const own = matters.filter((matter) => matter.category === category)
          return (
            own.length > 0 && (
              <Fragment key={category}>
                <tr className="matter-category">
                  <th colSpan={7} scope="colgroup">
                    {category} {say(categoryWords[category])} <small className="number">{own.length}</small>
                  </th>
                </tr>
                {own.map((matter) => (
                  <Row
                    key={matter.code}
                    matter={matter}
                    isOpen={matter.code === opened}
                    onOpen={() => onOpen(matter.code)}
                  />
                ))}
              </Fragment>
            )
          )
        })}
      </tbody>
    </table>
  )
}

const Row = ({ matter, isOpen, onOpen }: { matter: MatterVersion; isOpen: boolean; onOpen(): void }) => {
  const say = useSay()
  const language = usePreferences((state) => state.language)
  const { code, name, department, limit, urgency, level, enforcement, admission } = matter
  const [first, second] = language === 'en' && name.en ? [name.en, name.zh] : [name.zh, name.en]
  return (
    <tr
      data-testid="matter-row"
      data-code={code}
      data-admission={admission}
      data-open={isOpen || undefined}
      onClick={onOpen}
    >
      <td className="matter-code">{code}</td>
      <th scope="row">
        <button type="button" aria-pressed={isOpen} onClick={onOpen}>
          {first}
        </button>
        {enforcement && <mark className="case-tag">{say(matterFieldWords.enforcement)}</mark>}
        <small>{second}</small>
      </th>
      <td>{say(departmentWords[department])}</td>
      <td>{say(limitWords[limit])}</td>
      <td>{say(urgencyWords[urgency])}</td>
      <td>{say(levelWords[level])}</td>
      <td>
        <span className="matter-state">{say(admissionWords[admission])}</span>
      </td>
    </tr>
  )
}
