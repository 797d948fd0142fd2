import { crc32, deflateSync } from 'node:zlib'
import type { Random } from '../random.ts'

const WIDTH = 320
const HEIGHT = 240
type Colour = readonly [red: number, green: number, blue: number]

/** What a case is closed with: a drawing of a swept street under some sky, as PNG. */
export function drawnPhoto(source: Random): Uint8Array<ArrayBuffer> {
  const [sky, ground] = [source.whole(150, 220), source.whole(90, 150)]
  const [left, top] = [source.whole(30, 150), source.whole(50, 110)]
  const colourAt = (x: number, y: number): Colour => {
    if (y > 190) return [ground, ground, ground + 5]
    if (x > left && x < left + 120 && y > top) return [ground + 40, ground + 20, ground]
    return [sky - y / 4, sky, Math.min(255, sky + 40)]
  }
  // A byte before each row says that it is not filtered.
  const rows = Buffer.alloc(HEIGHT * (1 + 3 * WIDTH))
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) rows.set(colourAt(x, y), y * (1 + 3 * WIDTH) + 1 + 3 * x)
  const head = Buffer.alloc(13)
  head.writeUInt32BE(WIDTH, 0)
  head.writeUInt32BE(HEIGHT, 4)
  // Eight bits each of red, green and blue.
  head.set([8, 2], 8)
  return Uint8Array.from(
    Buffer.concat([
      Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
      chunk('IHDR', head),
      chunk('IDAT', deflateSync(rows)),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  )
}

/** Length, name, content, checksum (PNG, third edition, 5.3). */
function chunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content])
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(content.length)
  checksum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, checksum])
}
