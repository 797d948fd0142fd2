import type { Action, ActorRole, CaseState, RequestKind, Supervision } from '#core/incident/case.ts'
import type { Light } from '#core/incident/clock.ts'
import type { IncidentRefusalCode } from '#core/incident/decideAction.ts'
import type { ClockReason } from '#core/incident/duties.ts'
import type {
  AdmissionRefusalCode,
  AdmissionState,
  Category,
  Department,
  LimitKind,
  Urgency,
} from '#core/incident/matters.ts'
import type { Channel, ReportFlag, ReportRefusalCode } from '#core/incident/reports.ts'
import type { ReturnRefusalCode } from '#core/incident/returned.ts'
import type { RoutingReason } from '#core/incident/routing.ts'
import type { Level } from '#core/incident/triage.ts'
import type { Words } from './words.ts'

export const caseStateWords: Record<CaseState, Words> = {
  reported: { zh: '上报', en: 'Reported' },
  filed: { zh: '已立案', en: 'Filed' },
  assigned: { zh: '已指派', en: 'Assigned' },
  handling: { zh: '处理中', en: 'In hand' },
  suspended: { zh: '挂账', en: 'Suspended' },
  feedback: { zh: '待核查', en: 'To verify' },
  closed: { zh: '已结案', en: 'Closed' },
  rejected: { zh: '不予受理', en: 'Rejected' },
  merged: { zh: '已并案', en: 'Merged' },
  void: { zh: '已作废', en: 'Void' },
}

/** On buttons, and in the timeline as what was done. */
export const actionWords: Record<Action | 'report', Words> = {
  report: { zh: '上报', en: 'Report' },
  file: { zh: '立案', en: 'File' },
  assign: { zh: '指派', en: 'Assign' },
  accept: { zh: '接单', en: 'Accept' },
  feedback: { zh: '反馈', en: 'Give feedback' },
  close: { zh: '核查结案', en: 'Verify and close' },
  selfHandle: { zh: '自办结案', en: 'Settled on the spot' },
  reject: { zh: '不予受理', en: 'Reject' },
  return: { zh: '退回', en: 'Return' },
  reassign: { zh: '改派', en: 'Reassign' },
  whistle: { zh: '吹哨', en: 'Whistle' },
  arrive: { zh: '报到', en: 'Report in' },
  rework: { zh: '返工', en: 'Send back' },
  merge: { zh: '并案', en: 'Merge' },
  reopen: { zh: '重新办理', en: 'Reopen' },
  requestSuspension: { zh: '申请挂账', en: 'Ask to suspend' },
  requestExtension: { zh: '申请延期', en: 'Ask for more time' },
  requestVoid: { zh: '申请作废', en: 'Ask to void' },
  approve: { zh: '批准', en: 'Approve' },
  decline: { zh: '不批准', en: 'Decline' },
  resume: { zh: '恢复办理', en: 'Resume' },
  urge: { zh: '催办', en: 'Urge' },
  supervise: { zh: '督办', en: 'Supervise' },
  escalate: { zh: '上报上级', en: 'Escalate' },
  acknowledge: { zh: '应答', en: 'Acknowledge' },
  ring: { zh: '再次响铃', en: 'Rang again' },
  comment: { zh: '备注', en: 'Comment' },
}

/** Instead of a reason in the timeline, where nobody wrote one. */
export const clockReasonWords: Record<ClockReason, Words> = {
  not_acknowledged: { zh: '无人应答', en: 'Nobody answered' },
}

export const requestWords: Record<RequestKind, Words> = {
  suspension: { zh: '挂账待批', en: 'Suspension to approve' },
  extension: { zh: '延期待批', en: 'Extension to approve' },
  void: { zh: '作废待批', en: 'Voiding to approve' },
}

export const actorRoleWords: Record<ActorRole, Words> = {
  commander: { zh: '综治中心', en: 'Command center' },
  grid_worker: { zh: '网格员', en: 'Grid worker' },
  community: { zh: '社区', en: 'Community' },
  street: { zh: '街道', en: 'Street' },
  department: { zh: '部门', en: 'Department' },
  police: { zh: '派出所', en: 'Police' },
  clock: { zh: '系统', en: 'System' },
}

/** 四级分诊. */
export const levelWords: Record<Level, Words> = {
  grid: { zh: '网格', en: 'Grid' },
  community: { zh: '社区', en: 'Community' },
  street: { zh: '街道', en: 'Street' },
  district: { zh: '区级', en: 'District' },
}

export const lightWords: Record<Light, Words> = {
  green: { zh: '正常', en: 'In time' },
  yellow: { zh: '临期', en: 'Due soon' },
  red: { zh: '超期', en: 'Overdue' },
  grey: { zh: '暂停计时', en: 'Clock stopped' },
}

export const supervisionWords: Record<Supervision, Words> = {
  plain: { zh: '督办', en: 'Supervised' },
  yellow: { zh: '黄牌督办', en: 'Yellow card' },
  red: { zh: '红牌督办', en: 'Red card' },
}

export const channelWords: Record<Channel, Words> = {
  grid_worker: { zh: '网格员', en: 'Grid worker' },
  resident: { zh: '居民', en: 'Resident' },
  hotline_12345: { zh: '12345 热线', en: '12345 hotline' },
  police_110: { zh: '110 非警务', en: '110, not police' },
  property: { zh: '物业', en: 'Property company' },
  sensor: { zh: '传感器', en: 'Sensor' },
  wristband: { zh: '手环', en: 'Wristband' },
  window: { zh: '接待窗口', en: 'Reception window' },
  department: { zh: '部门', en: 'Department' },
  leadership: { zh: '领导交办', en: 'Leadership' },
}

export const categoryWords: Record<Category, Words> = {
  '01': { zh: '矛盾纠纷', en: 'Disputes' },
  '02': { zh: '安全隐患', en: 'Safety hazards' },
  '03': { zh: '城市管理', en: 'Urban management' },
  '04': { zh: '环境卫生', en: 'Sanitation' },
  '05': { zh: '民生服务', en: 'Livelihood' },
  '06': { zh: '社会治安', en: 'Public order' },
  '07': { zh: '噪音扰民', en: 'Noise' },
  '08': { zh: '特殊关爱', en: 'Special care' },
  '09': { zh: '线索移送', en: 'Leads passed on' },
  '99': { zh: '其他', en: 'Other' },
}

export const departmentWords: Record<Department, Words> = {
  police: { zh: '公安', en: 'Police' },
  justice: { zh: '司法', en: 'Justice' },
  housing: { zh: '住建', en: 'Housing' },
  urban_management: { zh: '城管', en: 'Urban management' },
  emergency: { zh: '应急管理', en: 'Emergency management' },
  fire: { zh: '消防救援', en: 'Fire and rescue' },
  market: { zh: '市场监管', en: 'Market regulation' },
  environment: { zh: '生态环境', en: 'Environment' },
  health: { zh: '卫生健康', en: 'Health' },
  civil_affairs: { zh: '民政', en: 'Civil affairs' },
  social_security: { zh: '人社', en: 'Labour and social security' },
  transport: { zh: '交通运输', en: 'Transport' },
  natural_resources: { zh: '自然资源', en: 'Natural resources' },
  heating: { zh: '供热企业', en: 'Heating utility' },
  water: { zh: '供排水企业', en: 'Water utility' },
  power: { zh: '供电企业', en: 'Power utility' },
  gas: { zh: '燃气企业', en: 'Gas utility' },
  court: { zh: '法院', en: 'Court' },
  procuratorate: { zh: '检察院', en: 'Procuratorate' },
  street_office: { zh: '街道办', en: 'Street office' },
}

export const limitWords: Record<LimitKind, Words> = {
  life: { zh: '生命财产', en: 'Life and property' },
  utility: { zh: '水电气暖', en: 'Utilities' },
  ordinary: { zh: '一般', en: 'Ordinary' },
  hard: { zh: '疑难', en: 'Hard' },
}

export const urgencyWords: Record<Urgency, Words> = {
  routine: { zh: '一般', en: 'Routine' },
  urgent: { zh: '紧急', en: 'Urgent' },
  life: { zh: '危及生命', en: 'Danger to life' },
}

export const admissionWords: Record<AdmissionState, Words> = {
  proposed: { zh: '拟准入', en: 'Proposed' },
  admitted: { zh: '已准入', en: 'Admitted' },
  merged: { zh: '已合并', en: 'Merged' },
  retired: { zh: '已退出', en: 'Retired' },
}

/** What the desk should look at in a report that was accepted all the same. */
export const reportFlagWords: Record<ReportFlag, Words> = {
  position_missing: { zh: '没有位置', en: 'No position' },
  outside_district: { zh: '位置在本区以外', en: 'Outside the district' },
  outside_every_grid: { zh: '位置不在任何网格内', en: 'In no grid' },
  outside_every_beat: { zh: '位置不在任何警格内', en: 'In no beat' },
  time_in_future: { zh: '时间晚于收到的时间，已按收到时间记', en: 'Dated in the future; taken as now' },
  time_long_ago: { zh: '发生在一年以前', en: 'More than a year ago' },
  unclassified: { zh: '尚未分类', en: 'Not classified' },
  text_cleaned: { zh: '已去除无法显示的字符', en: 'Unreadable characters removed' },
}

export const routingWords: Record<RoutingReason, Words> = {
  public_order: { zh: '治安事项，由派出所办理', en: 'Public order: for the police' },
  enforcement: { zh: '执法事项，由主管部门办理', en: 'Enforcement: for the competent department' },
  nearest_help: { zh: '一键呼叫，网格员最近', en: 'Call for help: the grid worker is nearest' },
  danger: { zh: '危及生命财产，由主管部门立即处置', en: 'Danger: for the department that can end it' },
  level: { zh: '按分诊层级', en: 'By its level' },
  unclassified: { zh: '尚未分类，由社区核实', en: 'Not classified: the community looks first' },
}

/** Why something was not done with a case, or a report not taken; and what to do instead. */
export const incidentProblemWords: Record<
  IncidentRefusalCode | ReportRefusalCode | ReturnRefusalCode | AdmissionRefusalCode,
  Words
> = {
  police_matter: {
    zh: '这个事项由公安办理，不能转给网格。请在公安系统内办理，或改选其他事项。',
    en: 'This matter is the police’s own and does not go to a grid. Deal with it there, or choose another matter.',
  },
  criminal_detail: {
    zh: '内容涉及犯罪，或有不能移交的信息（涉案人员、办案情况、证件或电话号码）。犯罪由公安办理，其余请删去标出的文字再提交。',
    en: 'The text tells what stays with the police (crimes, suspects, proceedings, numbers of cards or telephones). A crime is theirs to deal with; else take out what is marked and send it again.',
  },
  already_handled: {
    zh: '{name}已先一步处理（{action}）。现已载入最新情况，请看过再继续。',
    en: '{name} was first ({action}). The newest state is loaded; look at it before going on.',
  },
  version_unknown: {
    zh: '案件状态与服务器不一致。请刷新后再试。',
    en: 'This view of the case does not match the server. Reload and try again.',
  },
  wrong_state: {
    zh: '案件目前的状态不能这样办。请按页面上列出的操作办理。',
    en: 'The case does not allow this now. Choose one of the actions shown.',
  },
  not_desk: {
    zh: '这一步由综治中心办理。请联系综治中心。',
    en: 'This is for the command center. Ask there.',
  },
  not_street_desk: {
    zh: '吹哨由街道或区级综治中心发起。请联系街道。',
    en: 'Only the desk of a street or the district whistles. Ask the street.',
  },
  not_holder: {
    zh: '案件现由他人承办。如需办理，请综治中心改派。',
    en: 'Somebody else holds the case. Ask the command center to reassign it.',
  },
  not_reporting_worker: {
    zh: '只有上报的网格员可以自办结案。其他案件请立案指派。',
    en: 'Only the grid worker who reported it can settle it on the spot. File and assign it instead.',
  },
  not_called: {
    zh: '没有向您的单位吹哨，或已经报到。',
    en: 'Your unit was not whistled for, or has reported in already.',
  },
  not_clock: { zh: '这一步由系统自动完成，无需操作。', en: 'This happens by itself.' },
  verifier_is_handler: {
    zh: '办理人不能核查自己办的案件。请另一位同事核查。',
    en: 'Whoever handled a case does not verify it. Ask a colleague.',
  },
  approver_is_requester: {
    zh: '申请人不能批准自己的申请。请另一位同事批准。',
    en: 'Whoever asked does not approve. Ask a colleague.',
  },
  nothing_pending: {
    zh: '没有待批的申请，或案件已进入下一步。',
    en: 'Nothing waits for approval, or the case has moved on.',
  },
  other_pending: {
    zh: '还有一项申请待批。请先批准或不批准，再提出新的申请。',
    en: 'Another request is waiting. Approve or decline it first.',
  },
  suspension_run_out: {
    zh: '申请的挂账期限已过。请不批准，由承办人重新申请。',
    en: 'The day asked for has passed. Decline it; the holder can ask again.',
  },
  returns_used_up: {
    zh: '已退回两次，不能再退。请办理，或请综治中心改派。',
    en: 'It has been returned as often as allowed. Handle it, or ask the command center to reassign it.',
  },
  extension_used: {
    zh: '已经延期一次，不能再延。请抓紧办理，或申请挂账。',
    en: 'It has been extended once already. Finish it, or ask to suspend it.',
  },
  extension_only_if_hard: {
    zh: '只有疑难案件可以延期。如确属疑难，请综治中心重新立案认定。',
    en: 'Only a hard case is extended. If it is one, ask the command center to file it as such.',
  },
  level_highest: {
    zh: '已在区级，没有更高一级。',
    en: 'It is with the district already; there is no level above.',
  },
  supervision_highest: { zh: '已是红牌督办。', en: 'It has the red card already.' },
  not_sos: {
    zh: '这不是一键呼叫，无需应答。',
    en: 'This is no call for help; there is nothing to acknowledge.',
  },
  already_acknowledged: { zh: '{name}已应答。', en: '{name} has acknowledged it.' },
  not_settled_in_grid: {
    zh: '执法、求助和超出网格的事项不能自办结案。请上报，由综治中心立案。',
    en: 'Enforcement, calls for help and what goes beyond the grid are not settled on the spot. Leave it to the command center.',
  },
  reason_missing: { zh: '请写明理由。', en: 'Write the reason.' },
  opinion_missing: { zh: '请写明办理情况或意见。', en: 'Write what was done or found.' },
  photo_missing: { zh: '请附上现场照片。', en: 'Attach a photo from the place.' },
  until_invalid: {
    zh: '挂账期限应晚于现在，且不超过规定天数。请另选日期。',
    en: 'A suspension ends later than now, and not later than allowed. Choose another day.',
  },
  called_missing: { zh: '请选择要吹哨的部门。', en: 'Choose the departments to whistle for.' },
  holder_unchanged: {
    zh: '案件已由其承办。请选择其他承办人。',
    en: 'They hold it already. Choose somebody else.',
  },
  enforcement_needs_department: {
    zh: '执法事项不能指派给网格员、社区或街道。请指派主管部门或派出所。',
    en: 'Enforcement is not for a grid worker, community or street. Assign the competent department or the police.',
  },
  supervision_not_higher: {
    zh: '督办只能升级。请选择更高一级。',
    en: 'Supervision only goes up. Choose a higher card.',
  },
  merge_into_itself: {
    zh: '不能并入自身。请选择另一个案件。',
    en: 'A case is not merged into itself. Choose another.',
  },
  merge_target_ended: {
    zh: '目标案件已办结。请选择仍在办理的案件。',
    en: 'That case has ended. Choose one that is open.',
  },
  matter_unknown: {
    zh: '事项清单中没有这一项。请重新选择。',
    en: 'The catalogue has no such matter. Choose again.',
  },
  matter_not_admitted: {
    zh: '该事项尚未准入，不能选用。请选择其他事项。',
    en: 'That matter is not admitted yet. Choose another.',
  },
  matter_merged: {
    zh: '该事项已并入其他事项。请选用合并后的事项。',
    en: 'That matter has been merged into another. Choose that one.',
  },
  matter_retired: {
    zh: '该事项已退出清单，不能选用。请选择其他事项。',
    en: 'That matter has been retired. Choose another.',
  },
  category_mismatch: {
    zh: '事项与类别不符。请核对后再报。',
    en: 'The matter does not belong to that category. Check both.',
  },
  text_missing: { zh: '请写明发生了什么。', en: 'Write what happened.' },
  text_too_long: {
    zh: '内容过长。请写要点，其余作为附件。',
    en: 'The text is too long. Write the gist and attach the rest.',
  },
  admission_not_possible: {
    zh: '该事项目前的状态不能这样变更。',
    en: 'The matter’s state does not allow this change.',
  },
  admission_reason_missing: { zh: '请写明准入或退出的理由。', en: 'Write why it is admitted or retired.' },
  admission_target_missing: {
    zh: '请选择合并到的事项，且须已准入。',
    en: 'Choose the admitted matter that it is merged into.',
  },
}
