import { useEffect } from 'react'
import type { Settings } from '#contract/settings.ts'
import { useAtlas } from '../state/atlas.ts'
import { useCaseDesk } from '../state/caseDesk.ts'
import { useCases } from '../state/cases.ts'
import { useCatalogue } from '../state/catalogue.ts'
import { useSay } from '../state/preferences.ts'
import { useSession } from '../state/session.ts'
import { useShiftDesk } from '../state/shiftDesk.ts'
import { mayCommand, useWorkspace } from '../state/workspace.ts'
import { Button, Empty } from '../ui/parts.tsx'
import { TopBar } from '../ui/topBar.tsx'
import { command } from '../words/command.ts'
import { screen } from '../words/screen.ts'
import { Desk } from './desk.tsx'
import { MattersPage } from './mattersPage.tsx'
import { Wall } from './wall.tsx'
import './command.css'

interface CommandCenterProps {
  readonly settings: Settings
  readonly district: NonNullable<Settings['district']>
}

/** 指挥: the desk of the command center. */
export const CommandCenter = (props: CommandCenterProps) => {
  const say = useSay()
  const { session, askToSignIn } = useSession()
  if (!mayCommand(session))
    return (
      <div className="no-entry">
        <TopBar>
          <span className="bar-gap" />
        </TopBar>
        <main>
          <Empty>{say(command.notForYou)}</Empty>
          {!session && <Button onClick={askToSignIn}>{say(screen.signIn)}</Button>}
        </main>
      </div>
    )
  return <Followed {...props} />
}

const Followed = (props: CommandCenterProps) => {
  const scope = useSession((state) => state.session?.scope ?? props.district.code)
  const load = useAtlas((state) => state.load)
  const { opened, isWall, page } = useWorkspace()
  useEffect(() => {
    if (useAtlas.getState().root !== scope || useAtlas.getState().status !== 'ready') void load(scope)
  }, [load, scope])
  useEffect(() => {
    void useCatalogue.getState().load()
    const stops = [useCases.getState().follow(), useShiftDesk.getState().follow()]
    return () => {
      for (const stop of stops) stop()
    }
  }, [])
  useEffect(() => useCaseDesk.getState().show(opened), [opened])
  // The open case follows what is heard of it.
  const newest = useCases(({ arrivals }) => arrivals.find((one) => one.case.id === opened)?.case.version ?? 0)
  useEffect(() => {
    const { detail, reload } = useCaseDesk.getState()
    if (detail && newest > detail.version) void reload()
  }, [newest])
  if (page === 'matters') return <MattersPage />
  return isWall ? <Wall {...props} /> : <Desk {...props} />
}
