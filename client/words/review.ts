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
  planElsewhere: { zh: '上级方案', en: 'A plan of a wider area' },
  publishedBy: { zh: '{by} 发布', en: 'published by {by}' },
  buildingLife: { zh: '所属网格沿革', en: 'Grids it belonged to' },
} satisfies Record<string, Words>
