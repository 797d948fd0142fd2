import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ascii, joined } from '#core/photo/bytes.ts'
import { orientationIn } from '#core/photo/orientation.ts'
import { judgedPhoto, MAX_PHOTO_BYTES, type PhotoType } from '#core/photo/photo.ts'
import * as photos from '../../support/photos.ts'

const { chunk, exif, jpeg, png, riffChunk, scan, segment, tiff, webp } = photos
const SECRET = 'N37.871 E113.505, at the door of Wang'

const kept = (file: Uint8Array) => {
  const judgement = judgedPhoto(file)
  if (!judgement.ok) throw new Error(`expected a photo, found ${judgement.code}`)
  return judgement.photo
}
const latin = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')
const refusal = (file: Uint8Array) => {
  const judgement = judgedPhoto(file)
  return judgement.ok ? null : judgement.code
}
/** As a viewer finds it: in the first Exif block that stands anywhere. */
const orientationOf = (bytes: Uint8Array): number => {
  const at = latin(bytes).search(/MM\0\*|II\*\0/)
  return at < 0 ? 1 : orientationIn(bytes.subarray(at))
}

const secret = fc.uint8Array({ maxLength: 40 }).map((noise) => joined([ascii(SECRET), noise]))
const orientation = fc.integer({ min: 1, max: 8 })
const isLittle = fc.boolean()

/** Whatever may stand between the parts of a JPEG that draw it. */
const jpegExtra = fc.oneof(
  secret.map((told) => segment(0xfe, told)),
  secret.map((told) => segment(0xe1, joined([ascii('http://ns.adobe.com/xap/1.0/\0'), told]))),
  secret.map((told) => segment(0xe2, joined([ascii('MPF\0'), told]))),
  secret.map((told) => segment(0xe0, joined([ascii('JFXX\0'), told]))),
  fc.tuple(fc.integer({ min: 0xe3, max: 0xef }), secret).map(([marker, told]) => segment(marker, told)),
  secret.map((told) =>
    segment(0xe0, joined([ascii('JFIF\0'), Uint8Array.of(1, 1, 0, 0, 1, 0, 1, 9, 9), told])),
  ),
)
const profile = segment(0xe2, ascii('ICC_PROFILE\0 colours'))
const adobe = segment(0xee, joined([ascii('Adobe'), new Uint8Array(7)]))

const jpegFile = fc
  .tuple(
    fc.array(jpegExtra, { maxLength: 4 }),
    fc.array(jpegExtra, { maxLength: 4 }),
    fc.array(fc.uint8Array({ maxLength: 60 }).map(scan), { minLength: 1, maxLength: 3 }),
    ...[orientation, isLittle, secret],
  )
  .map(([before, behind, scans, turned, little, after]) => ({
    file: jpeg([...before, exif(turned, SECRET, little), profile, adobe, ...behind], scans, after),
    parts: [profile, adobe, photos.TABLE, ...scans],
    turned,
  }))

const PNG_KEPT = ['gAMA', 'iCCP', 'tRNS'].map((type) => chunk(type, ascii('plain')))
const pngFile = fc
  .tuple(
    fc.array(fc.tuple(fc.constantFrom('tEXt', 'zTXt', 'iTXt', 'tIME', 'acTL', 'prVt'), secret), {
      maxLength: 5,
    }),
    ...[orientation, isLittle, secret],
  )
  .map(([extras, turned, little, after]) => ({
    file: png(
      [
        ...extras.map(([type, told]) => chunk(type, told)),
        chunk('eXIf', tiff(turned, SECRET, little)),
        ...PNG_KEPT,
      ],
      after,
    ),
    parts: [photos.IHDR, ...PNG_KEPT, chunk('IDAT', ascii('pixels'))],
    turned,
  }))

const colours = riffChunk('ICCP', ascii('colours'))
const webpFile = fc
  .tuple(
    fc.array(fc.tuple(fc.constantFrom('XMP ', 'note', 'EXIX'), secret), { maxLength: 4 }),
    fc.boolean(),
    ...[orientation, isLittle, secret],
  )
  .map(([extras, isMarked, turned, little, after]) => ({
    file: webp(
      [
        ...[photos.VP8X, colours, photos.VP8],
        riffChunk('EXIF', joined([ascii(isMarked ? 'Exif\0\0' : ''), tiff(turned, SECRET, little)])),
        ...extras.map(([type, told]) => riffChunk(type, told)),
      ],
      after,
    ),
    parts: [colours, photos.VP8],
    turned,
  }))

describe.each([
  ['image/jpeg', jpegFile],
  ['image/png', pngFile],
  ['image/webp', webpFile],
] as const)('%s', (type: PhotoType, files) => {
  test('keeps what draws it and how it is turned, and nothing else', () => {
    fc.assert(
      fc.property(files, ({ file, parts, turned }) => {
        const photo = kept(file)
        expect(photo.type).toBe(type)
        expect(latin(file)).toContain(SECRET)
        expect(latin(photo.bytes)).not.toContain(SECRET)
        expect(orientationOf(photo.bytes)).toBe(turned)
        let at = 0
        for (const part of parts) {
          const found = latin(photo.bytes).indexOf(latin(part), at)
          expect(found).toBeGreaterThanOrEqual(at)
          at = found + part.length
        }
        // Not a byte more than those parts, what frames them, and the one tag.
        const own = parts.reduce((sum, { length }) => sum + length, 0)
        expect(photo.bytes.length - own).toBeLessThan(130)
      }),
      { numRuns: 300 },
    )
  })

  test('what was kept once is kept as it is', () => {
    fc.assert(
      fc.property(files, ({ file }) => {
        const { bytes } = kept(file)
        expect(kept(bytes).bytes).toEqual(bytes)
      }),
      { numRuns: 100 },
    )
  })

  test('a file that breaks off or was tampered with is kept whole or refused, and never trips anything', () => {
    const tampered = fc
      .tuple(
        files,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 0, max: 255 }),
        fc.boolean(),
      )
      .map(([{ file }, share, byte, isCut]) => {
        const at = Math.min(file.length - 1, Math.floor(share * file.length))
        return isCut ? file.subarray(0, at) : file.with(at, byte)
      })
    fc.assert(
      fc.property(tampered, (file) => {
        const judgement = judgedPhoto(file)
        if (judgement.ok) expect(latin(judgement.photo.bytes)).not.toContain('\xff\xe1\0\0')
        else expect(['photo_type_unknown', 'photo_damaged', 'photo_too_large']).toContain(judgement.code)
      }),
      { numRuns: 1000 },
    )
  })
})

test('a picture that is upright says nothing of it', () => {
  for (const file of [jpeg([exif(1, SECRET)]), png([chunk('eXIf', tiff(1, SECRET, true))])])
    expect(latin(kept(file).bytes)).not.toMatch(/exif/i)
})

test('JFIF stands first, without its thumbnail, and Exif behind it', () => {
  const jfif = segment(0xe0, joined([ascii('JFIF\0'), Uint8Array.of(1, 1, 0, 0, 72, 0, 72, 1, 1, 9, 9, 9)]))
  const { bytes } = kept(jpeg([exif(6, SECRET), jfif]))
  expect(latin(bytes)).toMatch(/^..\xff\xe0..JFIF/s)
  expect([...bytes.subarray(6, 22)]).toEqual([...ascii('JFIF\0'), 1, 1, 0, 0, 72, 0, 72, 0, 0, 0xff, 0xe1])
  expect(latin(bytes.subarray(24, 30))).toBe('Exif\0\0')
})

test('the extended format says whether it has Exif, and that it has no XMP', () => {
  const flags = (turned: number) =>
    kept(webp([photos.VP8X, photos.VP8, riffChunk('EXIF', tiff(turned, SECRET, true))])).bytes[20]
  expect([flags(1), flags(6)]).toEqual([0, 0x08])
})

test.each([
  ['photo_type_unknown', ascii('')],
  ['photo_type_unknown', ascii('GIF89a')],
  ['photo_type_unknown', ascii('<svg onload="alert(1)"/>')],
  ['photo_type_unknown', ascii('\0\0\0\x18ftypheic')],
  ['photo_damaged', ascii('\xff\xd8\xff')],
  ['photo_damaged', jpeg().subarray(0, -2)],
  ['photo_damaged', png().subarray(0, -1)],
  ['photo_damaged', png().with(19, 0)],
  ['photo_damaged', webp([photos.VP8]).subarray(0, -1)],
  ['photo_damaged', webp([riffChunk('VP8X', Uint8Array.of(2, 0, 0, 0, 15, 0, 0, 15, 0, 0)), photos.VP8])],
  ['photo_too_large', png().with(16, 1).with(17, 1)],
  ['photo_too_large', new Uint8Array(MAX_PHOTO_BYTES + 1)],
])('refused: %s', (code, file) => {
  expect(refusal(file)).toBe(code)
})

test('a file of the largest size is judged by looking at each byte once', () => {
  const noise = new Uint8Array(MAX_PHOTO_BYTES - 1000).fill(0x55)
  expect(kept(jpeg([], [joined([scan(new Uint8Array()), noise])])).bytes.length).toBeGreaterThan(noise.length)
})
