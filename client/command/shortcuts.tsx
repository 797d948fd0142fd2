import { useSay } from '../state/preferences.ts'
import { Icon } from '../ui/icons.tsx'
import { IconButton } from '../ui/parts.tsx'
import { useTopmost } from '../ui/topmost.ts'
import { command } from '../words/command.ts'
import { screen } from '../words/screen.ts'
import { shift } from '../words/shift.ts'

const KEYS = [
  ['J · K · ↓ · ↑', command.keyNext],
  ['F', command.keyFile],
  ['A', command.keyAssign],
  ['C', command.keyClose],
  ['N', command.keyReport],
  ['B', shift.keyBrief],
  ['H', shift.keyHandover],
  ['/', command.keySearch],
  ['Esc', command.keyEsc],
  ['?', command.keyHelp],
] as const

/** The keys of the desk. */
export const Shortcuts = ({ close }: { close(): void }) => {
  const say = useSay()
  useTopmost(true, close)
  return (
    <section className="shortcuts" aria-label={say(command.shortcuts)}>
      <header>
        <h2>{say(command.shortcuts)}</h2>
        <IconButton label={say(screen.close)} className="tip-left" onClick={close}>
          <Icon name="close" />
        </IconButton>
      </header>
      <dl>
        {KEYS.map(([keys, words]) => (
          <div key={keys}>
            <dt>
              <kbd className="kbd">{keys}</kbd>
            </dt>
            <dd>{say(words)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
