import type { CaseState } from '#core/incident/case.ts'
import type { Category, Urgency } from '#core/incident/matters.ts'
import type { Channel } from '#core/incident/reports.ts'

/** Words for cases on paper. */
export const categoryWords: Record<Category, string> = {
  '01': '矛盾纠纷',
  '02': '安全隐患',
  '03': '城市管理',
  '04': '环境卫生',
  '05': '民生服务',
  '06': '社会治安',
  '07': '噪音扰民',
  '08': '特殊关爱',
  '09': '线索移送',
  '99': '其他',
}

export const channelWords: Record<Channel, string> = {
  grid_worker: '网格员',
  resident: '居民',
  hotline_12345: '12345 热线',
  police_110: '110 非警务',
  property: '物业',
  sensor: '传感器',
  wristband: '手环',
  window: '接待窗口',
  department: '部门',
  leadership: '领导交办',
}

export const urgencyWords: Record<Urgency, string> = {
  routine: '一般',
  urgent: '紧急',
  life: '危及生命',
}

export const stateWords: Record<CaseState, string> = {
  reported: '上报',
  filed: '已立案',
  assigned: '已指派',
  handling: '处理中',
  suspended: '挂账',
  feedback: '待核查',
  closed: '已结案',
  rejected: '不予受理',
  merged: '已并案',
  void: '已作废',
}
