import type { GridVersion } from '#contract/area.ts'

/** What is published of a grid for a day to come. */
export type Scheduled =
  | { readonly kind: 'changes'; readonly from: string; readonly households: number; readonly name: string }
  | { readonly kind: 'ends'; readonly from: string }

/** The first change after `now`, an instant in milliseconds, that a grid's versions foresee; null for none. */
export const scheduledIn = (versions: readonly GridVersion[], now: number): Scheduled | null => {
  const lasting = versions.filter(({ replaced }) => !replaced)
  const [next] = lasting
    .filter(({ validFrom }) => Date.parse(validFrom) > now)
    .sort((a, b) => Date.parse(a.validFrom) - Date.parse(b.validFrom))
  if (next) return { kind: 'changes', from: next.validFrom, households: next.households, name: next.name }
  const end = lasting.find(({ validTo }) => validTo && Date.parse(validTo) > now)?.validTo
  return end ? { kind: 'ends', from: end } : null
}
