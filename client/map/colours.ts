import type { Theme } from '../state/theme.ts'

/** Everything on the map but the bands, which the whole page shares. */
export interface MapColours {
  readonly ground: string
  readonly park: string
  readonly hill: string
  readonly river: string
  readonly road: string
  readonly roadCasing: string
  readonly railway: string
  readonly building: string
  readonly buildingEdge: string
  readonly gridEdge: string
  readonly communityEdge: string
  readonly streetEdge: string
  readonly label: string
  readonly labelHalo: string
  readonly quietLabel: string
  readonly selected: string
  readonly hovered: string
  readonly accent: string
  readonly refused: string
  /** A line that cannot be, a building that would be cut. */
  readonly warning: string
  /** Red, green, blue, opacity of the stroke. */
  readonly hatch: readonly [number, number, number, number]
}

export const mapColours: Record<Theme, MapColours> = {
  light: {
    ground: '#edefe9',
    park: '#c6dfbb',
    hill: '#dde7d2',
    river: '#9ec9de',
    road: '#ffffff',
    roadCasing: '#b9beb8',
    railway: '#7c8480',
    building: '#cfc8ba',
    buildingEdge: '#9f9787',
    gridEdge: '#5d6d67',
    communityEdge: '#2c3b36',
    streetEdge: '#16211d',
    label: '#14201c',
    labelHalo: '#ffffff',
    quietLabel: '#36433e',
    selected: '#0c1512',
    hovered: '#3a4a44',
    accent: '#00776b',
    refused: '#6b6b6b',
    warning: '#b3261e',
    hatch: [20, 28, 25, 0.3],
  },
  dark: {
    ground: '#161c1b',
    park: '#1f3327',
    hill: '#1b2721',
    river: '#1f4256',
    road: '#4b5754',
    roadCasing: '#1a2120',
    railway: '#75807c',
    building: '#4a4f4c',
    buildingEdge: '#6d7470',
    gridEdge: '#7d8d87',
    communityEdge: '#c3d0cb',
    streetEdge: '#f1f6f4',
    label: '#f2f7f5',
    labelHalo: '#10161a',
    quietLabel: '#aebbb6',
    selected: '#ffffff',
    hovered: '#d5e0db',
    accent: '#4fd6c4',
    refused: '#9a9a9a',
    warning: '#ff8a7a',
    hatch: [255, 255, 255, 0.22],
  },
}
