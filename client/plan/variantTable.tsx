import { useState } from 'react'
import * as api from '../api/endpoints.ts'
import { usePlanning } from '../state/planning.ts'
import { usePreferences, useSay } from '../state/preferences.ts'
import { VARIANT_DASHES, variantColours } from '../state/theme.ts'
import { useAnswer } from '../state/useAnswer.ts'
import { outOfBand, useVariants } from '../state/variants.ts'
import { Icon } from '../ui/icons.tsx'
import { Button, IconButton } from '../ui/parts.tsx'
import { counted } from '../words/days.ts'
import { review } from '../words/review.ts'
import { screen } from '../words/screen.ts'
import type { Words } from '../words/words.ts'
import { type Quality, qualityRows } from './qualityRows.ts'

/** Of one plan, or of what is published. */
interface Column {
  readonly key: string
  readonly name: string
  readonly look: number | null
  readonly quality: Quality
  readonly outOfBand: number
  readonly householdsMoved: number | null
  open?(): void
}

/** Which plans lie over the map, by colour and dash; and, unfolded, their figures beside one another and beside what is published. */
export const VariantTable = () => {
  const say = useSay()
  const { variants: all, published, toggle } = useVariants()
  const [isTable, setTable] = useState(false)
  const { id, summary, view, saving, open } = usePlanning()
  // An open plan is on the map itself.
  const variants = all.filter(({ plan }) => plan.id !== id)
  const isBeside = variants.length > 0 && summary !== null && summary.within === variants[0]?.plan.within
  const key = isBeside && saving === 'saved' ? `${summary.id} ${summary.revision}` : null
  const own = useAnswer(key, () => api.comparePlan(summary!.id, 'published'))
  const [first] = variants
  if (!first) return null
  const columns: Column[] = [
    {
      ...{ key: 'published', name: say(screen.publishedGrids), look: null, householdsMoved: null },
      quality: first.comparison.before,
      outOfBand: outOfBand(published.map(({ properties }) => properties)),
    },
    ...(view && own.status === 'ready'
      ? [
          {
            ...{ key: 'open', name: say(screen.comparedAfter), look: null },
            quality: own.value.after,
            outOfBand: outOfBand(view.grids),
            householdsMoved: own.value.households,
          },
        ]
      : []),
    ...variants.map(({ plan, look, grids, comparison }) => ({
      ...{ key: plan.id, name: plan.name, look },
      quality: comparison.after,
      outOfBand: outOfBand(grids.map(({ properties }) => properties)),
      householdsMoved: comparison.households,
      open: () => open(plan.id),
    })),
  ]
  return (
    <section className="variants" aria-label={say(review.sideBySide)} data-testid="variants">
      <ul className="variants-legend">
        {variants.map(({ plan, look }) => (
          <li key={plan.id}>
            <Sample look={look} />
            <span>{plan.name}</span>
            <IconButton label={say(review.takeOff, { name: plan.name })} onClick={() => toggle(plan)}>
              <Icon name="close" />
            </IconButton>
          </li>
        ))}
      </ul>
      <Button
        tone="quiet"
        aria-expanded={isTable}
        onClick={() => setTable(!isTable)}
        data-testid="variant-figures"
      >
        {say(review.sideBySide)}
        <Icon name="down" />
      </Button>
      {isTable && <Figures columns={columns} />}
    </section>
  )
}

const rows: readonly (readonly [Words, (column: Column) => string])[] = [
  ...qualityRows.map(([words, figure]) => [words, ({ quality }: Column) => figure(quality)] as const),
  [review.outOfBand, ({ outOfBand }) => counted(outOfBand)],
  [
    review.householdsMoved,
    ({ householdsMoved }) => (householdsMoved === null ? '' : counted(householdsMoved)),
  ],
]

const Figures = ({ columns }: { columns: readonly Column[] }) => {
  const say = useSay()
  return (
    <div className="variants-scroll">
      <table>
        <thead>
          <tr>
            <td />
            {columns.map(({ key, name, look, open }) => (
              <th key={key} scope="col">
                {look !== null && <Sample look={look} />}
                {open ? (
                  <button
                    type="button"
                    className="variant-name"
                    title={say(review.openPlan, { name })}
                    data-testid="variant-open"
                    onClick={open}
                  >
                    {name}
                  </button>
                ) : (
                  <span className="variant-name">{name}</span>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([words, figure]) => (
            <tr key={words.zh}>
              <th scope="row">{say(words)}</th>
              {columns.map((column) => (
                <td key={column.key} className="number">
                  {figure(column)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const SAMPLE_WIDTH = 3

/** A piece of the line that the plan has on the map. */
const Sample = ({ look }: { look: number }) => {
  const theme = usePreferences((state) => state.theme)
  return (
    <svg className="variant-sample" viewBox="0 0 40 6" aria-hidden="true" focusable="false">
      <path
        d="M0 3h40"
        fill="none"
        stroke={variantColours[theme][look]}
        strokeWidth={SAMPLE_WIDTH}
        strokeDasharray={VARIANT_DASHES[look]?.map((length) => length * SAMPLE_WIDTH).join(' ')}
      />
    </svg>
  )
}
