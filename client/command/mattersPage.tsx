import { useEffect, useMemo } from 'react'
import {
  ADMISSION_STATES,
  CATEGORIES,
  type Category,
  DEPARTMENTS,
  type Department,
} from '#core/incident/matters.ts'
import { useCatalogue } from '../state/catalogue.ts'
import { mayEditMatters, useMatterDesk } from '../state/matterDesk.ts'
import { EVERY_MATTER, fitting, type MatterFilter } from '../state/matters.ts'
import { useSay } from '../state/preferences.ts'
import { useSession } from '../state/session.ts'
import { useWorkspace } from '../state/workspace.ts'
import { Failed } from '../ui/failed.tsx'
import { Icon } from '../ui/icons.tsx'
import { Notices } from '../ui/notices.tsx'
import { Button, Empty, Skeleton } from '../ui/parts.tsx'
import { Segments } from '../ui/segments.tsx'
import { TopBar } from '../ui/topBar.tsx'
import { admissionWords, categoryWords, departmentWords } from '../words/incident.ts'
import { matter as words } from '../words/matter.ts'
import { MatterCard } from './matterCard.tsx'
import { MatterTable } from './matterTable.tsx'
import { useMatterKeys } from './useMatterKeys.ts'

const STATES = ['all', ...ADMISSION_STATES] as const

/** 事项清单: what may enter the grid, for everybody to read and for an administrator to change. */
export const MattersPage = () => {
  const say = useSay()
  const { matters, status, failure, load } = useCatalogue()
  const { filter, opened, narrow, open, begin } = useMatterDesk()
  const mayEdit = useSession(({ session }) => mayEditMatters(session))
  const shown = useMemo(
    () =>
      fitting(matters, filter, ({ code, name, department }) =>
        [code, name.zh, name.en, ...Object.values(departmentWords[department])].join(' '),
      ),
    [matters, filter],
  )
  useEffect(() => void load(), [load])
  useMatterKeys(shown)
  const isNarrowed = shown.length < matters.length
  return (
    <div className="matters" data-testid="matters">
      <TopBar>
        <span className="bar-gap" />
      </TopBar>
      <div className="matters-bar">
        <Button data-testid="matters-back" onClick={() => useWorkspace.getState().showPage(null)}>
          <Icon name="back" />
          {say(words.back)}
        </Button>
        <h2>{say(words.catalogue)}</h2>
        <Filters filter={filter} narrow={narrow} />
        <span className="panel-count" data-testid="matters-count" data-count={shown.length}>
          {say(words.count, { count: shown.length })}
        </span>
        {mayEdit && (
          <Button tone="main" data-testid="matter-new" onClick={() => begin(filter.category || '01')}>
            <Icon name="plus" />
            {say(words.add)}
          </Button>
        )}
      </div>
      <main className="matters-list">
        {status === 'loading' && <Skeleton lines={16} label={say(words.loading)} />}
        {status === 'failed' && failure && <Failed failure={failure} onRetry={load} />}
        {status === 'ready' &&
          (shown.length > 0 ? (
            <MatterTable matters={shown} opened={opened} onOpen={open} />
          ) : (
            <Empty>
              {say(isNarrowed ? words.noneFits : words.none)}{' '}
              {isNarrowed && <Button onClick={() => narrow(EVERY_MATTER)}>{say(words.clear)}</Button>}
            </Empty>
          ))}
        <Notices />
      </main>
      <aside className="matters-card" aria-label={say(words.catalogue)}>
        <MatterCard />
      </aside>
    </div>
  )
}

const Filters = ({
  filter,
  narrow,
}: {
  filter: MatterFilter
  narrow(change: Partial<MatterFilter>): void
}) => {
  const say = useSay()
  return (
    <>
      <input
        className="field"
        type="search"
        aria-label={say(words.search)}
        placeholder={say(words.search)}
        value={filter.text}
        data-testid="matter-search"
        onChange={({ target }) => narrow({ text: target.value })}
      />
      <select
        className="field"
        aria-label={say(words.category)}
        value={filter.category}
        data-testid="matters-category"
        onChange={({ target }) => narrow({ category: target.value as Category | '' })}
      >
        <option value="">{say(words.allCategories)}</option>
        {CATEGORIES.map((category) => (
          <option key={category} value={category}>
            {say(categoryWords[category])}
          </option>
        ))}
      </select>
      <select
        className="field"
        aria-label={say(words.allDepartments)}
        value={filter.department}
        data-testid="matters-department"
        onChange={({ target }) => narrow({ department: target.value as Department | '' })}
      >
        <option value="">{say(words.allDepartments)}</option>
        {DEPARTMENTS.map((department) => (
          <option key={department} value={department}>
            {say(departmentWords[department])}
          </option>
        ))}
      </select>
      <label className="matters-only">
        <input
          type="checkbox"
          checked={filter.enforcement}
          onChange={({ target }) => narrow({ enforcement: target.checked })}
        />
        {say(words.onlyEnforcement)}
      </label>
      <Segments
        label={words.state}
        options={STATES}
        value={filter.admission}
        wordsOf={(admission) => (admission === 'all' ? words.all : admissionWords[admission])}
        className="matters-states"
        testid="matter-state"
        onChoose={(admission) => narrow({ admission })}
      />
    </>
  )
}
