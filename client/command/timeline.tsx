import type { CaseDetail, TimelineRow } from '#contract/incident.ts'
import { useSay } from '../state/preferences.ts'
import { unitWords } from '../words/caseWords.ts'
import { command } from '../words/command.ts'
import {
  actionWords,
  actorRoleWords,
  caseStateWords,
  clockReasonWords,
  levelWords,
  supervisionWords,
} from '../words/incident.ts'
import { PhotoStrip } from './photoStrip.tsx'
import { useMatterName, useMoment } from './useNames.ts'

/** The log of a case, the newest step first: who, as what, when, and what they said. */
export const Timeline = ({ one, onPhoto }: { one: CaseDetail; onPhoto(id: string): void }) => {
  const say = useSay()
  const moment = useMoment()
  const matterName = useMatterName()
  const aboutOf = ({ matter, level, holder, called, colour, until }: TimelineRow): string =>
    [
      matter && matterName(matter),
      level && say(levelWords[level]),
      holder && say(command.toHolder, { name: unitWords(holder) }),
      called?.map(({ name }) => say(unitWords({ kind: 'department', name }))).join('、'),
      colour && say(supervisionWords[colour]),
      until && say(command.untilDay, { time: moment(until) }),
    ]
      .filter(Boolean)
      .join(' · ')
  return (
    <ol className="case-timeline" data-testid="case-timeline">
      {[...one.timeline].reverse().map((row) => {
        const { version, action, at, by, from, to, reason, opinion, attachments } = row
        const about = aboutOf(row)
        const why = reason && (clockReasonWords[reason as keyof typeof clockReasonWords] ?? reason)
        return (
          <li key={version} data-action={action}>
            <p>
              <b>{say(actionWords[action])}</b>
              {from !== null && from !== to && <span> → {say(caseStateWords[to])}</span>}
              <time className="number" dateTime={at}>
                {moment(at)}
              </time>
            </p>
            <small>
              {by.name || say(actorRoleWords[by.role])} · {say(actorRoleWords[by.role])}
            </small>
            {about && <p>{about}</p>}
            {why && <p className="case-said">{typeof why === 'string' ? why : say(why)}</p>}
            {opinion && <p className="case-said">{opinion}</p>}
            {attachments && <PhotoStrip incident={one.id} attachments={attachments} onOpen={onPhoto} />}
          </li>
        )
      })}
    </ol>
  )
}
