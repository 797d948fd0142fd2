import { useEffect, useLayoutEffect } from 'react'
import { Workspace } from './plan/workspace.tsx'
import { usePlanning } from './state/planning.ts'
import { usePreferences, useSay } from './state/preferences.ts'
import { useSession } from './state/session.ts'
import { Failed } from './ui/failed.tsx'
import { BANDS, bandColours, bandInk } from './ui/palette.ts'
import { Empty, Skeleton } from './ui/parts.tsx'
import { SignIn } from './ui/signIn.tsx'
import { screen } from './words/screen.ts'

export const App = () => {
  const say = useSay()
  const { status, session, settings, failure, start } = useSession()
  const { theme, language } = usePreferences()

  useEffect(() => {
    void start()
  }, [start])
  useLayoutEffect(() => {
    const root = document.documentElement
    root.dataset.theme = theme
    for (const band of BANDS) {
      root.style.setProperty(`--band-${band}`, bandColours[theme][band])
      root.style.setProperty(`--ink-${band}`, bandInk[theme][band])
    }
  }, [theme])
  useLayoutEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
    document.title = `${say(screen.product)} · ${say(screen.planning)}`
  })

  if (status === 'starting') return <Skeleton lines={3} label={say(screen.loading)} />
  if (status === 'failed' && failure)
    return (
      <main className="sign-in">
        <Failed failure={failure} onRetry={start} />
      </main>
    )
  if (!session || !settings) return <SignIn isDemo isAgain={false} />
  return (
    <>
      {settings.district ? (
        <Workspace settings={settings} district={settings.district} />
      ) : (
        <main className="sign-in">
          <Empty>{say(screen.nothingLoaded)}</Empty>
        </main>
      )}
      {status === 'signedOut' && (
        <SignIn isDemo={settings.demo} isAgain onDone={() => usePlanning.getState().resume()} />
      )}
    </>
  )
}
