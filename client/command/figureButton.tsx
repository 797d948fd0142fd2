import type { ReactNode } from 'react'
import { OPEN_CASES } from '../state/caseFilter.ts'
import { useCases } from '../state/cases.ts'
import { useSay } from '../state/preferences.ts'
import { counted } from '../words/days.ts'
import { shift } from '../words/shift.ts'
import type { Words } from '../words/words.ts'

interface FigureButtonProps {
  readonly words: Words
  /** Null where there are fewer than may be told. */
  readonly figure: { readonly count: number | null; readonly cases: readonly string[] }
  readonly className?: string
  readonly testid: string
  /** How many it is a part of. */
  readonly of?: number | undefined
  /** Beside the number; left out, the number stands alone. */
  readonly children?: ReactNode
}

/** A number that opens the list of the cases that it counts, in the queue. */
export const FigureButton = ({ words, figure, className = '', testid, of, children }: FigureButtonProps) => {
  const say = useSay()
  const { count, cases } = figure
  const list = () =>
    useCases.getState().narrow({ ...OPEN_CASES, states: [], numbers: cases, order: 'newest' })
  return (
    <button
      type="button"
      className={`figure ${className}`}
      data-testid={testid}
      data-value={count}
      title={say(shift.showCases, { name: words, count: count ?? '＜3' })}
      disabled={cases.length === 0}
      onClick={list}
    >
      {children}
      <b className="number">
        {count === null ? say(shift.few) : counted(count)}
        {of !== undefined && <small> / {counted(of)}</small>}
      </b>
    </button>
  )
}
