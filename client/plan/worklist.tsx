import { memo, useMemo, useState } from 'react'
import type { GridBand } from '#contract/area.ts'
import { bandOf } from '#core/plan/balance.ts'
import type { Band } from '#core/plan/plan.ts'
import { useAtlas } from '../state/atlas.ts'
import { allWordsOf } from '../state/matching.ts'
import { beyondOf, byUrgency, distribution } from '../state/worklist.ts'
import { Icon } from '../ui/icons.tsx'
import { Empty, IconButton } from '../ui/parts.tsx'
import { VirtualList } from '../ui/virtualList.tsx'
import { shadeWords } from '../words/codes.ts'
import { counted, signed } from '../words/days.ts'
import { screen } from '../words/screen.ts'
import { SHADES, type Shade } from '../words/shades.ts'
import { ShadeMark } from './shadeMark.tsx'
import { useLayerSay } from './useLayerSay.ts'

/** A grid as listed, published or drafted. */
export interface ListedGrid {
  readonly id: string
  readonly code: string
  readonly name: string
  /** Empty where all grids are of one community: their names stand alone. */
  readonly place: string
  readonly households: number
  readonly shade: Shade
}

const ROW_HEIGHT = 44
/** Letters of a name that always show. */
const NAME_END = 6
const STEP = 50
const BARS = 15

export const bandRange = (band: GridBand, { under, low, high, over }: Band): string =>
  ({
    under: `< ${under}`,
    low: `${under}–${low - 1}`,
    in: `${low}–${high}`,
    high: `${high + 1}–${over}`,
    over: `> ${over}`,
  })[band]

interface WorklistProps {
  readonly grids: readonly ListedGrid[]
  readonly band: Band
  readonly title: string
  readonly takesFocus?: boolean
}

/** Grids by urgency, narrowed by text and band, with the distribution that the bands cut. */
export const Worklist = memo(({ grids, band, title, takesFocus = false }: WorklistProps) => {
  const say = useLayerSay()
  const selected = useAtlas((state) => state.selected)
  const { select, hover } = useAtlas.getState()
  const [text, filter] = useState('')
  const [shades, setShades] = useState<ReadonlySet<Shade>>(new Set())
  const toggleShade = (shade: Shade) => {
    const next = new Set(shades)
    if (!next.delete(shade)) next.add(shade)
    setShades(next)
  }
  const shown = useMemo(() => {
    const has = allWordsOf(text)
    return grids
      .filter((grid) => shades.size === 0 || shades.has(grid.shade))
      .filter(({ name, place, code }) => has(`${place}${name} ${code}`))
      .sort(byUrgency(band))
  }, [grids, shades, text, band])
  const isFiltered = text !== '' || shades.size > 0

  return (
    <section className="worklist" aria-label={title}>
      <header className="panel-head">
        <h2>{title}</h2>
        <span className="panel-count">
          {say(isFiltered ? screen.worklistCount : screen.gridsCount, {
            shown: shown.length,
            all: grids.length,
            count: grids.length,
          })}
        </span>
      </header>
      <div className="worklist-filter">
        <input
          className="field"
          type="search"
          placeholder={say(screen.filterGrids)}
          aria-label={say(screen.filterGrids)}
          value={text}
          onChange={(event) => filter(event.target.value)}
        />
        {isFiltered && (
          <IconButton
            label={say(screen.clearFilter)}
            className="tip-left"
            onClick={() => {
              filter('')
              setShades(new Set())
            }}
          >
            <Icon name="close" />
          </IconButton>
        )}
      </div>
      {shown.length > 0 ? (
        <VirtualList
          items={shown}
          rowHeight={ROW_HEIGHT}
          label={title}
          selected={selected}
          takesFocus={takesFocus}
          keyOf={({ id }) => id}
          attributes={({ code, households }) => ({
            'data-testid': 'worklist-row',
            'data-grid-code': code,
            'data-households': households,
          })}
          onSelect={(id) => select(id)}
          onHover={hover}
          onOpen={() => document.querySelector<HTMLElement>('[data-card] button')?.focus()}
          row={(grid) => <Row grid={grid} band={band} />}
        />
      ) : (
        <Empty>{say(screen.noMatch)}</Empty>
      )}
      {band.high < Infinity && (
        <Distribution grids={grids} band={band} shades={shades} toggleShade={toggleShade} />
      )}
    </section>
  )
})

const Row = ({ grid, band }: { grid: ListedGrid; band: Band }) => {
  const isHovered = useAtlas((state) => state.hovered === grid.id)
  const beyond = beyondOf(grid, band)
  return (
    <>
      {isHovered && <span className="row-hovered" aria-hidden="true" />}
      <ShadeMark shade={grid.shade} />
      <span className="row-households number">{counted(grid.households)}</span>
      <span className="row-name">
        <LongName name={grid.name} />
        {grid.place && <small>{grid.place}</small>}
      </span>
      {beyond !== 0 && <span className={`row-beyond number ink-${grid.shade}`}>{signed(beyond)}</span>}
    </>
  )
}

/** The end of a name tells it from its neighbour: what does not fit is left out before it. */
const LongName = ({ name }: { name: string }) => (
  <b title={name}>
    <span className="name-start">{name.slice(0, -NAME_END)}</span>
    <span className="name-end">{name.slice(-NAME_END)}</span>
  </b>
)

interface DistributionProps {
  readonly grids: readonly ListedGrid[]
  readonly band: Band
  readonly shades: ReadonlySet<Shade>
  toggleShade(shade: Shade): void
}

const Distribution = ({ grids, band, shades, toggleShade }: DistributionProps) => {
  const say = useLayerSay()
  const measured = grids.filter(({ shade }) => shade !== 'exclusive')
  const bars = distribution(measured, (households) => bandOf(households, band), STEP, BARS)
  const highest = Math.max(1, ...bars.map(({ count }) => count))
  return (
    <figure className="distribution" aria-label={say(screen.distribution)}>
      <figcaption>{say(screen.distribution)}</figcaption>
      <div className="bars" aria-hidden="true">
        {bars.map(({ from, count, shade }) => (
          <span
            key={from}
            className={`bar band-${shade}`}
            title={say(screen.bar, { from, to: from + STEP - 1, count })}
            style={{ height: count === 0 ? 1 : `${Math.max(6, (100 * count) / highest)}%` }}
          />
        ))}
      </div>
      <div className="bars-axis number" aria-hidden="true">
        {[0, band.under, band.low, band.high, band.over].map((at) => (
          <span key={at} style={{ left: `${(100 * at) / (STEP * BARS)}%` }}>
            {counted(at)}
          </span>
        ))}
      </div>
      <fieldset className="band-chips">
        <legend className="unseen">{say(screen.bandFilter)}</legend>
        {SHADES.map((name) => {
          const count = grids.filter(({ shade }) => shade === name).length
          if (name === 'exclusive' && count === 0) return null
          return (
            <button
              key={name}
              type="button"
              className="band-chip"
              aria-pressed={shades.has(name)}
              aria-label={say(screen.bandTip, {
                band: shadeWords[name],
                range: name === 'exclusive' ? screen.exclusiveNote : `${bandRange(name, band)}`,
                count,
              })}
              onClick={() => toggleShade(name)}
            >
              <ShadeMark shade={name} />
              <span>{say(shadeWords[name])}</span>
              <b className="number">{counted(count)}</b>
            </button>
          )
        })}
      </fieldset>
    </figure>
  )
}
