import { useSay } from '../state/preferences.ts'
import type { Fill, Words } from '../words/words.ts'

interface SegmentsProps<K extends string | number> {
  readonly label: Words
  readonly options: readonly K[]
  readonly value: K
  /** What an option is called, with its places filled. */
  wordsOf(option: K): Words
  fillOf?(option: K): Fill
  readonly className?: string
  /** Each button is found in tests by this and its option. */
  readonly testid: string
  onChoose(option: K): void
}

/** One of a few, side by side. */
export const Segments = <K extends string | number>(props: SegmentsProps<K>) => {
  const { label, options, value, wordsOf, fillOf, className = '', testid, onChoose } = props
  const say = useSay()
  return (
    <fieldset className={`segments ${className}`}>
      <legend className="unseen">{say(label)}</legend>
      {options.map((option) => (
        <button
          key={option}
          type="button"
          className="segment"
          aria-pressed={option === value}
          data-testid={`${testid}-${option}`}
          onClick={() => onChoose(option)}
        >
          {say(wordsOf(option), fillOf?.(option))}
        </button>
      ))}
    </fieldset>
  )
}
