import type { Shape } from '#core/geometry/lattice.ts'
import { areaM2 } from '#core/geometry/metres.ts'
import { densifiedOutlines } from '#core/geometry/outline.ts'
import { canonical } from '#core/geometry/shape.ts'
import { unionOfCoverage } from '#core/geometry/union.ts'
import { grouped } from '#core/grouped.ts'
import { numeral } from '#core/plan/numeral.ts'
import { addresses, type Numbers } from './addresses.ts'
import { type BeatPlan, patrolled } from './beats.ts'
import { camerasOf } from './cameras.ts'
import { greenOf, riverOf } from './covers.ts'
import { crewOf } from './crew.ts'
import type { Street } from './divisions.ts'
import { groundOf } from './ground.ts'
import { PURPOSE_WORDS } from './names/words.ts'
import { sharedMetres } from './neighbours.ts'
import { type Premises, placesOf } from './places.ts'
import type { Cut } from './plots.ts'
import { random, uuid } from './random.ts'
import { footfallOf, roadsOf } from './roads.ts'
import { DISTRICTS, type District } from './scales.ts'
import { type Garden, type House, settled } from './settle.ts'
import { sketches } from './sketch.ts'
import { type Lot, laidOut, type Town } from './town.ts'
import type {
  Scale,
  World,
  WorldArea,
  WorldBeat,
  WorldBuilding,
  WorldGrid,
  WorldMisalignment,
  WorldStation,
} from './world.ts'

/**
 * The demo world of a scale: the same seed gives the same world, byte for byte; another seed another town with the
 * same totals. The totals of domain and contract are met exactly.
 */
export function world(scale: Scale, seed: number): World {
  const districts = DISTRICTS[scale].map((district) => districtWorld(district, seed))
  return {
    scale,
    seed,
    areas: districts.flatMap((it) => it.areas),
    grids: districts.flatMap((it) => it.grids),
    buildings: districts.flatMap((it) => it.buildings),
    places: districts.flatMap((it) => it.places),
    stations: districts.flatMap((it) => it.stations),
    beats: districts.flatMap((it) => it.beats),
    people: districts.flatMap((it) => it.people),
    crew: districts.flatMap((it) => it.crew),
    roads: districts.flatMap((it) => it.roads),
    water: districts.flatMap((it) => it.water),
    green: districts.flatMap((it) => it.green),
    cameras: districts.flatMap((it) => it.cameras),
    misaligned: districts.flatMap((it) => it.misaligned),
  }
}

function districtWorld(district: District, seed: number): Omit<World, 'scale' | 'seed'> {
  const source = (part: string) => random(seed, district.code, part)
  const planned = sketches(district.streets, district.density, source('sketches'))
  const town = laidOut(district.streets, planned, district.form, source('town'))

  const standing = source('settle')
  const lanes: Cut[] = []
  const gardens: Garden[] = []
  const housesByLot = town.lots.map((lot) => {
    const built = settled(lot, town, standing)
    lanes.push(...built.lanes)
    gardens.push(...built.gardens)
    return built.houses
  })

  const beats = patrolled(town, housesByLot, neighbours(town), district.misalignments, source('beats'))
  const pieces = groundPieces(town, beats.patrols)

  const grids = gridsOf(town, pieces, seed)
  const buildings = buildingsOf(town, grids, housesByLot, seed)
  const places = district.streets.flatMap((street) =>
    placesOf(street, premisesOf(street, town, buildings, housesByLot), seed),
  )
  const stations = stationsOf(district, town, grids, buildings, seed)
  const roads = roadsOf(town, lanes, district.code, seed)
  const beatRows = beatsOf(beats.streets, pieces, stations, seed)
  return {
    areas: areasOf(district, grids),
    grids,
    buildings: buildings.flat(),
    places,
    stations,
    beats: beatRows,
    ...crewOf(grids, beatRows, stations, district.crewFaults, district.code, seed),
    roads,
    water: [riverOf(town, district.code, seed)],
    green: greenOf(town, gardens, district.code, seed),
    cameras: camerasOf({ grids, buildings: buildings.flat(), roads }, district.code, seed),
    misaligned: misalignedIn(town, grids, beats),
  }
}

/** The grids that `patrolled` was asked to draw wrong. */
function misalignedIn({ lots }: Town, grids: readonly WorldGrid[], plan: BeatPlan): WorldMisalignment[] {
  const beatsByLot = grouped(plan.patrols, ({ lot }) => lot)
  return grids.flatMap(({ id }, i): WorldMisalignment[] => {
    const [first, second] = beatsByLot.get(i) ?? []
    if (second) return [{ grid: id, mismatch: 'two_beats' }]
    if (!first || first.beat === null) return [{ grid: id, mismatch: 'no_beat' }]
    return plan.streets[first.beat] === lots[i]!.street ? [] : [{ grid: id, mismatch: 'other_station' }]
  })
}

function neighbours({ lots, valley }: Town): ReadonlyMap<number, number>[] {
  const plots = lots.flatMap((lot, owner) => lot.plots.map((plot) => ({ plot, owner })))
  const ground = groundOf(
    plots.map(({ plot }) => plot),
    valley,
  )
  return sharedMetres(ground, (polygon) => plots[polygon]!.owner, lots.length)
}

/** Ground that belongs to one lot and one beat. */
interface Piece {
  readonly lot: number
  readonly beat: number | null
  readonly community: string
  readonly shape: Shape
}

function groundPieces(town: Town, patrols: ReturnType<typeof patrolled>['patrols']): Piece[] {
  const plots = patrols.flatMap(({ plots, ...patrol }) => plots.map((plot) => ({ ...patrol, plot })))
  const polygons = groundOf(
    plots.map(({ plot }) => plot),
    town.valley,
  )
  return densifiedOutlines(
    plots.map(({ lot, beat }, i) => ({
      lot,
      beat,
      community: town.lots[lot]!.division.code,
      shape: [polygons[i]!],
    })),
  )
}

const united = (shapes: readonly Shape[]): Shape =>
  canonical(shapes.length === 1 ? shapes[0]! : unionOfCoverage(shapes))

function gridsOf(town: Town, pieces: readonly Piece[], seed: number): WorldGrid[] {
  const shapes = grouped(pieces, ({ lot }) => lot)
  const sequences = new Map<string, { basic: number; exclusive: number }>()
  const extra = microGridsOf(town, (lot) => areaM2(shapes.get(lot)!.flatMap(({ shape }) => shape)))
  return town.lots.map((lot, i): WorldGrid => {
    const { division, sketch } = lot
    const last = sequences.get(division.code) ?? { basic: 0, exclusive: 800 }
    const sequence = ++last[sketch.type]
    sequences.set(division.code, last)
    const code = `${division.code}${String(sequence).padStart(3, '0')}`
    return {
      id: uuid(seed, 'grid', code),
      code,
      name: sketch.purpose ? `${PURPOSE_WORDS[sketch.purpose]}专属网格` : `第${numeral(sequence)}网格`,
      type: sketch.type,
      morphology: sketch.morphology,
      community: division.code,
      microGrids: 2 + extra[i]!,
      shape: united(shapes.get(i)!.map(({ shape }) => shape)),
    }
  })
}

/** Two micro-grids per grid, a third where most households live, until the street has its number. */
function microGridsOf(town: Town, areaOf: (lot: number) => number): number[] {
  const extra = town.lots.map(() => 0)
  for (const [street, members] of grouped(town.lots.keys(), (i) => town.lots[i]!.street)) {
    const order = members.sort(
      (a, b) =>
        town.lots[b]!.sketch.households - town.lots[a]!.sketch.households || areaOf(b) - areaOf(a) || a - b,
    )
    const thirds = street.microGrids - 2 * members.length
    if (thirds < 0 || thirds > members.length)
      throw new Error(`${street.name}: ${street.microGrids} micro-grids do not fit ${members.length} grids`)
    for (const lot of order.slice(0, thirds)) extra[lot] = 1
  }
  return extra
}

/** By lot, in the order of its houses. */
function buildingsOf(
  town: Town,
  grids: readonly WorldGrid[],
  housesByLot: readonly (readonly House[])[],
  seed: number,
): WorldBuilding[][] {
  const numbers = new Map<string, { building: number; names: Numbers }>()
  const source = random(seed, 'addresses')
  return town.lots.map((lot, i) => {
    const community = lot.division.code
    const used = numbers.get(community) ?? { building: 0, names: new Map() }
    numbers.set(community, used)
    const names = addresses(lot, housesByLot[i]!, used.names, source)
    return housesByLot[i]!.map((house, k): WorldBuilding => {
      const code = `${community}${String(++used.building).padStart(5, '0')}`
      return {
        id: uuid(seed, 'building', code),
        code,
        name: names[k]!,
        kind: house.sketch.kind,
        community,
        grid: grids[i]!.id,
        households: house.sketch.households,
        floors: house.sketch.floors,
        footprint: house.footprint,
        position: house.position,
      }
    })
  })
}

function premisesOf(
  street: Street,
  town: Town,
  buildings: readonly (readonly WorldBuilding[])[],
  housesByLot: readonly (readonly House[])[],
): Premises[] {
  return town.lots.flatMap((lot: Lot, i) =>
    lot.street !== street
      ? []
      : buildings[i]!.map((building, k) => ({
          building,
          house: housesByLot[i]![k]!,
          footfall: footfallOf(town, lot.plots[0]!) * (building.kind === 'courtyard' ? 0.5 : 1.2),
        })),
  )
}

/** Communities from their grids, streets from communities, the district from streets: every edge is a grid's edge. */
function areasOf(district: District, grids: readonly WorldGrid[]): WorldArea[] {
  const shapes = grouped(grids, ({ community }) => community)
  const streets = district.streets.map((street) => {
    const communities = street.communities.map(
      ({ code, name }): WorldArea => ({
        code,
        name,
        level: 'community',
        parent: street.code,
        shape: united(shapes.get(code)!.map(({ shape }) => shape)),
      }),
    )
    const area: WorldArea = {
      code: street.code,
      name: street.name,
      level: 'street',
      parent: district.code,
      shape: united(communities.map(({ shape }) => shape)),
    }
    return { area, communities }
  })
  return [
    {
      code: district.code,
      name: district.name,
      level: 'district',
      parent: null,
      shape: united(streets.map(({ area }) => area.shape)),
    },
    ...streets.flatMap(({ area, communities }) => [area, ...communities]),
  ]
}

/**
 * One station per street. Its code: the district's 6 digits, 5 and the station's number, 0000, in the manner of the
 * police's own organisation codes; a convention of the demo, like its beats' codes (station code and 2 digits).
 */
function stationsOf(
  district: District,
  town: Town,
  grids: readonly WorldGrid[],
  buildings: readonly (readonly WorldBuilding[])[],
  seed: number,
): WorldStation[] {
  return district.streets.map((street, i) => {
    const busiest = town.lots
      .map((lot, k) => ({ lot, k }))
      .filter(({ lot, k }) => lot.street === street && grids[k]!.type === 'basic')
      .reduce((a, b) => (footfallOf(town, b.lot.plots[0]!) > footfallOf(town, a.lot.plots[0]!) ? b : a))
    const code = `${district.code}${String(51 + i)}0000`
    return {
      id: uuid(seed, 'station', code),
      code,
      name: `${street.name.replace(/(街道|镇|乡)$/, '')}派出所`,
      street: street.code,
      position: buildings[busiest.k]![0]!.position,
    }
  })
}

function beatsOf(
  streets: readonly Street[],
  pieces: readonly Piece[],
  stations: readonly WorldStation[],
  seed: number,
): WorldBeat[] {
  const shapes = grouped(pieces, ({ beat }) => beat)
  const numbers = new Map<Street, number>()
  return streets.map((street, i) => {
    const number = (numbers.get(street) ?? 0) + 1
    numbers.set(street, number)
    const station = stations.find((it) => it.street === street.code)!
    const code = `${station.code}${String(number).padStart(2, '0')}`
    return {
      id: uuid(seed, 'beat', code),
      code,
      name: `${station.name}第${numeral(number)}警格`,
      station: station.id,
      officers: number <= street.officers ? 1 : 0,
      shape: united(shapes.get(i)!.map(({ shape }) => shape)),
    }
  })
}
