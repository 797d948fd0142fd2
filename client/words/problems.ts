import type { Refusal } from '#core/plan/commands.ts'
import { refusalWords } from './codes.ts'
import { crewProblemWords } from './crewProblems.ts'
import type { Words } from './words.ts'

const problemWords = {
  offline: {
    zh: '连不上服务器。请检查网络；恢复后会自动重试，已做的改动不会丢。',
    en: 'The server cannot be reached. Check the network; it is tried again by itself, and nothing you did is lost.',
  },
  timed_out: {
    zh: '服务器没有及时应答。稍后会重试，已做的改动不会丢。',
    en: 'The server did not answer in time. It will be tried again; nothing you did is lost.',
  },
  internal_error: {
    zh: '服务器出错，这一步没有完成。请稍后再试。',
    en: 'The server failed and this step was not done. Try again in a moment.',
  },
  busy: {
    zh: '服务器正忙，这一步还没有完成。请稍等片刻再试。',
    en: 'The server is busy and this step is not done yet. Try again in a moment.',
  },
  press_busy: {
    zh: '正在制作的材料太多，请过半分钟再试。',
    en: 'Too many papers are being made. Try again in half a minute.',
  },
  optimiser_busy: {
    zh: '正在计算的调整建议太多。请等其中一个完成或取消后再试。',
    en: 'Too many proposals are being computed. Wait until one is done, or cancel one, and try again.',
  },
  job_unknown: {
    zh: '这次计算已不在服务器上：超过一小时，或服务器重新启动过。请重新计算。',
    en: 'The server no longer has this computation: it is over an hour old, or the server was started anew. Ask for a fresh one.',
  },
  answer_malformed: {
    zh: '服务器的应答无法识别，可能版本不一致。请刷新页面。',
    en: 'The answer could not be read; versions may differ. Reload the page.',
  },
  editor_failed: {
    zh: '编辑器出错，这一步没有完成。请刷新页面；已做的改动不会丢。',
    en: 'The editor failed and this step was not done. Reload the page; nothing you did is lost.',
  },
  session_required: { zh: '登录已过期。请重新登录。', en: 'You have been signed out. Sign in again.' },
  credentials_wrong: {
    zh: '账号或密码不正确。请核对后再试。',
    en: 'User or password is wrong. Check them and try again.',
  },
  too_many_attempts: {
    zh: '尝试次数过多，已暂时锁定。请过几分钟再试。',
    en: 'Too many attempts; locked for a while. Try again in a few minutes.',
  },
  setup_token_invalid: {
    zh: '此链接已失效或已用过。请重新启动服务，使用新打印的链接。',
    en: 'This link is no longer valid. Restart the server and use the link that it prints.',
  },
  no_district: {
    zh: '还没有区划数据。请先导入社区和网格，再创建账号。',
    en: 'There is no district yet. Import communities and grids before making accounts.',
  },
  role_forbids: {
    zh: '您的账号只能查看，不能改动。如需调整，请联系规划员。',
    en: 'Your account may look but not change. Ask a planner.',
  },
  scope_too_small: {
    zh: '这一步需要区级账号。请联系区级管理人员。',
    en: 'This step needs an account of the district. Ask there.',
  },
  foreign_origin: {
    zh: '请求来自其他网址，已被拒绝。请从本系统的网址打开页面。',
    en: 'The request came from another address and was refused. Open the page at its own address.',
  },
  not_found: {
    zh: '没有找到，可能已被删除，或不在您的辖区内。',
    en: 'Not found: it may be gone, or lie outside your area.',
  },
  area_unknown: {
    zh: '没有这个社区，或不在您的辖区内。请重新选择。',
    en: 'That community does not exist or lies outside your area. Choose again.',
  },
  input_invalid: {
    zh: '填写的内容不符合要求。请核对后再试。',
    en: 'What was entered is not valid. Check it and try again.',
  },
  period_in_future: {
    zh: '这一时段还没有开始。请选择已开始的班次或日期。',
    en: 'That period is yet to come. Choose one that has begun.',
  },
  already_taken_over: {
    zh: '{name}已先一步接班。现已载入最新记录。',
    en: '{name} was first to take over. The newest records are loaded.',
  },
  taker_is_giver: {
    zh: '交班人不能自己接班。请由另一人登录后签字。',
    en: 'Whoever hands over cannot take over. Somebody else has to sign in and sign.',
  },
  stale_revision: {
    zh: '方案已在别处改动，现已载入最新内容。请核对后再继续。',
    en: 'The plan was changed elsewhere; its newest state is loaded. Check it before going on.',
  },
  base_changed: {
    zh: '方案所依据的网格已有新的发布。请在草稿中套用到最新网格，再提交和发布。',
    en: 'The grids under this plan have been republished. Replay the draft over the newest ones, then submit and publish it.',
  },
  findings_block: {
    zh: '还有校验错误，不能继续。请先在“校验”中逐条处理。',
    en: 'Errors stand in the way. Work through the findings first.',
  },
  signature_missing: {
    zh: '会签尚未完成，不能发布。请先由各级签署。',
    en: 'Signatures are missing. Have every level sign first.',
  },
  already_signed: { zh: '您这一级已经签过，无需再签。', en: 'Your level has signed already.' },
  plan_not_draft: {
    zh: '方案已提交，不能再修改。如需修改，请先退回修改。',
    en: 'The plan has been submitted and can no longer be changed. Take it back first.',
  },
  plan_not_submitted: {
    zh: '方案不在待会签状态，不能签署或发布。已载入最新状态。',
    en: 'The plan is not awaiting signatures; its newest state is loaded.',
  },
  plan_closed: {
    zh: '方案已发布或已放弃，不能再改动。',
    en: 'The plan is published or given up and can no longer change.',
  },
  plan_empty: {
    zh: '方案没有任何改动，无需提交。',
    en: 'The plan changes nothing; there is nothing to submit.',
  },
  reason_missing: {
    zh: '方案还没有写明理由，不能提交。请先写上为什么调整。',
    en: 'The plan does not say why it is made, so it cannot be submitted. Write the reason first.',
  },
  nothing_to_undo: { zh: '没有可以撤销的步骤。', en: 'There is nothing to undo.' },
  nothing_to_redo: { zh: '没有可以重做的步骤。', en: 'There is nothing to redo.' },
  code_taken: {
    zh: '方案中的网格编码已被使用。请另起方案。',
    en: 'A code of this plan has been taken meanwhile. Start a new plan.',
  },
  effective_in_past: {
    zh: '生效日期不能早于今天。请另选日期。',
    en: 'The effective day lies in the past. Choose another.',
  },
  effective_before_published: {
    zh: '该社区已有更晚生效的发布。请选更晚的生效日期。',
    en: 'The community has a publication that takes effect later. Choose a later day.',
  },
  coverage_broken: {
    zh: '发布前复核发现网格之间有缝隙或重叠，没有发布。请联系管理员。',
    en: 'The last check found a gap or an overlap, so nothing was published. Ask an administrator.',
  },
  plans_apart: {
    zh: '两个方案没有共同的社区，无法对比。请另选一个方案。',
    en: 'The two plans have no community in common. Choose another plan.',
  },
  already_resolved: {
    zh: '这条意见已经处理完毕。',
    en: 'This comment has been resolved already.',
  },
  base_current: {
    zh: '方案所依据的网格没有新的发布，无需更新。',
    en: 'Nothing has been published under this plan since; there is nothing to replay.',
  },
  as_of_in_future: {
    zh: '不能恢复到将来的某一天。请选择已经过去的日期。',
    en: 'What has not been yet cannot be restored. Choose a day in the past.',
  },
  holder_unknown: {
    zh: '没有这个承办人或单位，可能刚被调整。请重新选择承办方。',
    en: 'There is no such holder, perhaps not any more. Choose the holder again.',
  },
  external_id_taken: {
    zh: '这个来源编号已登记为另一案件。请核对来源编号。',
    en: 'Another case has this number of its source. Check the number.',
  },
  idempotency_key_reused: {
    zh: '同一次提交的内容变了，没有登记。请刷新页面后重新提交。',
    en: 'What was sent again differs from the first time, so nothing was taken. Reload and send it anew.',
  },
  matter_changed: {
    zh: '这个事项刚被别人修改。请看过最新内容再改。',
    en: 'Somebody else has just changed this matter. Look at it before changing it.',
  },
  matter_code_taken: {
    zh: '事项编码已被使用，退出的编码也不再启用。请换一个编码。',
    en: 'The code is taken, and retired ones do not come back. Choose another.',
  },
  cursor_invalid: {
    zh: '列表的翻页位置已失效。请从头加载列表。',
    en: 'The place in the list is no longer valid. Load the list from its beginning.',
  },
  nothing_published_then: {
    zh: '当时这里还没有发布的网格。请选择更晚的日期。',
    en: 'Nothing was published here at that time. Choose a later day.',
  },
} satisfies Record<string, Words>

const words: Readonly<Record<string, Words>> = { ...problemWords, ...crewProblemWords, ...refusalWords }

/** Words for a problem, refusal or transport code; an unknown code says so and keeps the code for support. */
export const problemSpoken = (code: string): Words =>
  words[code] ?? {
    zh: `这一步没有完成（${code}）。请刷新后再试；若仍不行，请联系管理员。`,
    en: `This step was not done (${code}). Reload and try again, or ask an administrator.`,
  }

/** More grids and buildings than this are not named one by one. */
const MOST_NAMES = 3

/** Why a command is refused, after the names of the buildings, or else the grids, that are in its way. */
export const refusalSpoken = (
  { code, grids = [], buildings = [] }: Refusal,
  names: ReadonlyMap<string, string>,
): Words => {
  const why = problemSpoken(code)
  const about = (buildings.length > 0 ? buildings : grids).flatMap((id) => names.get(id) ?? [])
  if (about.length === 0) return why
  const named = about.slice(0, MOST_NAMES)
  const isCut = about.length > MOST_NAMES
  return {
    zh: `${named.join('、')}${isCut ? ` 等 ${about.length} 处` : ''}：${why.zh}`,
    en: `${named.join(', ')}${isCut ? ` and ${about.length - MOST_NAMES} more` : ''}: ${why.en}`,
  }
}

export const hasWords = (code: string): boolean => code in words
