import type { ReactNode } from 'react'
import { usePreferences, useSay } from '../state/preferences.ts'
import { useSession } from '../state/session.ts'
import { roleWords } from '../words/codes.ts'
import { screen } from '../words/screen.ts'
import { Icon, Mark } from './icons.tsx'
import { Button, IconButton, Menu } from './parts.tsx'
import { WorkspaceTabs } from './workspaceTabs.tsx'

/** 织网 with its workspaces; what a workspace adds; theme, language and account. */
export const TopBar = ({ children }: { children: ReactNode }) => {
  const say = useSay()
  const { theme, language, setTheme, setLanguage } = usePreferences()
  const { session, settings, signOut, askToSignIn } = useSession()
  const isDark = theme === 'dark'
  return (
    <header className="top-bar">
      <h1 className="brand">
        <Mark />
        {say(screen.product)}
      </h1>
      <WorkspaceTabs />
      {children}
      {settings?.demo && (
        <span className="demo-mark" title={say(screen.demoDataTip)}>
          {say(screen.demoData)}
        </span>
      )}
      <IconButton
        label={say(screen.theme, { theme: say(isDark ? screen.lightTheme : screen.darkTheme) })}
        onClick={() => setTheme(isDark ? 'light' : 'dark')}
        data-testid="theme"
      >
        <Icon name={isDark ? 'sun' : 'moon'} />
      </IconButton>
      <button
        type="button"
        className="menu-trigger"
        lang={language === 'zh' ? 'en' : 'zh-CN'}
        onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
        data-testid="language"
      >
        {say(screen.otherLanguage)}
      </button>
      {session ? (
        <Menu
          label={say(screen.account, { name: session.name })}
          align="end"
          trigger={
            <>
              <Icon name="person" />
              <span>{session.name}</span>
              <Icon name="down" />
            </>
          }
        >
          {() => (
            <>
              <p className="account">
                <b>{session.name}</b>
                <span>
                  {say(roleWords[session.role])} · {session.scopeName}
                </span>
              </p>
              <button type="button" className="menu-item" onClick={signOut} data-testid="sign-out">
                {say(screen.signOut)}
              </button>
            </>
          )}
        </Menu>
      ) : (
        <Button onClick={askToSignIn} data-testid="ask-sign-in">
          <Icon name="person" />
          {say(screen.signIn)}
        </Button>
      )}
    </header>
  )
}
