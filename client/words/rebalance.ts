import type { Words } from './words.ts'

/** Labels of the rebalance. */
export const rebalanceWords = {
  rebalance: { zh: '自动均衡', en: 'Rebalance' },
  intro: {
    zh: '找出搬动户数最少的调整办法，并说明是否已是最优。',
    en: 'Finds the way that moves fewest households, and says whether it is the best there is.',
  },
  goal: { zh: '目标', en: 'Goal' },
  overload: { zh: '只给超载网格减负', en: 'Relieve overloaded grids' },
  band: { zh: '所有网格进入户数带', en: 'Bring every grid into the band' },
  least: { zh: '最少户数', en: 'At least' },
  most: { zh: '最多户数', en: 'At most' },
  weights: { zh: '更多要求', en: 'More wishes' },
  perBuilding: { zh: '每换一栋楼，相当于多搬', en: 'A building that moves counts as' },
  perM: { zh: '每 100 米边界，相当于', en: '100 m of boundary count as' },
  householdsUnit: { zh: '{count} 户', en: '{count} households' },
  barriers: { zh: '不跨河流、铁路和主干道', en: 'Not across rivers, railways and main roads' },
  preset: { zh: '偏重', en: 'Prefer' },
  fewest: { zh: '少搬户', en: 'fewest moved' },
  compact: { zh: '边界短', en: 'compact' },
  even: { zh: '户数匀', en: 'even' },
  start: { zh: '计算', en: 'Compute' },
  again: { zh: '重新计算', en: 'Compute again' },
  stop: { zh: '停止', en: 'Stop' },
  working: {
    zh: '正在计算：{done}/{total} 个社区，{seconds} 秒',
    en: 'Computing: {done} of {total} communities, {seconds} s',
  },
  proving: {
    zh: '已有办法，正在求证是否最优，{seconds} 秒',
    en: 'There is a way; proving that it is the best, {seconds} s',
  },
  optimal: { zh: '已证明最优：没有搬动更少的办法', en: 'Proved optimal: no way moves fewer' },
  bounded: {
    zh: '未能证明最优：最多还能少搬 {above} 户',
    en: 'Not proved optimal: at most {above} households fewer would do',
  },
  unproved: { zh: '计算已停止，未求证', en: 'Stopped before a proof' },
  moved: {
    zh: '{buildings} 栋 {households} 户换网格',
    en: '{buildings} buildings, {households} households move',
  },
  outside: { zh: '带外户数 {before} → {after}', en: 'Outside the band {before} → {after}' },
  nothing: { zh: '已经全部在带内，不用调整。', en: 'Everything is in the band already; nothing to do.' },
  impossible: {
    zh: '无法全部进入户数带，还差 {households} 户',
    en: 'Not all can reach the band; {households} households remain outside',
  },
  stuckHigh: {
    zh: '{grids}合计多出 {households} 户，周边网格都已收满',
    en: '{grids} have {households} too many in all, and those around are full',
  },
  stuckLow: {
    zh: '{grids}合计还缺 {households} 户，周边网格都不能再给',
    en: '{grids} lack {households} in all, and those around have none to give',
  },
  unlock_grids: { zh: '解锁 {grids}，可再减 {households} 户', en: 'Unlock {grids}: {households} fewer' },
  unlock_buildings: {
    zh: '解锁 {count} 栋楼，可再减 {households} 户',
    en: 'Unlock {count} buildings: {households} fewer',
  },
  unlock_boundaries: { zh: '解锁边界，可再减 {households} 户', en: 'Unlock boundaries: {households} fewer' },
  part_compounds: { zh: '拆开院落，可再减 {households} 户', en: 'Let compounds apart: {households} fewer' },
  include_grids: {
    zh: '让 {grids} 一起参与，可再减 {households} 户',
    en: 'Let {grids} take part: {households} fewer',
  },
  cross_barriers: {
    zh: '允许跨越河流、铁路和主干道，可再减 {households} 户',
    en: 'Allow crossing barriers: {households} fewer',
  },
  add_grid: {
    zh: '增设一个网格：{grids}合计多 {households} 户',
    en: 'Add a grid: {grids} have {households} too many',
  },
  dissolve_grid: {
    zh: '撤并一个网格：{grids}合计少 {households} 户',
    en: 'Dissolve a grid: {grids} have {households} too few',
  },
  moves: { zh: '移动顺序', en: 'Moves, in order' },
  relieves: { zh: '{from}减载', en: '{from} is relieved' },
  fills: { zh: '{to}补足', en: '{to} is filled' },
  makes_room: { zh: '腾出位置', en: 'makes room' },
  together: { zh: '须一起移动', en: 'only together' },
  takeAll: { zh: '全部采纳', en: 'Take all' },
  takeChosen: { zh: '采纳所选 {count} 项', en: 'Take the {count} chosen' },
  taken: { zh: '已采纳', en: 'taken' },
  choose: { zh: '采纳 {what}', en: 'Take {what}' },
  stale: {
    zh: '方案已有改动，下面的办法可能不再适用。请重新计算。',
    en: 'The plan has changed, so this may no longer fit. Compute again.',
  },
  failed: { zh: '计算没有完成。请重新计算。', en: 'It could not be computed. Compute again.' },
  close: { zh: '收起自动均衡', en: 'Close the rebalance' },
  beside: { zh: '各种偏重比较', en: 'The preferences side by side' },
  largest: { zh: '最多', en: 'Largest' },
  smallest: { zh: '最少', en: 'Smallest' },
  wouldTear: {
    zh: '只采纳所选的会使 {grids} 分成几块。请把相关的移动一起采纳。',
    en: 'Taking only these leaves {grids} in pieces. Take the moves that belong together.',
  },
} satisfies Record<string, Words>
