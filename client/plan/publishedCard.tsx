import { useAtlas } from '../state/atlas.ts'
import { usePlanning } from '../state/planning.ts'
import { useSay } from '../state/preferences.ts'
import { Icon } from '../ui/icons.tsx'
import { IconButton } from '../ui/parts.tsx'
import { useTopmost } from '../ui/topmost.ts'
import { counted, signed } from '../words/days.ts'
import { screen } from '../words/screen.ts'

/** What was just published, before → after, over the atlas that already shows it. */
export const PublishedCard = () => {
  const say = useSay()
  const { published, dismissPublished } = usePlanning()
  const asOf = useAtlas((state) => state.asOf)
  // Whoever looks back has turned to something else.
  const isShown = published !== null && asOf === null
  useTopmost(isShown, dismissPublished)
  if (!isShown) return null
  const { summary, balance } = published
  return (
    <section className="published" role="status" data-testid="published" data-plan={summary.id}>
      <header>
        <span className="published-seal">
          <Icon name="seal" />
        </span>
        <div>
          <h2>{say(screen.published, { name: summary.name })}</h2>
          <p>{say(screen.publishedEffective, { day: summary.effectiveOn ?? '' })}</p>
        </div>
        <IconButton label={say(screen.close)} className="tip-left" onClick={dismissPublished}>
          <Icon name="close" />
        </IconButton>
      </header>
      <table>
        <tbody>
          {balance.map((row) => (
            <tr key={row.grid}>
              <th scope="row">{row.name}</th>
              <td className="number">{counted(row.householdsBefore)}</td>
              <td className="ledger-arrow" aria-hidden="true">
                →
              </td>
              <td className="number">
                <b>{row.retired ? say(screen.retired) : counted(row.householdsAfter)}</b>
              </td>
              <td className={`number ink-${row.bandAfter}`}>
                {signed(row.householdsAfter - row.householdsBefore)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
