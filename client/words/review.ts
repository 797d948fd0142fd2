import type { Words } from './words.ts'

/** Labels of what stands beside the editing: papers, history, comments, plans side by side. */
export const review = {
  papers: { zh: '材料', en: 'Papers' },
  noticePdf: { zh: '调整方案 PDF', en: 'Change notice, PDF' },
  noticeSheet: { zh: '调整方案表格 XLSX', en: 'Change notice, XLSX' },
  noticePage: { zh: '打印调整方案（A4）', en: 'Print the change notice (A4)' },
  map: { zh: '打印地图', en: 'Print the map' },
  mapPdf: { zh: '{community}网格图 PDF（A3）', en: 'Map of {community}, PDF (A3)' },
  mapPage: { zh: '打印{community}网格图（A3）', en: 'Print the map of {community} (A3)' },
  making: { zh: '正在制作…', en: 'Being made…' },

  timeline: { zh: '发布时间轴', en: 'Time line of publications' },
  publicationSaid: {
    zh: '{plan} · {by} · {grids} 个网格 · {households} 户换网格',
    en: '{plan} · {by} · {grids} grids · {households} households moved',
  },
  publicationBeats: { zh: '{beats} 个警格', en: '{beats} beats' },
  planElsewhere: { zh: '上级方案', en: 'A plan of a wider area' },
  publishedBy: { zh: '{by} 发布', en: 'published by {by}' },
  replaced: {
    zh: '原定 {from} 起，生效前已被替换',
    en: 'due {from}, replaced before it took effect',
  },
  buildingLife: { zh: '所属网格沿革', en: 'Grids it belonged to' },

  undoLost: {
    zh: '方案已有变动，离线时的“撤销”没有再做，请核对。',
    en: 'The plan has changed: an “Undo” made offline was not done again. Please check.',
  },
  redoLost: {
    zh: '方案已有变动，离线时的“重做”没有再做，请核对。',
    en: 'The plan has changed: a “Redo” made offline was not done again. Please check.',
  },
  undoUnseen: { zh: '{count} 步撤销待发送', en: '{count} undo to send' },
  redoUnseen: { zh: '{count} 步重做待发送', en: '{count} redo to send' },
  unseenTip: {
    zh: '撤销或重做的是本页打开之前的步骤，恢复连接后显示结果。',
    en: 'These concern steps from before this page was opened; the result shows once connected again.',
  },

  comments: { zh: '意见', en: 'Comments' },
  noComments: {
    zh: '还没有意见。写下意见，钉在地图上的相应位置。',
    en: 'No comments yet. Write one and pin it to its place on the map.',
  },
  newComment: { zh: '写意见（Ctrl Enter 发出）', en: 'Write a comment (Ctrl Enter sends it)' },
  pin: { zh: '选位置', en: 'Pin' },
  pinHint: { zh: '在地图上点一下位置，Esc 取消。', en: 'Click the place on the map, Esc cancels.' },
  pinnedHere: { zh: '钉在所点位置 {grid}', en: 'pinned where you clicked {grid}' },
  pinnedOn: { zh: '钉在{grid}', en: 'pinned to {grid}' },
  pinnedNowhere: { zh: '针对整个方案', en: 'about the whole plan' },
  send: { zh: '发出', en: 'Send' },
  settle: { zh: '标为已处理', en: 'Mark as resolved' },
  settledBy: { zh: '{by} 已处理', en: 'resolved by {by}' },
  pinLabel: { zh: '意见 {number}，{name}：{text}', en: 'Comment {number} by {name}: {text}' },
  pinNew: { zh: '新意见的位置', en: 'Place of the new comment' },

  newPlan: { zh: '新建方案', en: 'New plan' },
  newPlanFor: { zh: '{area}调整', en: 'Plan for {area}' },

  sideBySide: { zh: '方案并排', en: 'Plans side by side' },
  layOver: { zh: '叠加显示 {name}', en: 'Lay {name} over the map' },
  layOverTip: {
    zh: '在地图上叠加同一范围的方案，最多三个',
    en: 'Lays up to three plans of one area over the map',
  },
  takeOff: { zh: '取消叠加 {name}', en: 'Take {name} off the map' },
  openPlan: { zh: '打开方案 {name}', en: 'Open {name}' },
  outOfBand: { zh: '户数不适中的网格', en: 'Grids out of band' },
  householdsMoved: { zh: '换网格户数', en: 'Households moved' },
  boundaryLength: { zh: '边界长度（米）', en: 'Boundary length (m)' },
} satisfies Record<string, Words>
