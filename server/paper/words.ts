import type { GridBand } from '../contract/area.ts'
import type { PlanStatus, Signature } from '../contract/plan.ts'

/** Words on paper; what is handed out is Chinese. */
export const bandWords: Record<GridBand, string> = {
  under: '过少',
  low: '偏少',
  in: '适中',
  high: '偏多',
  over: '超出',
}

export const statusWords: Record<PlanStatus, string> = {
  draft: '草稿，尚未提交',
  submitted: '已提交，会签中',
  published: '已发布',
  withdrawn: '已撤回',
}

export const levelWords: Record<Signature['level'], string> = {
  community: '社区',
  street: '街道',
  district: '区',
  police: '公安',
}

/** 709 → 468: −241, 0 → 120: +120, and nothing for nothing. */
export const signed = (difference: number): string =>
  difference === 0 ? '0' : difference > 0 ? `+${difference}` : `−${-difference}`

/** What has to stand on every map and print: the approval number, or what this is without one. */
export function officialLine(settings: { approvalNumber: string | null; demo: boolean } | undefined): string {
  if (settings?.approvalNumber) return `审图号 ${settings.approvalNumber}`
  return settings?.demo === false ? '内部使用，尚无审图号' : '演示数据'
}
