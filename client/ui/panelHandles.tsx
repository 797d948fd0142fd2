import { useEffect } from 'react'
import { type Side, usePreferences, useSay } from '../state/preferences.ts'
import { screen } from '../words/screen.ts'
import { Icon } from './icons.tsx'

/** A small handle at each edge of the map puts the panel beside it away and brings it back; ⌘\ both. */
export const PanelHandles = ({ isMac }: { isMac: boolean }) => {
  const say = useSay()
  const { panels, showPanels } = usePreferences()

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '\\' || !(event.metaKey || event.ctrlKey)) return
      event.preventDefault()
      const { left, right } = usePreferences.getState().panels
      const isAny = left || right
      showPanels({ left: !isAny, right: !isAny })
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [showPanels])

  const handle = (side: Side, name: string) => (
    <button
      type="button"
      className={`panel-handle panel-handle-${side}`}
      aria-expanded={panels[side]}
      aria-label={name}
      title={`${say(panels[side] ? screen.putAway : screen.bringBack, { name })} · ${isMac ? '⌘' : 'Ctrl '}\\`}
      data-testid={`panel-${side}`}
      onClick={() => showPanels({ ...panels, [side]: !panels[side] })}
    >
      <Icon name="back" />
    </button>
  )
  return (
    <>
      {handle('left', say(screen.listPanel))}
      {handle('right', say(screen.detailPanel))}
    </>
  )
}
