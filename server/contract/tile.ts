import { z } from 'zod'

/** The layers of /tiles/:layer/:z/:x/:y.mvt; the name of a layer is also the name of the layer inside its tiles. */
export const TileLayer = z.enum([
  'areas',
  'grids',
  'grid_labels',
  'buildings',
  'places',
  'beats',
  'roads',
  'water',
  'green',
  'incidents',
])
export type TileLayer = z.infer<typeof TileLayer>

/** Deepest zoom that tiles are made for. */
export const MAX_TILE_ZOOM = 20
