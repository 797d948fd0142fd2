import { useSay } from '../state/preferences.ts'
import { useSession } from '../state/session.ts'
import { mayCommand, useWorkspace, WORKSPACES } from '../state/workspace.ts'
import { command } from '../words/command.ts'
import { liaison } from '../words/liaison.ts'
import { screen } from '../words/screen.ts'

const WORDS = { planning: screen.planning, command: command.command, liaison: liaison.liaison }

/** 规划 · 指挥 · 警格: the workspaces that this person may enter. */
export const WorkspaceTabs = () => {
  const say = useSay()
  const session = useSession((state) => state.session)
  const { workspace, go } = useWorkspace()
  return (
    <nav className="workspace-tabs" aria-label={say(screen.workspaces)}>
      {WORKSPACES.filter((name) => name !== 'command' || mayCommand(session) || workspace === name).map(
        (name) => (
          <button
            key={name}
            type="button"
            className="workspace-tab"
            aria-current={name === workspace ? 'page' : undefined}
            data-testid={`workspace-${name}`}
            onClick={() => go(name)}
          >
            {say(WORDS[name])}
          </button>
        ),
      )}
    </nav>
  )
}
