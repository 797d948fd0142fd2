// The entry of an optimiser's thread: a thread does not inherit the loader that its parent reads TypeScript with.
import { register } from 'tsx/esm/api'

register()
await import('./worker.ts')
