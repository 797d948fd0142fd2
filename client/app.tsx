import { useEffect, useLayoutEffect } from 'react'
import { FirstAccount } from './firstAccount.tsx'
import { Failed } from './plan/failed.tsx'
import { Workspace } from './plan/workspace.tsx'
import { SignIn } from './signIn.tsx'
import { usePlanning } from './state/planning.ts'
import { usePreferences, useSay } from './state/preferences.ts'
import { useSession } from './state/session.ts'
import { shadeColours, shadeInk } from './state/theme.ts'
import { Empty, Skeleton } from './ui/parts.tsx'
import { screen } from './words/screen.ts'
import { SHADES } from './words/shades.ts'

export const App = () => {
  const say = useSay()
  const { status, settings, failure, signingIn, start, cancelSignIn } = useSession()
  const { theme, language } = usePreferences()

  useEffect(() => {
    void start()
  }, [start])
  useLayoutEffect(() => {
    const root = document.documentElement
    root.dataset.theme = theme
    for (const shade of SHADES) {
      root.style.setProperty(`--band-${shade}`, shadeColours[theme][shade])
      root.style.setProperty(`--ink-${shade}`, shadeInk[theme][shade])
    }
  }, [theme])
  useLayoutEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
    document.title = `${say(screen.product)} · ${say(screen.planning)}`
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
          <Workspace settings={settings} district={settings.district} />
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
