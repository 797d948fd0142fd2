import { useEffect, useLayoutEffect } from 'react'
import { CommandCenter } from './command/commandCenter.tsx'
import { FirstAccount } from './firstAccount.tsx'
import { Liaison } from './liaison/liaison.tsx'
import { Workspace } from './plan/workspace.tsx'
import { SignIn } from './signIn.tsx'
import { usePlanning } from './state/planning.ts'
import { usePreferences, useSay } from './state/preferences.ts'
import { useSession } from './state/session.ts'
import { useWorkspace } from './state/workspace.ts'
import { Failed } from './ui/failed.tsx'
import { usePageTheme } from './ui/pageTheme.ts'
import { Empty, Skeleton } from './ui/parts.tsx'
import { command } from './words/command.ts'
import { liaison } from './words/liaison.ts'
import { screen } from './words/screen.ts'

const WORKSPACES = { planning: Workspace, command: CommandCenter, liaison: Liaison }
const WORKSPACE_WORDS = { planning: screen.planning, command: command.command, liaison: liaison.liaison }

export const App = () => {
  const say = useSay()
  const { status, settings, failure, signingIn, start, cancelSignIn } = useSession()
  const { theme, language } = usePreferences()
  const { workspace, isWall } = useWorkspace()
  const Here = WORKSPACES[workspace]

  useEffect(() => {
    void start()
  }, [start])
  usePageTheme(workspace === 'command' && isWall ? 'dark' : theme)
  useLayoutEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
    document.title = `${say(screen.product)} · ${say(WORKSPACE_WORDS[workspace])}`
  })

  const setupToken = location.pathname === '/setup' && new URLSearchParams(location.search).get('token')
  if (setupToken) return <FirstAccount token={setupToken} />
  if (status === 'starting') return <Skeleton lines={3} label={say(screen.loading)} />
  if (status === 'failed' && failure)
    return (
      <main className="sign-in">
        <Failed failure={failure} onRetry={start} />
      </main>
    )
  if (!settings)
    return (
      <main>
        <SignIn isDemo={false} reason="first" />
      </main>
    )
  return (
    <>
      <div className="page" inert={signingIn !== 'no'}>
        {settings.district ? (
          <Here settings={settings} district={settings.district} />
        ) : (
          <main className="sign-in">
            <Empty>{say(screen.nothingLoaded)}</Empty>
          </main>
        )}
      </div>
      {signingIn !== 'no' && (
        <SignIn
          isDemo={settings.demo}
          reason={signingIn}
          onDone={() => usePlanning.getState().resume()}
          {...(signingIn === 'asked' && { onCancel: cancelSignIn })}
        />
      )}
    </>
  )
}
