import { useState } from 'react'
import type { ShiftBrief } from '#contract/shift.ts'
import { useSay } from '../state/preferences.ts'
import { Segments } from '../ui/segments.tsx'
import { categoryWords, channelWords, urgencyWords } from '../words/incident.ts'
import { briefFigureWords, shift } from '../words/shift.ts'
import type { Words } from '../words/words.ts'
import { FigureButton } from './figureButton.tsx'

const KINDS = ['street', 'category', 'channel', 'urgency'] as const
const COLUMNS = ['reported', 'closed', 'openAtEnd', 'overdueAtEnd'] as const

type Row = Pick<ShiftBrief['parts']['channel'][number], (typeof COLUMNS)[number]> & {
  readonly key: string
  readonly words: Words
}

function rowsOf(
  { street, category, channel, urgency }: ShiftBrief['parts'],
  kind: (typeof KINDS)[number],
): Row[] {
  switch (kind) {
    case 'street':
      return street.map(({ name, ...row }) => ({ ...row, words: { zh: name, en: name } }))
    case 'category':
      return category.map((row) => ({ ...row, words: categoryWords[row.key] }))
    case 'channel':
      return channel.map((row) => ({ ...row, words: channelWords[row.key] }))
    case 'urgency':
      return urgency.map((row) => ({ ...row, words: urgencyWords[row.key] }))
  }
}

/** The figures by what the cases are; every number opens its list. */
export const BriefParts = ({ parts }: { parts: ShiftBrief['parts'] }) => {
  const say = useSay()
  const [kind, setKind] = useState<(typeof KINDS)[number]>('street')
  return (
    <section aria-label={say(shift.parts)}>
      <h3>
        {say(shift.parts)}
        <Segments
          label={shift.parts}
          options={KINDS}
          value={kind}
          wordsOf={(one) => shift[one]}
          testid="parts"
          onChoose={(one) => setKind(one)}
        />
      </h3>
      <table className="brief-table" data-testid="brief-parts">
        <thead>
          <tr>
            <td />
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {say(briefFigureWords[column])}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rowsOf(parts, kind).map(({ key, words, ...row }) => (
            <tr key={key} data-key={key}>
              <th scope="row">{say(words)}</th>
              {COLUMNS.map((column) => (
                <td key={column} className="number">
                  <FigureButton
                    words={words}
                    figure={row[column]}
                    className="figure-plain"
                    testid={`part-${column}`}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
