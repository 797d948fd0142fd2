import { useNotices } from '../state/notices.ts'
import { useSay } from '../state/preferences.ts'
import { screen } from '../words/screen.ts'
import { Icon } from './icons.tsx'
import { IconButton } from './parts.tsx'

const icons = { plain: 'cloud', bad: 'alert', lost: 'alert' } as const

/** What just happened, in words, over the map; read out politely, gone by itself. */
export const Notices = () => {
  const say = useSay()
  const { notices, dismiss } = useNotices()
  return (
    <ul className="notices" aria-live="polite">
      {notices.map(({ id, tone, words, fill }) => (
        <li key={id} className={`notice notice-${tone}`} data-testid="notice">
          <Icon name={icons[tone]} />
          <span>{say(words, fill)}</span>
          <IconButton label={say(screen.close)} onClick={() => dismiss(id)}>
            <Icon name="close" />
          </IconButton>
        </li>
      ))}
    </ul>
  )
}
