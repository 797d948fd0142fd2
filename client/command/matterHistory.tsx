import type { MatterVersion } from '#contract/matter.ts'
import { matterHistory } from '../api/matterEndpoints.ts'
import { differences, type MatterField } from '../state/matters.ts'
import { useSay } from '../state/preferences.ts'
import { useSession } from '../state/session.ts'
import { useAnswer } from '../state/useAnswer.ts'
import { Failed } from '../ui/failed.tsx'
import { Skeleton } from '../ui/parts.tsx'
import { momentOf } from '../words/days.ts'
import { admissionWords, departmentWords, levelWords, limitWords, urgencyWords } from '../words/incident.ts'
import { matterFieldWords, matter as words } from '../words/matter.ts'
import type { Words } from '../words/words.ts'

const plain = (text: string): Words => ({ zh: text, en: text })
const VALUE_WORDS: Record<MatterField, (matter: MatterVersion) => Words> = {
  zh: ({ name }) => plain(name.zh),
  en: ({ name }) => plain(name.en || '–'),
  department: ({ department }) => departmentWords[department],
  limit: ({ limit }) => limitWords[limit],
  urgency: ({ urgency }) => urgencyWords[urgency],
  level: ({ level }) => levelWords[level],
  enforcement: ({ enforcement }) => (enforcement ? words.yes : words.no),
  admission: ({ admission }) => admissionWords[admission],
}

/** Every version of a matter, the newest first: what it changed, why, who made it and when. */
export const MatterHistory = ({ matter: { code, version } }: { matter: MatterVersion }) => {
  const say = useSay()
  const timeZone = useSession((state) => state.settings?.timeZone ?? 'Asia/Shanghai')
  const { retry, ...answer } = useAnswer(`matter ${code} ${version}`, () => matterHistory(code))
  return (
    <section className="card-part">
      <h3>{say(words.history)}</h3>
      {answer.status === 'loading' && <Skeleton lines={4} label={say(words.loading)} />}
      {answer.status === 'failed' && <Failed failure={answer.failure} onRetry={retry} />}
      {answer.status === 'ready' && (
        <ol className="case-timeline" data-testid="matter-history">
          {answer.value.toReversed().map((one, i, versions) => {
            const before = versions[i + 1]
            const begun = one.by === 'system' ? words.initial : words.first
            return (
              <li key={one.version}>
                <p>
                  <b>{say(before ? words.version : begun, { n: one.version })}</b>
                  <time className="number" dateTime={one.validFrom}>
                    {momentOf(one.validFrom, timeZone)}
                  </time>
                </p>
                {one.by !== 'system' && <small>{one.by}</small>}
                {before &&
                  differences(before, one).map((field) => (
                    <p key={field}>
                      {say(words.became, {
                        field: matterFieldWords[field],
                        before: VALUE_WORDS[field](before),
                        after: VALUE_WORDS[field](one),
                      })}
                    </p>
                  ))}
                {one.reason && one.reason !== before?.reason && <p className="case-said">{one.reason}</p>}
              </li>
            )
          })}
        </ol>
      )}
    </section>
  )
}
