import type { PlanSummary } from '#contract/plan.ts'
import { usePlanning } from '../state/planning.ts'
import { useSay } from '../state/preferences.ts'
import { useSession } from '../state/session.ts'
import { covered, type Level, levelOf, levelOfSigner, signedFor } from '../state/signing.ts'
import { Icon } from '../ui/icons.tsx'
import { Button, Menu } from '../ui/parts.tsx'
import { signatureWords } from '../words/codes.ts'
import { levelsSpoken, signing } from '../words/signing.ts'

/** Who signed a plan, for whom a higher level stands in, and who is awaited. */
export const Signatures = ({ summary }: { summary: PlanSummary }) => {
  const say = useSay()
  if (summary.status === 'draft' || summary.status === 'withdrawn') return null
  const { levels, by } = covered(summary)
  return (
    <ul className="signatures" aria-label={say(signing.signatures)}>
      {summary.signatures.map(({ level, name }) => (
        <li key={level} className="signed" data-testid="signature">
          <Icon name="check" />
          {say(signing.signedBy, { level: signatureWords[level], name })}
        </li>
      ))}
      {levels.length > 0 && by && (
        <li className="signed" data-testid="signature-covered">
          {say(signing.coveredBy, { levels: levelsSpoken(levels), by: signatureWords[by] })}
        </li>
      )}
      {summary.missingSignatures.map((level) => (
        <li key={level} data-testid="signature-missing">
          {say(signing.unsigned, { level: signatureWords[level] })}
        </li>
      ))}
    </ul>
  )
}

/** The next step of a plan that was handed in, for whoever looks at it: to sign, to publish, or to wait for others. */
export const useNextStep = (summary: PlanSummary): 'sign' | 'publish' | 'wait' => {
  const session = useSession((state) => state.session)
  const level = levelOfSigner(session)
  if (signedFor(summary, level).length > 0) return 'sign'
  const isDistrict = levelOf(session?.scope ?? '') === 'district'
  return summary.missingSignatures.length === 0 && isDistrict ? 'publish' : 'wait'
}

/** Whom a plan waits for. */
export const Awaited = ({ summary: { missingSignatures } }: { summary: PlanSummary }) => {
  const say = useSay()
  return (
    <span className="plan-note" data-testid="awaited">
      {missingSignatures.length > 0
        ? say(signing.awaitsSignature, { levels: levelsSpoken(missingSignatures) })
        : say(signing.awaitsPublication)}
    </span>
  )
}

/** Says for which levels one signs before it is done. */
export const Sign = ({ summary }: { summary: PlanSummary }) => {
  const say = useSay()
  const { act, acting } = usePlanning()
  const level: Level = levelOfSigner(useSession((state) => state.session))
  const others = signedFor(summary, level).filter((each) => each !== level)
  return (
    <Menu
      label={say(signing.sign)}
      align="end"
      className="menu-up publish"
      trigger={
        <span className="button button-main" data-testid="sign">
          {say(signing.sign)}
        </span>
      }
    >
      {(close) => (
        <div className="ask">
          <p data-testid="sign-for">
            {say(others.length > 0 ? signing.signsOthers : signing.signsOwn, {
              level: signatureWords[level],
              levels: levelsSpoken(others),
              name: summary.name,
            })}
          </p>
          <Button
            tone="main"
            busy={acting === 'sign'}
            disabled={acting !== null}
            data-testid="sign-confirm"
            onClick={async () => {
              if (await act('sign')) close()
            }}
          >
            {say(signing.confirmSign)}
          </Button>
        </div>
      )}
    </Menu>
  )
}
