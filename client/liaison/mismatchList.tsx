import { useMemo } from 'react'
import type { GridAlignment } from '#contract/alignment.ts'
import { type Filter, listed, MISMATCHES, misplaced, useAlignment } from '../state/alignment.ts'
import { useAtlas } from '../state/atlas.ts'
import { useCommunityNames } from '../state/places.ts'
import { useSay } from '../state/preferences.ts'
import { useWorkspace } from '../state/workspace.ts'
import { Empty } from '../ui/parts.tsx'
import { VirtualList } from '../ui/virtualList.tsx'
import { counted } from '../words/days.ts'
import { liaison, mismatchShort, mismatchWords } from '../words/liaison.ts'
import { AlignArea } from './alignArea.tsx'
import { MismatchMark } from './mismatchMark.tsx'

const ROW_HEIGHT = 44
const FILTERS: readonly Filter[] = ['wrong', ...MISMATCHES, 'all']

/** Grids that do not lie in just one beat of their own station, those with the most households first. */
export const MismatchList = ({ grids }: { grids: readonly GridAlignment[] }) => {
  const say = useSay()
  const { filter, showsSlivers, narrow, showSlivers } = useAlignment()
  const { subject, openSubject } = useWorkspace()
  const placeOf = useCommunityNames()
  const hover = useAtlas((state) => state.hover)
  const shown = useMemo(() => listed(grids, filter), [grids, filter])
  const countOf = (one: Filter) => listed(grids, one).length
  const slivers = grids.reduce(
    (sum, { beats, uncovered }) =>
      sum + beats.filter(({ sliver }) => sliver).length + (uncovered?.sliver ? 1 : 0),
    0,
  )
  return (
    <section className="worklist" aria-label={say(liaison.mismatches)}>
      <header className="panel-head mismatch-head">
        <h2>{say(liaison.mismatches)}</h2>
        <span className="panel-count" data-testid="alignment-summary">
          {say(liaison.summary, {
            right: grids.length - countOf('wrong'),
            wrong: countOf('wrong'),
          })}
        </span>
      </header>
      <fieldset className="mismatch-filter">
        <legend className="unseen">{say(liaison.filterLabel)}</legend>
        {FILTERS.map((one) => (
          <button
            key={one}
            type="button"
            className="band-chip"
            aria-pressed={one === filter}
            title={one === 'wrong' || one === 'all' ? undefined : say(mismatchWords[one])}
            data-testid={`mismatch-${one}`}
            data-count={countOf(one)}
            onClick={() => narrow(one)}
          >
            <span>{say(one === 'wrong' || one === 'all' ? liaison[one] : mismatchShort[one])}</span>
            <b className="number">{counted(countOf(one))}</b>
          </button>
        ))}
      </fieldset>
      {shown.length > 0 ? (
        <VirtualList
          items={shown}
          rowHeight={ROW_HEIGHT}
          label={say(liaison.mismatches)}
          selected={subject?.kind === 'grid' ? subject.id : null}
          keyOf={({ id }) => id}
          attributes={({ code, mismatch }) => ({
            'data-testid': 'mismatch-row',
            'data-grid-code': code,
            'data-mismatch': mismatch ?? '',
          })}
          onSelect={(id) => openSubject({ kind: 'grid', id })}
          onHover={hover}
          onOpen={() => document.querySelector<HTMLElement>('[data-card] button')?.focus()}
          row={(grid) => (
            <>
              <MismatchMark mismatch={grid.mismatch} />
              <span className="row-households number">{counted(misplaced(grid))}</span>
              <span className="row-name">
                <b title={grid.name}>{grid.name}</b>
                <small>{placeOf(grid.community)}</small>
              </span>
              <span className="mismatch-kind">
                {say(grid.mismatch ? mismatchWords[grid.mismatch] : liaison.aligned)}
              </span>
            </>
          )}
        />
      ) : (
        <Empty>{say(filter === 'wrong' ? liaison.noneWrong : liaison.noneOfKind)}</Empty>
      )}
      <footer className="mismatch-foot">
        {slivers > 0 && (
          <label className="check" title={say(liaison.sliverTip)}>
            <input
              type="checkbox"
              checked={showsSlivers}
              data-testid="show-slivers"
              onChange={({ target }) => showSlivers(target.checked)}
            />
            {say(liaison.showSlivers, { count: slivers })}
          </label>
        )}
        <AlignArea mismatches={countOf('wrong')} />
      </footer>
    </section>
  )
}
