import { useEffect, useRef } from 'react'
import { useSay } from '../state/preferences.ts'
import { useSession } from '../state/session.ts'
import { useShiftDesk, useToTakeOver } from '../state/shiftDesk.ts'
import { isDesk } from '../state/workspace.ts'
import { Icon } from '../ui/icons.tsx'
import { IconButton } from '../ui/parts.tsx'
import { Segments } from '../ui/segments.tsx'
import { useTopmost } from '../ui/topmost.ts'
import { screen } from '../words/screen.ts'
import { shift } from '../words/shift.ts'
import { BriefPage } from './briefPage.tsx'
import { HandoverPage } from './handoverPage.tsx'

/** The shift over the map, beside the queue that its figures open: its brief, and who hands over to whom. */
export const ShiftPage = () => {
  const say = useSay()
  const { page, show } = useShiftDesk()
  const session = useSession((state) => state.session)
  const toTakeOver = useToTakeOver()
  useTopmost(page !== null, () => show(null))
  const section = useRef<HTMLElement>(null)
  useEffect(() => {
    if (page) section.current?.focus()
  }, [page])
  if (page === null) return null
  return (
    <section
      className="shift-page"
      ref={section}
      tabIndex={-1}
      aria-label={say(shift.shift)}
      data-testid="shift-page"
    >
      <header className="shift-head">
        {isDesk(session) ? (
          <Segments
            label={shift.page}
            options={['brief', 'handover'] as const}
            value={page}
            wordsOf={(one) => shift[one]}
            testid="shift-page"
            onChoose={(one) => show(one)}
          />
        ) : (
          <h2>{say(shift.brief)}</h2>
        )}
        {toTakeOver > 0 && page === 'brief' && <small className="shift-waits">{say(shift.waits)}</small>}
        <IconButton label={say(screen.close)} hint="Esc" className="tip-left" onClick={() => show(null)}>
          <Icon name="close" />
        </IconButton>
      </header>
      {page === 'brief' ? <BriefPage /> : <HandoverPage />}
    </section>
  )
}
