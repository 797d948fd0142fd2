import { ascii, joined, viewOf } from '#core/photo/bytes.ts'

/** Files as cameras and programs make them, built by hand: small, and of the shape that their decoders read. */

export const segment = (marker: number, payload: Uint8Array): Uint8Array =>
  joined([Uint8Array.of(0xff, marker, (payload.length + 2) >> 8, (payload.length + 2) & 0xff), payload])

/** An Exif block: how it is turned, and a camera's name that nobody should learn. */
export function tiff(orientation: number, secret: string, isLittle: boolean): Uint8Array {
  const text = ascii(`${secret}\0`)
  const block = joined([new Uint8Array(8 + 2 + 2 * 12 + 4), text])
  const view = viewOf(block)
  view.setUint16(0, isLittle ? 0x4949 : 0x4d4d)
  view.setUint16(2, 42, isLittle)
  view.setUint32(4, 8, isLittle)
  view.setUint16(8, 2, isLittle)
  const entry = (at: number, tag: number, type: number, count: number) => {
    view.setUint16(at, tag, isLittle)
    view.setUint16(at + 2, type, isLittle)
    view.setUint32(at + 4, count, isLittle)
  }
  entry(10, 0x010f, 2, text.length)
  view.setUint32(18, block.length - text.length, isLittle)
  entry(22, 0x0112, 3, 1)
  view.setUint16(30, orientation, isLittle)
  return block
}

export const exif = (orientation: number, secret: string, isLittle = false): Uint8Array =>
  segment(0xe1, joined([ascii('Exif\0\0'), tiff(orientation, secret, isLittle)]))

const FRAME = segment(0xc0, Uint8Array.of(8, 0, 16, 0, 16, 1, 1, 0x11, 0))
export const TABLE = segment(0xdb, new Uint8Array(65).fill(1))
const SCAN_HEAD = segment(0xda, Uint8Array.of(1, 1, 0, 0, 63, 0))

/** A scan of these bytes, as an encoder writes them: after each 0xff a zero. */
export const scan = (data: Uint8Array): Uint8Array =>
  joined([SCAN_HEAD, Uint8Array.from([...data].flatMap((byte) => (byte === 0xff ? [byte, 0] : [byte])))])

export const jpeg = (
  extras: readonly Uint8Array[] = [],
  scans: readonly Uint8Array[] = [scan(Uint8Array.of(1, 2, 3))],
  after: Uint8Array = new Uint8Array(),
): Uint8Array =>
  joined([
    ...[Uint8Array.of(0xff, 0xd8), ...extras, TABLE, FRAME, ...scans],
    ...[Uint8Array.of(0xff, 0xd9), after],
  ])

export const chunk = (type: string, data: Uint8Array = new Uint8Array()): Uint8Array => {
  const bytes = joined([new Uint8Array(4), ascii(type), data, Uint8Array.of(0xde, 0xad, 0xbe, 0xef)])
  viewOf(bytes).setUint32(0, data.length)
  return bytes
}
export const IHDR = chunk('IHDR', Uint8Array.of(0, 0, 0, 16, 0, 0, 0, 16, 8, 2, 0, 0, 0))
export const png = (extras: readonly Uint8Array[] = [], after: Uint8Array = new Uint8Array()): Uint8Array =>
  joined([
    ...[ascii('\x89PNG\r\n\x1a\n'), IHDR, ...extras, chunk('IDAT', ascii('pixels'))],
    ...[chunk('IEND'), after],
  ])

export const riffChunk = (type: string, data: Uint8Array): Uint8Array => {
  const bytes = joined([ascii(type), new Uint8Array(4), data, new Uint8Array(data.length % 2)])
  viewOf(bytes).setUint32(4, data.length, true)
  return bytes
}
export const VP8 = riffChunk('VP8 ', Uint8Array.of(0, 0, 0, 0x9d, 0x01, 0x2a, 16, 0, 16, 0, 7))
export const VP8X = riffChunk('VP8X', Uint8Array.of(0x0c, 0, 0, 0, 15, 0, 0, 15, 0, 0))
export const webp = (chunks: readonly Uint8Array[], after: Uint8Array = new Uint8Array()): Uint8Array => {
  const riff = joined([ascii('RIFF'), new Uint8Array(4), ascii('WEBP'), ...chunks])
  viewOf(riff).setUint32(4, riff.length - 8, true)
  return joined([riff, after])
}
