import { hash, verify } from '@node-rs/argon2'

/** Argon2id as OWASP asks of it: 19 MiB, two passes, one lane. */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
/** More at a time would let a burst of sign-ins take the memory and the processor from everything else. */
const AT_ONCE = 2

let running = 0
const queue: (() => void)[] = []

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => queue.push(resolve))
  running++
  try {
    return await work()
  } finally {
    running--
    queue.shift()?.()
  }
}

export const passwordHash = (password: string): Promise<string> => inTurn(() => hash(password, ARGON2))

/** A hash that no password has, so that an unknown user takes as long as a known one. */
let nobody: Promise<string> | undefined

/** Whether the password belongs to the hash; takes as long when there is no hash. */
export async function passwordMatches(password: string, storedHash: string | undefined): Promise<boolean> {
  nobody ??= passwordHash(crypto.randomUUID())
  const against = storedHash ?? (await nobody)
  const matches = await inTurn(() => verify(against, password))
  return matches && storedHash !== undefined
}
