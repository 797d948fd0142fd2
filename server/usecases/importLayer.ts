import { randomUUID } from 'node:crypto'
import { unionOfCoverage } from '#core/geometry/union.ts'
import type { WorldArea } from '../../data/world.ts'
import { recordAudit } from '../db/audit.ts'
import { storeCameras } from '../db/cameras.ts'
import type { Actor, Database, Transaction } from '../db/database.ts'
import { storeAreas, storeBeats, storeBuildings, storedLayers, storeGrids } from '../db/imports.ts'
import { storeStations } from '../db/stations.ts'
import { beatRows } from '../import/beats.ts'
import { buildingRows } from '../import/buildings.ts'
import { cameraRows } from '../import/cameras.ts'
import { communityRows } from '../import/communities.ts'
import { toWgs84From } from '../import/crs.ts'
import { type Features, featuresOf } from '../import/geojson.ts'
import { gridRows, type NamedArea } from '../import/grids.ts'
import { insideOf } from '../import/inside.ts'
import type { Known } from '../import/known.ts'
import { type ImportReport, isClean } from '../import/report.ts'
import { stationRows } from '../import/stations.ts'
import { importedReports } from './importReports.ts'

export const IMPORT_LAYERS = [
  'communities',
  'grids',
  'buildings',
  'stations',
  'beats',
  'incidents',
  'cameras',
] as const
export type ImportLayer = (typeof IMPORT_LAYERS)[number]

const DEADLINE_MS = 900_000

export interface ImportRequest {
  readonly layer: ImportLayer
  readonly text: string
  readonly crs: string
  /** For grids that name none, instead of a community of their own. */
  readonly community: NamedArea | undefined
  /** How far apart two edges may lie and still be the same edge. */
  readonly toleranceM: number
  /** `report` stores nothing; `clean` stores if there is nothing to look at; `confirmed` stores what can be. */
  readonly store: 'report' | 'clean' | 'confirmed'
}

export type ImportOutcome =
  | { readonly ok: true; readonly report: ImportReport; readonly stored: boolean }
  | { readonly ok: false; readonly code: 'crs_unknown' | 'not_geojson' }

/** Reads a layer, says what was found, and stores it if nothing is wrong or somebody confirmed it. All or nothing. */
export async function importLayer(
  database: Database,
  actor: Actor,
  request: ImportRequest,
): Promise<ImportOutcome> {
  const toWgs84 = toWgs84From(request.crs)
  if (toWgs84 === null) return { ok: false, code: 'crs_unknown' }
  const features = featuresOf(request.text, toWgs84)
  if (features === null) return { ok: false, code: 'not_geojson' }

  return database.transaction(
    actor,
    async (tx) => {
      const known = await storedLayers(tx)
      const { report, write } = await importers[request.layer](features, known, request, tx)
      const stored =
        report.accepted > 0 &&
        (request.store === 'confirmed' || (request.store === 'clean' && isClean(report)))
      if (stored) {
        await write(tx)
        await recordAudit(tx, 'layerImported', `layer:${request.layer}`, {
          crs: request.crs,
          accepted: report.accepted,
          refused: report.badRows.length,
          doubts: report.doubts.length,
        })
      }
      return { ok: true, report, stored }
    },
    DEADLINE_MS,
  )
}

interface Imported {
  readonly report: ImportReport
  readonly write: (tx: Transaction) => Promise<void>
}
type Importer = (
  features: Features,
  known: Known,
  request: ImportRequest,
  tx: Transaction,
) => Imported | Promise<Imported>

const importers: Record<ImportLayer, Importer> = {
  communities(features, known, { toleranceM }) {
    const { report, areas } = communityRows(features, known, toleranceM)
    return { report, write: (tx) => storeAreas(tx, areas) }
  },
  grids(features, known, { community, toleranceM }) {
    const fallback = community ?? { code: `${placeholderStreet(known)}001`, name: '导入社区' }
    const { report, areas, grids } = gridRows(features, known, fallback, toleranceM)
    return {
      report,
      write: async (tx) => {
        await storeAreas(tx, areas)
        await storeGrids(
          tx,
          grids.map(({ id, code, name, type, community, shape }) => ({
            ...{ id, code, name, type, community, shape },
            locked: false,
          })),
        )
      },
    }
  },
  buildings(features, known) {
    const { report, buildings } = buildingRows(features, known)
    return { report, write: (tx) => storeBuildings(tx, buildings) }
  },
  stations(features, known) {
    const { report, stations } = stationRows(features, known)
    return { report, write: (tx) => storeStations(tx, stations) }
  },
  beats(features, known, { toleranceM }) {
    const code = `${placeholderStreet(known)}000`
    const stored = known.stations.get(code)
    const id = stored?.id ?? randomUUID()
    const { report, beats } = beatRows(features, known, { code, id }, toleranceM)
    return {
      report,
      write: async (tx) => {
        if (!stored && beats.some(({ station }) => station === id))
          await storePlaceholderStation(tx, known, { id, code }, () =>
            unionOfCoverage(beats.map(({ shape }) => shape)),
          )
        await storeBeats(tx, beats)
      },
    }
  },
  cameras(features, known) {
    const { report, cameras } = cameraRows(features, known)
    return { report, write: (tx) => storeCameras(tx, cameras) }
  },
  incidents: (features, known, _request, tx) => importedReports(tx, features, known),
}

/** Where things go whose file does not say: a street 990 of the district, made when first needed. */
const placeholderStreet = ({ district }: Known): string => `${district?.code ?? '990000'}990`

async function storePlaceholderStation(
  tx: Transaction,
  known: Known,
  { id, code }: { id: string; code: string },
  shape: () => WorldArea['shape'],
): Promise<void> {
  const street: WorldArea = {
    code: placeholderStreet(known),
    name: '导入街道',
    level: 'street',
    parent: known.district?.code ?? '990000',
    shape: known.areas.get(placeholderStreet(known))?.shape ?? shape(),
  }
  const district: WorldArea = { ...street, code: '990000', name: '导入区', level: 'district', parent: null }
  await storeAreas(tx, known.district ? [street] : [district, street])
  const position = insideOf(street.shape)
  await storeStations(tx, [{ id, code, name: '导入派出所', street: street.code, position }])
}
