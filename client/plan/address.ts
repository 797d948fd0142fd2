/** What the part of the address after # names: a plan, or what is looked at in the atlas. */
export type Address =
  | { readonly plan: string }
  | { readonly grid: string | null; readonly asOf: string | null }

const UUID = /^[0-9a-f-]{36}$/

/** What is malformed names nothing. */
export const addressIn = (hash: string): Address => {
  const plan = /^#\/plan\/([0-9a-f-]{36})$/.exec(hash)?.[1]
  if (plan) return { plan }
  const asked = new URLSearchParams(hash.replace(/^#\/atlas\?/, ''))
  const [grid, asOf] = [asked.get('grid') ?? '', asked.get('asOf') ?? '']
  return { grid: UUID.test(grid) ? grid : null, asOf: Number.isNaN(Date.parse(asOf)) ? null : asOf }
}

/** Empty for the atlas as it begins. */
export const hashOf = (address: Address): string => {
  if ('plan' in address) return `#/plan/${address.plan}`
  const asked = Object.entries(address).filter((entry): entry is [string, string] => entry[1] !== null)
  return asked.length > 0 ? `#/atlas?${new URLSearchParams(asked)}` : ''
}
