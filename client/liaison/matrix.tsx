import { type KeyboardEvent, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { BeatShare, GridAlignment } from '#contract/alignment.ts'
import type { BeatSummary } from '#contract/beat.ts'
import { misplaced, useAlignment } from '../state/alignment.ts'
import { useAtlas } from '../state/atlas.ts'
import { allWordsOf } from '../state/matching.ts'
import { type SortBy, sortedRows, windowOf } from '../state/matrix.ts'
import { useCommunityNames } from '../state/places.ts'
import { useSay } from '../state/preferences.ts'
import { useWorkspace } from '../state/workspace.ts'
import { Icon } from '../ui/icons.tsx'
import { Empty, IconButton } from '../ui/parts.tsx'
import { shortBeatName, shortStationName } from '../words/areas.ts'
import { counted } from '../words/days.ts'
import { liaison, mismatchWords } from '../words/liaison.ts'
import { screen } from '../words/screen.ts'
import { MismatchMark } from './mismatchMark.tsx'

const ROW = 30
const COLUMN = 64
/** The head with the names of beats, and the columns that stay at the left. */
const HEAD = 64
const LEFT = 350

/**
 * Grids by beats: in each cell the share of the grid's households. Only what is in sight is in the page, in both
 * directions; arrows move, Enter goes to the map.
 */
export const Matrix = ({ grids }: { grids: readonly GridAlignment[] }) => {
  const say = useSay()
  const { showPage } = useWorkspace()
  const beats = useAlignment((state) => state.beats)
  const [text, search] = useState('')
  const [isOnlyWrong, setOnlyWrong] = useState(true)
  const [sorting, setSorting] = useState<{ by: SortBy; isDown: boolean }>({ by: 'misplaced', isDown: true })
  const nameOf = useCommunityNames()

  const columns = useMemo(() => {
    const used = new Set(grids.flatMap((grid) => grid.beats.map(({ beat }) => beat)))
    return beats.filter(({ id }) => used.has(id))
  }, [grids, beats])
  const rows = useMemo(() => {
    const has = allWordsOf(text)
    const found = grids.filter(
      (grid) =>
        (!isOnlyWrong || grid.mismatch !== null) &&
        has(
          `${nameOf(grid.community)}${grid.name} ${grid.code} ${grid.beats.map(({ name }) => name).join(' ')}`,
        ),
    )
    return sortedRows(found, sorting)
  }, [grids, text, isOnlyWrong, sorting, nameOf])
  const sortBy = (by: SortBy) =>
    setSorting((before) => ({ by, isDown: before.by === by ? !before.isDown : by !== 'name' }))

  return (
    <>
      <header className="matrix-bar">
        <h2>{say(liaison.matrixLabel)}</h2>
        <input
          className="field"
          type="search"
          aria-label={say(liaison.search)}
          placeholder={say(liaison.search)}
          value={text}
          onChange={({ target }) => search(target.value)}
        />
        <label className="check">
          <input
            type="checkbox"
            checked={isOnlyWrong}
            data-testid="matrix-only-wrong"
            onChange={({ target }) => setOnlyWrong(target.checked)}
          />
          {say(liaison.onlyWrong)}
        </label>
        <span className="panel-count" data-testid="matrix-count" data-count={rows.length}>
          {say(liaison.grids, { count: rows.length })}
        </span>
        <span className="card-note matrix-tip">{say(liaison.matrixTip)}</span>
        <IconButton label={say(liaison.backToMap)} className="tip-left" onClick={() => showPage(null)}>
          <Icon name="close" />
        </IconButton>
      </header>
      {rows.length === 0 ? (
        <Empty>{say(liaison.noMatch)}</Empty>
      ) : (
        <Cells rows={rows} columns={columns} sorting={sorting} sortBy={sortBy} nameOf={nameOf} />
      )}
    </>
  )
}

interface CellsProps {
  readonly rows: readonly GridAlignment[]
  readonly columns: readonly BeatSummary[]
  readonly sorting: { readonly by: SortBy; readonly isDown: boolean }
  sortBy(by: SortBy): void
  nameOf(code: string): string
}

const Cells = ({ rows, columns, sorting, sortBy, nameOf }: CellsProps) => {
  const say = useSay()
  const { subject, openSubject } = useWorkspace()
  const hover = useAtlas((state) => state.hover)
  const box = useRef<HTMLDivElement>(null)
  const [seen, setSeen] = useState({ left: 0, top: 0, width: 1200, height: 700 })
  const [at, setAt] = useState(-1)

  useLayoutEffect(() => {
    const element = box.current!
    const measure = () =>
      setSeen({
        left: element.scrollLeft,
        top: element.scrollTop,
        width: element.clientWidth,
        height: element.clientHeight,
      })
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  const [firstRow, lastRow] = windowOf(seen.top, seen.height, ROW, rows.length)
  const [firstColumn, lastColumn] = windowOf(seen.left, seen.width, COLUMN, columns.length)
  const columnOf = useMemo(() => new Map(columns.map(({ id }, i) => [id, i])), [columns])

  const page = Math.max(1, Math.floor((seen.height - HEAD) / ROW) - 1)
  const steps: Record<string, number> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: page,
    PageUp: -page,
    Home: -rows.length,
    End: rows.length,
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return
    const row = rows[at]
    if (event.key === 'Enter' && row) {
      event.preventDefault()
      openSubject({ kind: 'grid', id: row.id })
    }
    const step = steps[event.key]
    if (step === undefined) return
    event.preventDefault()
    const next = Math.max(0, Math.min(rows.length - 1, at + step))
    setAt(next)
    hover(rows[next]!.id)
    const top = next * ROW
    const element = box.current!
    if (top < element.scrollTop) element.scrollTop = top
    else if (top + ROW > element.scrollTop + element.clientHeight - HEAD)
      element.scrollTop = top + ROW - element.clientHeight + HEAD
  }
  const head = (by: SortBy, label: string, className: string) => (
    <button
      type="button"
      className={className}
      aria-pressed={sorting.by === by}
      data-testid={`matrix-sort-${by}`}
      title={say(liaison.sortBy, { name: label })}
      onClick={() => sortBy(by)}
    >
      {label}
      <span aria-hidden="true">{sorting.by === by ? (sorting.isDown ? '↓' : '↑') : ''}</span>
    </button>
  )
  const open = (grid: string) => {
    openSubject({ kind: 'grid', id: grid })
  }

  return (
    <div
      ref={box}
      className="matrix"
      role="listbox"
      tabIndex={0}
      aria-label={say(liaison.matrixLabel)}
      aria-activedescendant={at >= firstRow && at < lastRow ? `matrix-${at}` : undefined}
      onKeyDown={onKeyDown}
      onScroll={({ currentTarget: { scrollLeft, scrollTop } }) =>
        setSeen({ ...seen, left: scrollLeft, top: scrollTop })
      }
      onPointerLeave={() => hover(null)}
    >
      <div
        className="matrix-ground"
        style={{ width: LEFT + columns.length * COLUMN, height: HEAD + rows.length * ROW }}
      >
        <div className="matrix-head" style={{ height: HEAD }}>
          <div className="matrix-left" style={{ width: LEFT }}>
            {head('name', say(liaison.grid), 'matrix-name')}
            {head('households', say(screen.householdsHead), 'matrix-number')}
            {head('misplaced', say(liaison.mismatchesHead), 'matrix-number')}
          </div>
          {columns.slice(firstColumn, lastColumn).map(({ id, name, stationName }, i) => (
            <div
              key={id}
              className="matrix-column"
              style={{ left: LEFT + (firstColumn + i) * COLUMN, width: COLUMN }}
              title={`${stationName} · ${name}`}
            >
              {head(
                id,
                `${shortStationName(stationName)}\n${shortBeatName(name, stationName)}`,
                'matrix-beat',
              )}
            </div>
          ))}
        </div>
        {rows.slice(firstRow, lastRow).map((grid, i) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the list box around it holds the focus and names the active row
          // biome-ignore lint/a11y/useKeyWithClickEvents: the list box around it hears the keys
          <div
            key={grid.id}
            id={`matrix-${firstRow + i}`}
            role="option"
            aria-posinset={firstRow + i + 1}
            aria-setsize={rows.length}
            aria-selected={firstRow + i === at || (subject?.kind === 'grid' && subject.id === grid.id)}
            className="matrix-row"
            data-testid="matrix-row"
            data-grid-code={grid.code}
            style={{ top: HEAD + (firstRow + i) * ROW, height: ROW }}
            onPointerEnter={() => hover(grid.id)}
            onClick={() => {
              setAt(firstRow + i)
              open(grid.id)
            }}
          >
            <div className="matrix-left" style={{ width: LEFT }}>
              <span className="matrix-name" title={grid.mismatch ? say(mismatchWords[grid.mismatch]) : ''}>
                <MismatchMark mismatch={grid.mismatch} />
                <span>
                  {nameOf(grid.community)} {grid.name}
                </span>
              </span>
              <span className="matrix-number number">{counted(grid.households)}</span>
              <span className="matrix-number number">
                {misplaced(grid) > 0 ? counted(misplaced(grid)) : '·'}
              </span>
            </div>
            {grid.beats.map((share) => {
              const column = columnOf.get(share.beat)
              if (column === undefined || column < firstColumn || column >= lastColumn) return null
              return <Cell key={share.beat} share={share} column={column} grid={grid} />
            })}
          </div>
        ))}
      </div>
    </div>
  )
}

/** The darker, the more; a share of the wrong beat is hatched and outlined besides. */
const Cell = ({ share, column, grid }: { share: BeatShare; column: number; grid: GridAlignment }) => {
  const isMain = grid.beats[0] === share
  const isWrong = grid.mismatch !== null && !(isMain && grid.mismatch === 'two_beats') && !share.sliver
  const ofHouseholds = Math.round(share.shareOfHouseholds * 100)
  return (
    <div
      className={`matrix-cell number ${isWrong ? 'matrix-wrong' : ''}`}
      style={{
        left: LEFT + column * COLUMN,
        width: COLUMN,
        ['--share' as string]: `${Math.max(8, ofHouseholds)}%`,
      }}
      title={`${share.name} · ${counted(share.households)} · ${(share.shareOfArea * 100).toFixed(1)}%`}
    >
      {share.sliver ? '·' : `${ofHouseholds}%`}
    </div>
  )
}
