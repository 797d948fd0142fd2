import type { PhotoRefusalCode } from '#core/photo/photo.ts'
import type { Words } from './words.ts'

/** Photos of cases: chosen, sent, looked at. */
export const photo = {
  choose: { zh: '选择照片', en: 'Choose photos' },
  take: { zh: '拍照', en: 'Take a photo' },
  dropHere: { zh: '也可以把照片拖到这里', en: 'or drop them here' },
  drop: { zh: '松开即添加', en: 'Let go to add them' },
  optional: { zh: '照片（可不附）', en: 'Photos (may be left out)' },
  ofReport: { zh: '照片', en: 'Photos' },
  nth: { zh: '照片 {n}', en: 'Photo {n}' },
  sending: { zh: '正在上传 {percent}%', en: '{percent}% sent' },
  ready: { zh: '已上传', en: 'Sent' },
  retry: { zh: '重试', en: 'Try again' },
  remove: { zh: '去掉 {name}', en: 'Remove {name}' },
  of: { zh: '{action} · {time} · 照片 {n}/{total}', en: '{action} · {time} · photo {n} of {total}' },
  open: { zh: '放大查看：{name}', en: 'Look at {name}' },
  viewer: { zh: '现场照片', en: 'Photos of the case' },
  next: { zh: '下一张', en: 'Next' },
  previous: { zh: '上一张', en: 'Previous' },
  notKept: { zh: '{name}（文件未保存）', en: '{name} (file not kept)' },
  gone: {
    zh: '照片没有载入。请检查网络后再看。',
    en: 'The photo did not load. Check the network and look again.',
  },
} satisfies Record<string, Words>

/** Why a photo is not taken, or a step not with it; and what to do. */
export const photoProblemWords: Record<
  PhotoRefusalCode | 'photo_unknown' | 'too_many_photos' | 'too_many_uploads' | 'photos_unfinished',
  Words
> = {
  photo_type_unknown: {
    zh: '这不是 JPEG、PNG 或 WebP 照片。请另选，或先转成 JPEG。',
    en: 'This is no JPEG, PNG or WebP photo. Choose another, or save it as JPEG first.',
  },
  photo_damaged: {
    zh: '照片文件不完整，打不开。请重新拍摄或另选一张。',
    en: 'The file breaks off and cannot be opened. Take it again or choose another.',
  },
  photo_too_large: {
    zh: '照片超过 8 MB 或像素过多。请缩小后再传。',
    en: 'The photo is over 8 MB or has too many pixels. Make it smaller.',
  },
  photo_unknown: {
    zh: '有照片还没有传到服务器，或已过期，正在重新上传。传完后请再确认一次。',
    en: 'A photo is not on the server, or no longer; it is being sent again. Confirm once more when it is there.',
  },
  too_many_photos: {
    zh: '一次最多附 9 张照片。请去掉几张，其余可在备注中补充。',
    en: 'Nine photos at most at a time. Remove some, and add the rest with a comment.',
  },
  too_many_uploads: {
    zh: '已上传而没有使用的照片太多。请先完成手头的登记或办理，或明天再试。',
    en: 'Too many photos were sent and not used. Finish what you have begun, or try again tomorrow.',
  },
  photos_unfinished: {
    zh: '有照片没有传上。正在传的请稍等；传不上的请重试或去掉。',
    en: 'The photos are not all there yet. Wait a moment; try again with those that failed, or remove them.',
  },
}
