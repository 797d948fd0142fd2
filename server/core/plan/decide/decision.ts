import type { Refusal, RefusalCode } from '../commands.ts'
import type { Change } from '../plan.ts'

export type Decision =
  | { readonly ok: true; readonly change: Change }
  | { readonly ok: false; readonly refusal: Refusal }

export const accepted = (change: Change): Decision =>
  change.length === 0 ? refused('nothing_changes') : { ok: true, change }
export const refused = (code: RefusalCode, about: Omit<Refusal, 'code'> = {}): Decision => ({
  ok: false,
  refusal: { code, ...about },
})
