import type { Words } from './words.ts'

/** Around what a plan is called and why it is made. */
export const wording = {
  name: { zh: '方案名称', en: 'Name of the plan' },
  reason: { zh: '调整理由', en: 'Reason' },
  noReason: { zh: '没有写明理由。', en: 'No reason was given.' },
  example: {
    zh: '例如：第八网格 709 户，一名网格员照看不过来。',
    en: 'For example: 709 households are too many for one grid worker.',
  },
  note: {
    zh: '理由随方案会签、发布，写入变更通知和网格的历史。',
    en: 'It goes with the plan to be signed and published, into the notice and the history of its grids.',
  },
  wanted: {
    zh: '还没有写理由。写一句，会签的人和以后查历史的人都看得到；也可以直接提交。',
    en: 'No reason yet. A line helps whoever signs, and whoever looks back; you may also submit without.',
  },
  needed: { zh: '本单位要求写明理由才能提交。', en: 'Your office asks for a reason before submitting.' },
} satisfies Record<string, Words>
