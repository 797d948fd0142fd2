import { refusalWords } from './codes.ts'
import type { Words } from './words.ts'

const problemWords = {
  offline: {
    zh: '连不上服务器。网络恢复后会自动重试,已做的改动不会丢。',
    en: 'The server cannot be reached. It will be tried again; nothing you did is lost.',
  },
  timed_out: {
    zh: '服务器没有及时应答。稍后会重试,已做的改动不会丢。',
    en: 'The server did not answer in time. It will be tried again; nothing you did is lost.',
  },
  server_error: {
    zh: '服务器出错,这一步没有完成。请稍后再试。',
    en: 'The server failed and this step was not done. Try again in a moment.',
  },
  answer_malformed: {
    zh: '服务器的应答无法识别,可能版本不一致。请刷新页面。',
    en: 'The answer could not be read; versions may differ. Reload the page.',
  },
  unauthenticated: { zh: '登录已过期。请重新登录。', en: 'You have been signed out. Sign in again.' },
  invalid_credentials: {
    zh: '账号或密码不正确。请核对后再试。',
    en: 'User or password is wrong. Check them and try again.',
  },
  locked_out: {
    zh: '尝试次数过多,账号已暂时锁定。请稍后再试。',
    en: 'Too many attempts; the account is locked for a while. Try again later.',
  },
  forbidden: {
    zh: '您的账号只能查看,不能改动。如需调整,请联系规划员。',
    en: 'Your account may look but not change. Ask a planner.',
  },
  not_found: {
    zh: '没有找到,可能已被撤回,或不在您的辖区内。',
    en: 'Not found: it may have been withdrawn, or lies outside your area.',
  },
  invalid_input: {
    zh: '填写的内容不符合要求。请核对后再试。',
    en: 'What was entered is not valid. Check it and try again.',
  },
  stale_revision: {
    zh: '方案已在别处改动。已载入最新内容,请再试一次。',
    en: 'The plan was changed elsewhere. The newest state is loaded; try again.',
  },
  base_changed: {
    zh: '方案所依据的网格已有新的发布,不能再发布本方案。请按最新网格另起方案。',
    en: 'The grids under this plan have been republished, so it can no longer be published. Start a new plan.',
  },
  findings_block: {
    zh: '还有校验错误,不能发布。请先在“校验”中逐条处理。',
    en: 'Errors stand in the way of publishing. Work through the findings first.',
  },
  signatures_missing: {
    zh: '会签尚未完成,不能发布。请先由各级签署。',
    en: 'Signatures are missing. Have every level sign first.',
  },
  plan_not_draft: {
    zh: '方案已提交,不能再修改。如需修改,请先撤回。',
    en: 'The plan has been submitted and can no longer be changed. Withdraw it to change it.',
  },
  plan_exists: {
    zh: '这个社区已有一个进行中的方案。请打开它继续,或先撤回。',
    en: 'This community already has a plan under way. Open it, or withdraw it first.',
  },
  nothing_to_undo: { zh: '没有可以撤销的步骤。', en: 'There is nothing to undo.' },
  nothing_to_redo: { zh: '没有可以重做的步骤。', en: 'There is nothing to redo.' },
} satisfies Record<string, Words>

const words: Readonly<Record<string, Words>> = { ...problemWords, ...refusalWords }

/** Words for a problem, refusal or transport code; an unknown code says so and keeps the code for support. */
export const problemSpoken = (code: string): Words =>
  words[code] ?? {
    zh: `这一步没有完成(${code})。请刷新后再试;若仍不行,请联系管理员。`,
    en: `This step was not done (${code}). Reload and try again, or ask an administrator.`,
  }
