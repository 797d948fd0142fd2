import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CommandAnswer } from '#contract/plan.ts'
import type { Answer } from '../../client/api/request.ts'
import { type Errand, outbox } from '../../client/state/outbox.ts'

const errand = (n: number): Errand => ({
  id: String(n),
  kind: 'command',
  command: { type: 'renameGrid', grid: 'A', name: String(n) },
})
const answerAt = (revision: number): Answer<CommandAnswer> => ({
  ok: true,
  value: { revision, changed: [], balance: [], findings: [], canUndo: true, canRedo: false },
})
const failure = (code: string, status: number): Answer<CommandAnswer> => ({
  ok: false,
  failure: { code, status },
})

/** Lets everything else that is ready go first. */
const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

/** What happens to one request on its way. */
type Fate = 'done' | 'lost before' | 'lost after' | 'someone else first' | 'server error' | 'refused'

/** A plan on a server that decides by revision, and a network that loses requests and answers. */
const world = (fates: readonly Fate[]) => {
  const applied: string[] = []
  const kept: (readonly Errand[])[] = []
  let next = 0
  const perform = ({ id }: Errand, expected: number): Answer<CommandAnswer> => {
    if (expected !== applied.length) return failure('stale_revision', 409)
    applied.push(id)
    return answerAt(applied.length)
  }
  const send = outbox(
    {
      post: async (errand, expected) => {
        switch (fates[next++] ?? 'done') {
          case 'done':
            return perform(errand, expected)
          case 'lost before':
            return failure('offline', 0)
          case 'lost after':
            perform(errand, expected)
            return failure('offline', 0)
          case 'someone else first':
            applied.push('other')
            return perform(errand, expected)
          case 'server error':
            return failure('internal_error', 500)
          case 'refused':
            return failure('grid_locked', 422)
        }
      },
      keep: (errands) => kept.push(errands),
      wait: async () => {},
      tell: () => {},
      saved: () => true,
      rebase: async (failed, errand, rest) => {
        await turn()
        const again = failed?.code === 'stale_revision' && errand ? [errand, ...rest] : rest
        // Doing again what is there already changes nothing and is not sent again.
        return { revision: applied.length, errands: again.filter(({ id }) => !applied.includes(id)) }
      },
    },
    0,
    [],
  )
  return { applied, kept, send }
}

const fate = fc.constantFrom<Fate>('done', 'lost before', 'lost after', 'someone else first', 'server error')

test('whatever the network does, every step is done once and in order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fate, { maxLength: 30 }),
      fc.array(fc.boolean(), { minLength: 1, maxLength: 8 }),
      async (fates, pauses) => {
        const { applied, kept, send } = world(fates)
        const ids = pauses.map((_, n) => String(n))
        for (const [n] of ids.entries()) {
          send.add(errand(n))
          if (pauses[n]) await turn()
        }
        expect(await send.emptied()).toBe(true)
        expect(applied.filter((id) => id !== 'other')).toEqual(ids)
        expect(kept.at(-1)).toEqual([])
      },
    ),
  )
})

test('a refused step is dropped, the others are done', async () => {
  const { applied, send } = world(['done', 'refused', 'done'])
  for (const n of [0, 1, 2]) send.add(errand(n))
  expect(await send.emptied()).toBe(true)
  expect(applied).toEqual(['0', '2'])
})

test('a step is kept before it is sent, so that a reload finds it', async () => {
  const { kept, send } = world([])
  send.add(errand(7))
  expect(kept[0]!.map(({ id }) => id)).toEqual(['7'])
  await send.emptied()
})

test('an expired session halts and keeps everything; resuming sends it', async () => {
  let isSignedIn = false
  const told: string[] = []
  const sent: string[] = []
  const send = outbox(
    {
      post: async ({ id }, revision) => {
        if (!isSignedIn) return failure('session_required', 401)
        sent.push(id)
        return answerAt(revision + 1)
      },
      keep: () => {},
      wait: async () => {},
      tell: (saving, waiting) => told.push(`${saving} ${waiting}`),
      saved: () => true,
      rebase: async () => ({ revision: 0, errands: [] }),
    },
    0,
    [errand(1), errand(2)],
  )
  expect(await send.emptied()).toBe(false)
  expect(told.at(-1)).toBe('signedOut 2')
  isSignedIn = true
  send.resume()
  expect(await send.emptied()).toBe(true)
  expect(sent).toEqual(['1', '2'])
})

test('freshening takes over the revision of the server, and what is added meanwhile is still done', async () => {
  const { applied, send } = world([])
  applied.push('other')
  send.freshen()
  send.add(errand(1))
  await turn()
  expect(await send.emptied()).toBe(true)
  expect(applied).toEqual(['other', '1'])
})
