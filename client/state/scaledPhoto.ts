import { MAX_PHOTO_BYTES, PHOTO_TYPES } from '#core/photo/photo.ts'

/** Enough to read a number plate across a yard; cameras give three times as much. */
const LONGEST_PX = 2560
const QUALITY = 0.86

/** The size of a picture whose longer edge is at most that long; never larger than it is. */
export function fitted(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, LONGEST_PX / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/**
 * A photo as it is sent: as it is, or drawn again as JPEG where it is larger than anybody looks at, or of a type that
 * this browser reads and the server does not take. What cannot be read or drawn here is left to the server to judge.
 */
export async function scaledPhoto(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file).catch(() => null)
  if (!picture) return file
  const { width, height } = fitted(picture.width, picture.height)
  const isTaken = (PHOTO_TYPES as readonly string[]).includes(file.type) && file.size <= MAX_PHOTO_BYTES
  try {
    if (isTaken && width === picture.width) return file
    const canvas = new OffscreenCanvas(width, height)
    const paper = canvas.getContext('2d')
    if (!paper) return file
    paper.fillStyle = 'white'
    paper.fillRect(0, 0, width, height)
    paper.imageSmoothingQuality = 'high'
    paper.drawImage(picture, 0, 0, width, height)
    return await canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY })
  } catch {
    return file
  } finally {
    picture.close()
  }
}
