import type { MapActions } from '../map/mapView.tsx'
import { useSay } from '../state/preferences.ts'
import { Icon } from '../ui/icons.tsx'
import { IconButton } from '../ui/parts.tsx'
import { screen } from '../words/screen.ts'

export const MapButtons = ({ zoomBy, fitHome }: MapActions) => {
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
