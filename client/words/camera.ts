import type { Camera } from '#contract/camera.ts'
import type { Words } from './words.ts'

export const cameraKindWords: Record<Camera['kind'], Words> = {
  fixed: { zh: '固定', en: 'Fixed' },
  turning: { zh: '可转动', en: 'Turning' },
}
export const cameraOwnerWords: Record<Camera['owner'], Words> = {
  police: { zh: '公安', en: 'Police' },
  city: { zh: '城管', en: 'City' },
  community: { zh: '社区', en: 'Community' },
}
export const cameraWords = {
  near: { zh: '{metres} 米内的摄像头', en: 'Cameras within {metres} m' },
  loading: { zh: '正在查找摄像头', en: 'Looking for cameras' },
  none: { zh: '附近没有登记的摄像头。', en: 'No camera is registered near by.' },
  unlinked: { zh: '未接视频平台', en: 'not on the video platform' },
  open: { zh: '在视频平台中打开', en: 'Open on the video platform' },
} satisfies Record<string, Words>
