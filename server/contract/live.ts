import { z } from 'zod'
import { AreaCode } from './common.ts'

/** What changes can be told of: the names of the events in the stream, besides `ready` and `reset`. */
export const LiveKind = z.enum(['incident', 'handover'])
export type LiveKind = z.infer<typeof LiveKind>

/** The data of an event that is named after what changed. */
export const LiveNews = z.object({
  /** The id of the case, or of the hand-over. */
  subject: z.string(),
  area: AreaCode,
  at: z.string(),
  payload: z.record(z.string(), z.unknown()),
})
export type LiveNews = z.infer<typeof LiveNews>

/**
 * The data of the event `reset`: what is known of the layer, or of everything where it is null, is to be read again.
 * A new stream begins with `ready` instead: what is read from then on misses nothing that the stream does not tell.
 */
export const LiveReset = z.object({ layer: z.string().nullable() })
export type LiveReset = z.infer<typeof LiveReset>
