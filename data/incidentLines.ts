import { collectionHead } from './geojson.ts'
import type { WorldIncident } from './incidents.ts'
import type { World } from './world.ts'

/** Cases as the pieces of a GeoJSON text, one after the other: half a million are never held at once. */
export function* incidentLines(world: World, cases: Iterable<WorldIncident>): Generator<string> {
  yield `${JSON.stringify(collectionHead(world, 'incidents')).slice(0, -1)},"features":[`
  let separator = '\n'
  for (const one of cases) {
    yield `${separator}${JSON.stringify(featureOf(one))}`
    separator = ',\n'
  }
  yield '\n]}\n'
}

/** As reported, and how it ended: its log stays here. */
function featureOf({ id, position, log, attribution, externalId, ...told }: WorldIncident): object {
  const [first] = log
  const last = log.at(-1) ?? first
  const { channel, category, text, address, occurredAt } = told
  return {
    type: 'Feature',
    id,
    geometry: { type: 'Point', coordinates: position },
    properties: {
      ...{ channel, source: told.source ?? channel, external_id: externalId ?? id, category },
      matter: 'matter' in first.act ? (first.act.matter?.code ?? null) : null,
      ...{ text, address },
      occurred_at: new Date(occurredAt).toISOString(),
      reported_at: new Date(first.at).toISOString(),
      state: last.to,
      ended_at: ['closed', 'merged'].includes(last.to) ? new Date(last.at).toISOString() : null,
      grid: attribution.grid?.code ?? null,
      beat: attribution.beat?.code ?? null,
    },
  }
}
