import type { Words } from './words.ts'

/** The catalogue of matters: 事项清单. */
export const matter = {
  catalogue: { zh: '事项清单', en: 'Matters' },
  open: { zh: '事项清单', en: 'Catalogue of matters' },
  back: { zh: '返回案件', en: 'Cases' },
  search: { zh: '名称、编码或部门', en: 'Name, code or department' },
  all: { zh: '全部', en: 'All' },
  allCategories: { zh: '全部类别', en: 'Every category' },
  allDepartments: { zh: '全部部门', en: 'Every department' },
  state: { zh: '准入状态', en: 'Admission' },
  onlyEnforcement: { zh: '只看执法', en: 'Enforcement' },
  count: { zh: '{count} 项', en: '{count} matters' },
  loading: { zh: '正在载入事项清单…', en: 'Loading the catalogue…' },
  none: {
    zh: '清单里还没有事项。点“新增事项”提出第一项。',
    en: 'The catalogue is empty. Propose the first matter.',
  },
  noneFits: {
    zh: '没有符合条件的事项。清除条件看全部。',
    en: 'No matter fits. Clear the filter to see all.',
  },
  clear: { zh: '清除条件', en: 'Clear' },
  pick: {
    zh: '选一个事项，这里显示它的内容和变更记录。按 ↑、↓ 逐项查看。',
    en: 'Choose a matter; what it says and how it came to it appear here. The arrow keys go from one to the next.',
  },
  add: { zh: '新增事项', en: 'Propose a matter' },
  readOnly: {
    zh: '您可以查看。修改由系统管理员办理。',
    en: 'You may look. Changes are made by an administrator.',
  },
  code: { zh: '编码', en: 'Code' },
  codeHint: {
    zh: '前两位是类别。用过的编码不再启用。',
    en: 'The first two digits are the category. A code that was used never comes back.',
  },
  category: { zh: '类别', en: 'Category' },
  version: { zh: '第 {n} 版', en: 'Version {n}' },
  save: { zh: '保存修改', en: 'Save the change' },
  propose: { zh: '提出', en: 'Propose' },
  revert: { zh: '放弃修改', en: 'Discard' },
  reason: { zh: '理由', en: 'Reason' },
  reasonOfChange: { zh: '为什么改', en: 'Why it is changed' },
  saved: { zh: '已保存：{name}', en: 'Saved: {name}' },
  late: {
    zh: '{by}刚刚改过这一项，现显示最新内容；您填写的还在，请核对后再保存。',
    en: '{by} has just changed this matter. Its newest state is shown and what you entered is still here: check it and save again.',
  },
  admission: { zh: '准入与退出', en: 'Admission' },
  admit: { zh: '准入', en: 'Admit' },
  admitAgain: { zh: '恢复准入', en: 'Admit again' },
  merge: { zh: '并入其他事项', en: 'Merge into another' },
  retire: { zh: '退出清单', en: 'Retire' },
  into: { zh: '并入', en: 'Merge into' },
  retireNote: {
    zh: '退出后不能再选用；已立的案件保留原事项。可以恢复准入。',
    en: 'It can no longer be chosen; cases keep it. It can be admitted again.',
  },
  history: { zh: '变更记录', en: 'History' },
  first: { zh: '提出', en: 'Proposed' },
  initial: { zh: '初始清单', en: 'In the catalogue from the start' },
  became: { zh: '{field}：{before} → {after}', en: '{field}: {before} → {after}' },
  yes: { zh: '是', en: 'yes' },
  no: { zh: '否', en: 'no' },
  mergedInto: { zh: '已并入 {name}', en: 'Merged into {name}' },
} satisfies Record<string, Words>

/** What a matter says of itself. */
export const matterFieldWords = {
  zh: { zh: '中文名称', en: 'Chinese name' },
  en: { zh: '英文名称', en: 'English name' },
  department: { zh: '主管部门', en: 'Department' },
  limit: { zh: '默认时限', en: 'Limit' },
  urgency: { zh: '紧急程度', en: 'Urgency' },
  level: { zh: '分诊层级', en: 'Level' },
  enforcement: { zh: '执法事项', en: 'Enforcement' },
  admission: { zh: '准入状态', en: 'Admission' },
} satisfies Record<string, Words>
