import { viewOf } from './bytes.ts'

/** How a picture is turned, as Exif numbers it: 1 is upright, 6 a quarter turn clockwise. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8

const TAG = 0x0112
const SHORT = 3
const ENTRY_BYTES = 12
/** Header, one entry, and no further directory. */
const BYTES = 8 + 2 + ENTRY_BYTES + 4

/** The one thing in an Exif block (TIFF 6.0) that a picture needs; upright where it says nothing that can be read. */
export function orientationIn(tiff: Uint8Array): Orientation {
  if (tiff.length < 8) return 1
  const view = viewOf(tiff)
  const order = view.getUint16(0)
  if (order !== 0x4949 && order !== 0x4d4d) return 1
  const isLittle = order === 0x4949
  const start = view.getUint32(4, isLittle)
  if (start + 2 > tiff.length) return 1
  const count = view.getUint16(start, isLittle)
  for (let i = 0; i < count; i++) {
    const at = start + 2 + i * ENTRY_BYTES
    if (at + ENTRY_BYTES > tiff.length) return 1
    if (view.getUint16(at, isLittle) !== TAG || view.getUint16(at + 2, isLittle) !== SHORT) continue
    const value = view.getUint16(at + 8, isLittle)
    return value >= 1 && value <= 8 ? (value as Orientation) : 1
  }
  return 1
}

/** An Exif block that says how the picture is turned, and nothing else. */
export function tiffOf(orientation: Orientation): Uint8Array {
  const tiff = new Uint8Array(BYTES)
  const view = viewOf(tiff)
  view.setUint16(0, 0x4d4d)
  view.setUint16(2, 42)
  view.setUint32(4, 8)
  view.setUint16(8, 1)
  view.setUint16(10, TAG)
  view.setUint16(12, SHORT)
  view.setUint32(14, 1)
  view.setUint16(18, orientation)
  return tiff
}
