import { type Map as MapLibre, Marker } from 'maplibre-gl'
import type { Position } from '#core/geometry/lattice.ts'

/** A numbered button that stands at a place. */
export interface Pin {
  readonly id: string
  readonly at: Position
  readonly text: string
  /** What it is about, for who does not see the map. */
  readonly label: string
  readonly look: 'open' | 'settled' | 'new'
  readonly isSelected: boolean
  readonly isPointed: boolean
}

export interface PinEvents {
  /** Chosen by a click or by Enter. */
  selectPin(id: string): void
  /** Under the pointer or focused; null when it is left. */
  pointPin(id: string | null): void
}

/** Keeps the pins on the map as they are told; they are buttons, so the Tab key goes from one to the next. */
export const pinBoard = (map: MapLibre, { selectPin, pointPin }: PinEvents) => {
  const markers = new Map<string, Marker>()

  const pinned = (id: string): Marker => {
    const element = document.createElement('button')
    element.type = 'button'
    element.dataset.testid = 'pin'
    // What is done to a pin is not done to the map under it.
    for (const kind of ['mousedown', 'dblclick', 'touchstart'])
      element.addEventListener(kind, (event) => event.stopPropagation())
    element.addEventListener('click', (event) => {
      event.stopPropagation()
      selectPin(id)
    })
    for (const kind of ['pointerenter', 'focus']) element.addEventListener(kind, () => pointPin(id))
    for (const kind of ['pointerleave', 'blur']) element.addEventListener(kind, () => pointPin(null))
    return new Marker({ element, anchor: 'bottom' })
  }

  return {
    show(pins: readonly Pin[]): void {
      const ids = new Set(pins.map(({ id }) => id))
      for (const [id, marker] of markers)
        if (!ids.has(id)) {
          marker.remove()
          markers.delete(id)
        }
      for (const { id, at, text, label, look, isSelected, isPointed } of pins) {
        const known = markers.get(id)
        const marker = (known ?? pinned(id)).setLngLat([at[0], at[1]])
        const element = marker.getElement()
        element.textContent = text
        element.setAttribute('aria-label', label)
        element.setAttribute('aria-pressed', String(isSelected))
        element.classList.add('map-pin')
        element.dataset.look = look
        element.classList.toggle('map-pin-pointed', isPointed)
        if (known) continue
        marker.addTo(map)
        markers.set(id, marker)
      }
    },
  }
}
