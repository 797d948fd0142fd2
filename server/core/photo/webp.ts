import { ascii, joined, standsAt, viewOf } from './bytes.ts'
import { type Orientation, orientationIn, tiffOf } from './orientation.ts'
import type { Stripped } from './stripped.ts'

const HEADER_BYTES = 12
const [HAS_XMP, HAS_EXIF, IS_ANIMATED] = [0x04, 0x08, 0x02]
const KEPT = new Set(['VP8X', 'ICCP', 'ALPH', 'VP8 ', 'VP8L'])

interface Chunk {
  readonly type: string
  readonly data: Uint8Array
}

/**
 * A still WebP (RFC 9649) of what draws it, its colour profile and how it is turned. Exif, XMP and chunks of programs
 * are left out. Null where it breaks off, moves, or is none.
 */
export function strippedWebp(bytes: Uint8Array): Stripped | null {
  const chunks = chunksOf(bytes)
  const [first] = chunks ?? []
  if (!chunks || !first || !chunks.some(({ type }) => type === 'VP8 ' || type === 'VP8L')) return null
  const size = sizeOf(first)
  if (!size || (first.type === 'VP8X' && ((first.data[0] ?? 0) & IS_ANIMATED) !== 0)) return null
  const exif = chunks.find(({ type }) => type === 'EXIF')
  const orientation: Orientation = exif ? orientationIn(tiffIn(exif.data)) : 1
  // Only the extended format can say how it is turned.
  const isTurned = orientation !== 1 && first.type === 'VP8X'
  const kept = chunks
    .filter(({ type }) => KEPT.has(type))
    .map((chunk) => (chunk.type === 'VP8X' ? { ...chunk, data: flagged(chunk.data, isTurned) } : chunk))
  const body = [...kept, ...(isTurned ? [{ type: 'EXIF', data: tiffOf(orientation) }] : [])].map(written)
  const riff = joined([ascii('RIFF'), new Uint8Array(4), ascii('WEBP'), ...body])
  viewOf(riff).setUint32(4, riff.length - 8, true)
  return { bytes: riff, ...size }
}

/** Null where the file is none, or breaks off. What stands behind its end is none of them. */
function chunksOf(bytes: Uint8Array): Chunk[] | null {
  if (!standsAt(bytes, 0, 'RIFF') || !standsAt(bytes, 8, 'WEBP')) return null
  const view = viewOf(bytes)
  const end = 8 + view.getUint32(4, true)
  if (end > bytes.length) return null
  const chunks: Chunk[] = []
  for (let at = HEADER_BYTES; at < end; ) {
    if (at + 8 > end) return null
    const length = view.getUint32(at + 4, true)
    if (at + 8 + length > end) return null
    const type = String.fromCharCode(...bytes.subarray(at, at + 4))
    chunks.push({ type, data: bytes.subarray(at + 8, at + 8 + length) })
    at += 8 + length + (length % 2)
  }
  return chunks
}

/** In pixels; of the canvas where the format is extended. */
function sizeOf({ type, data }: Chunk): Pick<Stripped, 'width' | 'height'> | null {
  if (data.length < 10) return null
  const view = viewOf(data)
  const of24Bits = (at: number) => view.getUint16(at, true) + ((data[at + 2] ?? 0) << 16)
  if (type === 'VP8X') return { width: of24Bits(4) + 1, height: of24Bits(7) + 1 }
  if (type === 'VP8 ')
    return { width: view.getUint16(6, true) & 0x3fff, height: view.getUint16(8, true) & 0x3fff }
  if (type !== 'VP8L') return null
  const bits = view.getUint32(1, true)
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
}

/** Some programs put the mark of JPEG before it. */
const tiffIn = (data: Uint8Array): Uint8Array => data.subarray(standsAt(data, 0, 'Exif\0\0') ? 6 : 0)

function flagged(data: Uint8Array, isTurned: boolean): Uint8Array {
  const flags = Uint8Array.from(data)
  flags[0] = ((flags[0] ?? 0) & ~(HAS_XMP | HAS_EXIF)) | (isTurned ? HAS_EXIF : 0)
  return flags
}

function written({ type, data }: Chunk): Uint8Array {
  const chunk = joined([ascii(type), new Uint8Array(4), data, new Uint8Array(data.length % 2)])
  viewOf(chunk).setUint32(4, data.length, true)
  return chunk
}
