import { ascii, joined, standsAt, viewOf } from './bytes.ts'
import { type Orientation, orientationIn, tiffOf } from './orientation.ts'
import type { Stripped } from './stripped.ts'

const [SOI, EOI, SOS] = [0xd8, 0xd9, 0xda]
const [APP0, APP1, APP2, APP14] = [0xe0, 0xe1, 0xe2, 0xee]
/** Before its thumbnail, of which none is kept. */
const JFIF_BYTES = 14
const EXIF = 'Exif\0\0'

/** Tables and frames: all that a decoder reads beside the scans. DHP and EXP of hierarchical files are not among them. */
const isPicture = (marker: number): boolean =>
  marker === 0xdb || marker === 0xdd || (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc8)
const isFrame = (marker: number): boolean => isPicture(marker) && ![0xc4, 0xcc, 0xdb, 0xdd].includes(marker)
const hasNoLength = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)

/**
 * A JPEG (ITU-T T.81) of what draws it: tables, frames, scans, colour profile, and how it is turned. Whatever else
 * cameras and programs put beside that is left out, known or not: Exif, XMP, IPTC, comments, thumbnails, further
 * pictures after the end. Null where it breaks off or is none.
 */
export function strippedJpeg(bytes: Uint8Array): Stripped | null {
  if (bytes[0] !== 0xff || bytes[1] !== SOI) return null
  const view = viewOf(bytes)
  const kept: Uint8Array[] = []
  let orientation: Orientation = 1
  let size: Pick<Stripped, 'width' | 'height'> | null = null
  let hasScan = false
  let at = 2
  for (;;) {
    // Any number of 0xff may fill up before a marker.
    if (bytes[at] !== 0xff) return null
    while (bytes[at] === 0xff) at++
    const marker = bytes[at++]
    if (marker === undefined) return null
    if (marker === EOI) break
    if (hasNoLength(marker)) continue
    if (at + 2 > bytes.length) return null
    const end = at + view.getUint16(at)
    if (end < at + 2 || end > bytes.length) return null
    const payload = bytes.subarray(at + 2, end)
    if (isFrame(marker)) {
      if (payload.length < 6) return null
      size = { height: view.getUint16(at + 3), width: view.getUint16(at + 5) }
    }
    if (marker === APP1 && standsAt(payload, 0, EXIF))
      orientation = orientationIn(payload.subarray(EXIF.length))
    else if (marker === SOS) {
      hasScan = true
      const scanEnd = endOfScan(bytes, end)
      kept.push(Uint8Array.of(0xff, SOS), bytes.subarray(at, scanEnd))
      at = scanEnd
      continue
    } else {
      const own = keptOf(marker, payload)
      if (own) kept.push(segment(marker, own))
    }
    at = end
  }
  if (!size || !hasScan) return null
  // JFIF, where there is one, wants to stand first.
  const isJfif = kept[0]?.[1] === APP0
  const exif = orientation === 1 ? [] : [segment(APP1, joined([ascii(EXIF), tiffOf(orientation)]))]
  return {
    bytes: joined([
      ...[Uint8Array.of(0xff, SOI), ...kept.slice(0, isJfif ? 1 : 0), ...exif],
      ...[...kept.slice(isJfif ? 1 : 0), Uint8Array.of(0xff, EOI)],
    ]),
    ...size,
  }
}

/** What is kept of a segment between the scans; null if nothing. */
function keptOf(marker: number, payload: Uint8Array): Uint8Array | null {
  if (isPicture(marker)) return payload
  if (marker === APP0 && standsAt(payload, 0, 'JFIF\0') && payload.length >= JFIF_BYTES) {
    const jfif = payload.slice(0, JFIF_BYTES)
    jfif.fill(0, JFIF_BYTES - 2)
    return jfif
  }
  if (marker === APP2 && standsAt(payload, 0, 'ICC_PROFILE\0')) return payload
  // Whether the colours are transformed.
  return marker === APP14 && standsAt(payload, 0, 'Adobe') ? payload.subarray(0, 12) : null
}

/** Where the marker stands that ends a scan: within it, 0xff is followed by 0 or a restart. */
function endOfScan(bytes: Uint8Array, start: number): number {
  let at = start
  for (;;) {
    at = bytes.indexOf(0xff, at)
    if (at < 0) return bytes.length
    const next = bytes[at + 1] ?? 0
    if (next !== 0 && next !== 0xff && !hasNoLength(next)) return at
    at += next === 0xff ? 1 : 2
  }
}

function segment(marker: number, payload: Uint8Array): Uint8Array {
  const length = payload.length + 2
  return joined([Uint8Array.of(0xff, marker, length >> 8, length & 0xff), payload])
}
