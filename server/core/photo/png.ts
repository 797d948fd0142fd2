import { ascii, joined, standsAt, viewOf } from './bytes.ts'
import { type Orientation, orientationIn, tiffOf } from './orientation.ts'
import type { Stripped } from './stripped.ts'

export const PNG_SIGNATURE = '\x89PNG\r\n\x1a\n'
/** Length, type and checksum of a chunk. */
const FRAME_BYTES = 12

/** What draws the picture and says how its colours are meant (PNG, third edition, 11.2 and 11.3). */
const KEPT = new Set([
  ...['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'bKGD', 'pHYs', 'sBIT'],
  ...['gAMA', 'cHRM', 'sRGB', 'iCCP', 'cICP', 'mDCV', 'cLLI'],
])

/**
 * A PNG of what draws it and how it is turned. Texts, Exif, times, chunks of programs and further frames are left out.
 * Null where it breaks off or is none.
 */
export function strippedPng(bytes: Uint8Array): Stripped | null {
  if (!standsAt(bytes, 0, PNG_SIGNATURE)) return null
  const view = viewOf(bytes)
  const kept: Uint8Array[] = []
  let orientation: Orientation = 1
  let hasData = false
  let at = PNG_SIGNATURE.length
  for (let type = ''; type !== 'IEND'; ) {
    if (at + FRAME_BYTES > bytes.length) return null
    const end = at + FRAME_BYTES + view.getUint32(at)
    if (end > bytes.length) return null
    type = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    const chunk = bytes.subarray(at, end)
    if ((kept.length === 0) !== (type === 'IHDR')) return null
    if (type === 'eXIf') orientation = orientationIn(chunk.subarray(8, -4))
    if (KEPT.has(type)) kept.push(chunk)
    hasData ||= type === 'IDAT'
    at = end
  }
  const [header, ...rest] = kept
  if (!header || header.length !== FRAME_BYTES + 13 || !hasData) return null
  const exif = orientation === 1 ? [] : [chunkOf('eXIf', tiffOf(orientation))]
  return {
    bytes: joined([ascii(PNG_SIGNATURE), header, ...exif, ...rest]),
    width: viewOf(header).getUint32(8),
    height: viewOf(header).getUint32(12),
  }
}

function chunkOf(type: string, data: Uint8Array): Uint8Array {
  const chunk = joined([new Uint8Array(4), ascii(type), data, new Uint8Array(4)])
  const view = viewOf(chunk)
  view.setUint32(0, data.length)
  view.setUint32(chunk.length - 4, crc32(chunk.subarray(4, -4)))
  return chunk
}

/** The checksum of ISO 3309, bit by bit: it is asked for a few bytes only. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return ~crc >>> 0
}
