import { PhotoTaken } from '#contract/incident.ts'
import { type Answer, answerFrom, refused } from './request.ts'

/** A photo over the line of a phone in a stairwell. */
const DEADLINE_MS = 120_000

/** Where the page finds a photo of a case. */
export const photoAddress = (incident: string, id: string): string =>
  `/api/incidents/${encodeURIComponent(incident)}/attachments/${encodeURIComponent(id)}`

/**
 * Sends a photo under an id of the page's own, so that sending it again makes it no second one, and tells how much of
 * it is out, 0–1. Never throws; `signal` breaks it off.
 */
export const sendPhoto = (
  id: string,
  photo: Blob,
  signal: AbortSignal,
  told: (share: number) => void,
): Promise<Answer<PhotoTaken>> =>
  new Promise((resolve) => {
    // fetch does not tell how much is out.
    const sending = new XMLHttpRequest()
    sending.open('POST', '/api/attachments')
    sending.timeout = DEADLINE_MS
    sending.setRequestHeader('accept', 'application/json')
    sending.setRequestHeader('idempotency-key', id)
    const silent = (code: string) => () => resolve(refused({ code, status: 0 }))
    sending.onload = () => resolve(answerFrom(PhotoTaken, sending.status, sending.responseText))
    sending.onerror = silent('offline')
    sending.onabort = silent('offline')
    sending.ontimeout = silent('timed_out')
    sending.upload.onprogress = ({ loaded, total }) => told(total > 0 ? loaded / total : 0)
    signal.addEventListener('abort', () => sending.abort())
    sending.send(photo)
  })
