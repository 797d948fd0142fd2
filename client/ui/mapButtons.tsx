import { useSay } from '../state/preferences.ts'
import { screen } from '../words/screen.ts'
import { Icon } from './icons.tsx'
import { IconButton } from './parts.tsx'

interface MapButtonsProps {
  zoomBy(steps: number): void
  fitHome(): void
}

export const MapButtons = ({ zoomBy, fitHome }: MapButtonsProps) => {
  const say = useSay()
  return (
    <div className="map-zoom">
      <IconButton label={say(screen.zoomIn)} className="tip-left" onClick={() => zoomBy(1)}>
        <Icon name="plus" />
      </IconButton>
      <IconButton label={say(screen.zoomOut)} className="tip-left" onClick={() => zoomBy(-1)}>
        <Icon name="minus" />
      </IconButton>
      <IconButton label={say(screen.fitAll)} className="tip-left" onClick={fitHome}>
        <Icon name="frame" />
      </IconButton>
    </div>
  )
}
