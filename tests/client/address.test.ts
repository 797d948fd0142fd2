import { expect, test } from 'vitest'
import { type Address, addressIn, hashOf } from '../../client/plan/address.ts'

const [id, asOf] = ['3f2504e0-4f89-41d3-9a0c-0305e82c3301', '2026-11-20T15:59:59.999Z']

test('an address is read as it was written', () => {
  const addresses: Address[] = [
    { plan: id },
    { grid: id, asOf: null },
    { grid: null, asOf: '2026-11-20' },
    { grid: id, asOf },
    { grid: null, asOf: null },
  ]
  expect(addresses.map((address) => addressIn(hashOf(address)))).toEqual(addresses)
  expect(hashOf({ grid: null, asOf: null })).toBe('')
})

test('what somebody mistyped names nothing', () => {
  for (const hash of ['#', '#/plan/12', '#/atlas?grid=x&asOf=someday', '#/atlas?', '#/elsewhere', '#%'])
    expect(addressIn(hash), hash).toEqual({ grid: null, asOf: null })
})
