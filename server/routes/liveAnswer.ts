import type { FastifyReply, FastifyRequest } from 'fastify'
import { SYSTEM } from '../db/database.ts'
import { isLiveSession } from '../db/users.ts'
import { EVENT_STREAM_HEADERS, EventStream } from '../live/eventStream.ts'
import { sessionIdOf } from '../plugins/access.ts'
import { sessionHash } from '../usecases/signIn.ts'
import type { Services } from './services.ts'

interface Watching {
  /** Tells what was not heard; false where there is nothing to be seen any more. */
  isStill(): Promise<boolean>
  unwatch(): void
}

/**
 * Answers with a stream of events. What is watched is looked at once at the beginning and then at every beat; the
 * stream ends, at the next beat, with the session and with what is watched.
 */
export async function sendLive(
  request: FastifyRequest,
  reply: FastifyReply,
  { database, heartbeatMs, secureCookie }: Services,
  watching: (stream: EventStream) => Watching,
): Promise<void> {
  async function isSignedInStill(): Promise<boolean> {
    const session = request.signedIn && sessionIdOf(request, secureCookie)
    return !session || database.transaction(SYSTEM, (tx) => isLiveSession(tx, sessionHash(session)))
  }
  reply.hijack()
  // The stream ends with its connection: chunks would only cost.
  reply.raw.useChunkedEncodingByDefault = false
  reply.raw.writeHead(200, { ...reply.getHeaders(), ...EVENT_STREAM_HEADERS } as Record<string, string>)
  const stream = new EventStream(reply.raw)
  const { isStill, unwatch } = watching(stream)
  let isChecking = false
  const beat = async () => {
    if (isChecking) return
    isChecking = true
    try {
      if ((await isSignedInStill()) && (await isStill())) stream.beat()
      else stream.end()
    } catch (error) {
      request.log.error(error)
    }
    isChecking = false
  }
  const heart = setInterval(beat, heartbeatMs)
  const stop = () => {
    clearInterval(heart)
    unwatch()
  }
  reply.raw.on('close', stop)
  // Who left while it was looked up has closed already.
  if (reply.raw.destroyed) stop()
  await beat()
}
