import type { PostRole } from '#core/beat/crew.ts'

/** Words for crews on paper. */
export const roleWords: Record<PostRole, string> = {
  chief: '网格长',
  instructor: '网格指导员',
  worker: '网格员',
  auxiliary: '辅助员',
  community_officer: '社区民警',
}
