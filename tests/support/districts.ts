import { adjacency, type Instance, type Neighbours } from '#core/rebalance/instance.ts'

/**
 * A rebalancing problem from a drawing: a letter is a unit of that grid, the number after it its households
 * (`A30 B12`); units side by side or one above the other are neighbours along 10 m. A unit may go to every grid that
 * borders its own; `*` behind it holds it where it is.
 */
export function instanceFrom(drawing: string, [low, high]: readonly [number, number]): Instance {
  const rows = drawing
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
  const unitAt = new Map<string, number>()
  const [letters, weights, fixed]: [string[], number[], boolean[]] = [[], [], []]
  rows.forEach((cells, row) => {
    cells.forEach((cell, column) => {
      const [, letter, households, hold] = /^([A-Z])(\d+)(\*?)$/.exec(cell) ?? []
      if (!letter) return
      unitAt.set(`${column},${row}`, letters.length)
      letters.push(letter)
      weights.push(Number(households))
      fixed.push(hold === '*')
    })
  })
  const pairs: Neighbours[] = []
  for (const [place, a] of unitAt) {
    const [column, row] = place.split(',').map(Number) as [number, number]
    for (const b of [unitAt.get(`${column + 1},${row}`), unitAt.get(`${column},${row + 1}`)])
      if (b !== undefined) pairs.push({ a, b, borderM: 10 })
  }
  const names = [...new Set(letters)].sort()
  const own = Int32Array.from(letters, (letter) => names.indexOf(letter))
  return instanceOf({ own, weight: Float64Array.from(weights), pairs, grids: names.length, low, high, fixed })
}

export function instanceOf(given: {
  readonly own: Int32Array
  readonly weight: Float64Array
  readonly pairs: readonly Neighbours[]
  readonly grids: number
  readonly low: number
  readonly high: number
  readonly fixed?: readonly boolean[]
  readonly pricePerM?: number
}): Instance {
  const { own, weight, pairs, grids, low, high, fixed = [], pricePerM = 0 } = given
  const units = own.length
  const isBeside = new Set(pairs.flatMap(({ a, b }) => [`${own[a]} ${own[b]}`, `${own[b]} ${own[a]}`]))
  const price = new Float64Array(units * grids).fill(Number.POSITIVE_INFINITY)
  for (let u = 0; u < units; u++)
    for (let g = 0; g < grids; g++)
      if (own[u] === g) price[u * grids + g] = 0
      else if (!fixed[u] && isBeside.has(`${own[u]} ${g}`)) price[u * grids + g] = weight[u]!
  return {
    units,
    grids,
    weight,
    own,
    low: new Float64Array(grids).fill(low),
    high: new Float64Array(grids).fill(high),
    ...adjacency(units, pairs),
    price,
    pricePerM,
  }
}

/** A random town on a raster, a little torn, with grids grown from seeds; by chance with buildings that are held. */
export function randomInstance(random: () => number, most = 12): Instance {
  const [columns, rows] = [2 + Math.floor(random() * 3), 2 + Math.floor(random() * 3)]
  const units = Math.min(most, columns * rows)
  const pairs: Neighbours[] = []
  for (let u = 0; u < units; u++) {
    const isEdge = u % columns === columns - 1
    // Every unit hangs on its left or upper neighbour; the other contacts may be missing.
    if (!isEdge && u + 1 < units) pairs.push({ a: u, b: u + 1, borderM: 1 + Math.floor(random() * 20) })
    if (u + columns < units && (u % columns === 0 || random() < 0.8))
      pairs.push({ a: u, b: u + columns, borderM: 1 + Math.floor(random() * 20) })
  }
  const grids = Math.min(units, 2 + Math.floor(random() * 3))
  const own = new Int32Array(units).fill(-1)
  for (let g = 0; g < grids; g++) {
    let seed = Math.floor(random() * units)
    while (own[seed] !== -1) seed = (seed + 1) % units
    own[seed] = g
  }
  while (own.includes(-1)) {
    const open = pairs.filter(({ a, b }) => (own[a] === -1) !== (own[b] === -1))
    if (open.length === 0) break
    const { a, b } = open[Math.floor(random() * open.length)]!
    if (own[a] === -1) own[a] = own[b]!
    else own[b] = own[a]!
  }
  const weight = Float64Array.from({ length: units }, () => 1 + Math.floor(random() * 30))
  const mean = weight.reduce((sum, one) => sum + one, 0) / grids
  const slack = 0.05 + random() * 0.4
  return instanceOf({
    ...{ own: own.map((g) => Math.max(0, g)), weight, pairs, grids },
    low: Math.ceil(mean * (1 - slack)),
    high: Math.floor(mean * (1 + slack)),
    fixed: Array.from({ length: units }, () => random() < 0.1),
    pricePerM: random() < 0.3 ? 0.5 : 0,
  })
}
