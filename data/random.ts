import { createHash } from 'node:crypto'

/** A stream of numbers that its key alone decides, so that one part of the world can change without the others. */
export interface Random {
  /** 0 ≤ x < 1. */
  next(): number
  /** from ≤ x < to. */
  between(from: number, to: number): number
  /** A whole number, from ≤ n ≤ to. */
  whole(from: number, to: number): number
  chance(probability: number): boolean
  pick<T>(items: readonly T[]): T
  /** One of the keys, each as likely as its weight. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K
  /** A shuffled copy (Fisher–Yates). */
  shuffled<T>(items: readonly T[]): T[]
}

const digest = (key: string): Buffer => createHash('sha256').update(key).digest()

/** The stream of a key: sfc32 (Chris Doty-Humphrey, PractRand), seeded by SHA-256. */
export function random(...key: readonly (string | number)[]): Random {
  const seed = digest(key.join('/'))
  let a = seed.readInt32LE(0)
  let b = seed.readInt32LE(4)
  let c = seed.readInt32LE(8)
  let counter = seed.readInt32LE(12)
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return (sum >>> 0) / 2 ** 32
  }
  const whole = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    whole,
    between: (from, to) => from + next() * (to - from),
    chance: (probability) => next() < probability,
    pick: (items) => items[Math.floor(next() * items.length)]!,
    weighted: (weights) => {
      const entries = Object.entries(weights) as [keyof typeof weights, number][]
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [name, weight] of entries) {
        left -= weight
        if (left < 0) return name
      }
      return entries.at(-1)![0]
    },
    shuffled: (items) => {
      const copy = [...items]
      for (let i = copy.length - 1; i > 0; i--) {
        const j = whole(0, i)
        const held = copy[i]!
        copy[i] = copy[j]!
        copy[j] = held
      }
      return copy
    },
  }
}

/** A UUID (version 8, RFC 9562: custom) that the key alone decides. */
export function uuid(...key: readonly (string | number)[]): string {
  const bytes = digest(key.join('/')).subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** Whole numbers that add up to `total`, as near to the proportions of `weights` as whole numbers can be. */
export function apportioned(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0)
  let reached = 0
  let given = 0
  return weights.map((weight) => {
    reached += weight
    const share = Math.round((total * reached) / sum) - given
    given += share
    return share
  })
}
