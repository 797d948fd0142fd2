import { useState } from 'react'
import type { DraftFinding, DraftView } from '../editor/draft.ts'
import { useAtlas } from '../state/atlas.ts'
import { usePlaceOf } from '../state/places.ts'
import { type Say, useSay } from '../state/preferences.ts'
import { Icon } from '../ui/icons.tsx'
import { counted } from '../words/days.ts'
import {
  crewRoleWords,
  findingAdvice,
  findingWords,
  newGridCrewWords,
  noBeatWords,
} from '../words/findings.ts'
import { screen } from '../words/screen.ts'
import { useLayerSay } from './useLayerSay.ts'

const keyOf = ({ code, grid, building, at }: DraftFinding): string =>
  `${code} ${grid} ${building ?? ''} ${at}`

const findingText = (finding: DraftFinding, view: DraftView, say: Say): string =>
  say(finding.isNew ? newGridCrewWords : findingWords[finding.code], {
    area: counted(Math.max(1, Math.round(finding.areaM2 ?? 0))),
    other: view.grids.find(({ id }) => id === finding.other)?.name ?? '',
    barrier: finding.barrier?.name ?? '',
    roles: (finding.missing ?? []).map((role) => say(crewRoleWords[role])).join(say(screen.and)),
    parts: finding.parts ?? 0,
    beat: finding.beat ?? '',
    households: finding.households ?? 0,
    beyond: Math.abs(finding.beyond ?? 0),
    direction: say((finding.beyond ?? 0) > 0 ? screen.above : screen.below),
    beats: (finding.beats ?? [])
      .map(({ name, shareOfArea }) => `${name ?? say(noBeatWords)} ${Math.round(100 * shareOfArea)} %`)
      .join(say(screen.and)),
    building: view.buildings.find(({ id }) => id === finding.building)?.name ?? '',
  })

/** What to look at before publishing; a click goes there, and says why it matters and what to do. */
export const FindingList = ({ view }: { view: DraftView }) => {
  const say = useSay()
  const sayOfLayer = useLayerSay()
  const { select, zoomTo } = useAtlas()
  const [opened, setOpened] = useState<string | null>(null)
  const placeOf = usePlaceOf()
  const known = new Set(view.balance.map(({ grid }) => grid))
  const errors = view.findings.filter(({ severity }) => severity === 'error').length
  return (
    <section className="findings" aria-label={say(screen.findings)} data-testid="findings">
      <header className="panel-head">
        <h2>{say(screen.findings)}</h2>
        <span className="panel-count" data-testid="findings-count" data-errors={errors}>
          {say(screen.findingsCount, { errors, warnings: view.findings.length - errors })}
        </span>
      </header>
      {view.findings.length === 0 ? (
        <p className="findings-none">
          <Icon name="check" />
          {sayOfLayer(screen.noFindings)}
        </p>
      ) : (
        <ul>
          {view.findings.map((finding) => (
            <li key={keyOf(finding)}>
              <button
                type="button"
                className={`finding finding-${finding.severity}`}
                data-testid="finding"
                data-code={finding.code}
                aria-expanded={opened === keyOf(finding)}
                onClick={() => {
                  if (known.has(finding.grid)) select(finding.grid, false)
                  zoomTo(finding.at)
                  setOpened(opened === keyOf(finding) ? null : keyOf(finding))
                }}
              >
                <Icon name={finding.severity === 'error' ? 'block' : 'alert'} />
                <span>
                  {placeOf(finding.gridCode)} <b title={finding.gridName}>{finding.gridName}</b>{' '}
                  {findingText(finding, view, say)}
                </span>
                <small>{say(finding.severity === 'error' ? screen.error : screen.warning)}</small>
              </button>
              {opened === keyOf(finding) && (
                <p
                  ref={(advice) => advice?.scrollIntoView({ block: 'nearest' })}
                  className="finding-advice"
                  data-testid="finding-advice"
                >
                  {say(findingAdvice[finding.code])}
                </p>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
