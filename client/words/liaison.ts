import type { AlignmentClass, MendObstacle, MendSide, Mismatch } from '#contract/alignment.ts'
import type { LoadWarning } from '#contract/beat.ts'
import type { PlanKind } from '#contract/plan.ts'
import type { Words } from './words.ts'

/** 警格: grids against police beats. */
export const liaison = {
  liaison: { zh: '警格', en: 'Beats' },
  beat: { zh: '警格', en: 'Beat' },
  beats: { zh: '警格', en: 'Beats' },
  beatsHere: { zh: '本区域内的警格', en: 'Beats in this area' },
  station: { zh: '派出所', en: 'Station' },
  stations: { zh: '派出所', en: 'Stations' },
  loading: { zh: '正在比对网格与警格…', en: 'Comparing grids with beats…' },
  mismatches: { zh: '错位网格', en: 'Mismatched grids' },
  matrix: { zh: '对照表', en: 'Matrix' },
  crews: { zh: '人员', en: 'Crews' },
  exchange: { zh: '警网流转', en: 'Exchange' },
  report: { zh: '联席月报', en: 'Joint report' },
  loads: { zh: '警格负荷', en: 'Loads' },
  backToMap: { zh: '返回地图', en: 'Back to the map' },
  summary: {
    zh: '{right} 个对应 · {wrong} 个错位',
    en: '{right} aligned · {wrong} mismatched',
  },
  filterLabel: { zh: '按错位类型筛选', en: 'Filter by kind' },
  all: { zh: '全部', en: 'All' },
  wrong: { zh: '错位', en: 'Wrong' },
  noneWrong: { zh: '这个范围内每个网格都只属于一个警格。', en: 'Every grid here lies in one beat.' },
  noneOfKind: { zh: '没有这类错位。', en: 'There is no mismatch of this kind.' },
  pick: {
    zh: '在列表或地图上选一个网格，看它落在哪些警格、怎样改、各要动多少户。',
    en: 'Choose a grid in the list or on the map to see its beats and what each mend would cost.',
  },
  householdsMisplaced: { zh: '{count} 户错位', en: '{count} households misplaced' },
  aligned: { zh: '完全对应', en: 'Aligned' },
  inBeat: { zh: '警格', en: 'Beat' },
  shareOfArea: { zh: '面积', en: 'Area' },
  householdsHead: { zh: '户', en: 'Households' },
  buildingsHead: { zh: '楼', en: 'Buildings' },
  incidentsHead: { zh: '案件', en: 'Cases' },
  incidentsTip: { zh: '近 12 个月', en: 'Of the last 12 months' },
  uncovered: { zh: '不在任何警格', en: 'In no beat' },
  sliver: { zh: '碎边', en: 'Sliver' },
  showSlivers: { zh: '显示碎边（{count}）', en: 'Show slivers ({count})' },
  sliverTip: {
    zh: '不足网格面积 1% 且没有楼栋，按绘图误差处理，不算错位',
    en: 'Under 1 % of the grid and without a building: noise of drawing, no mismatch',
  },
  main: { zh: '主警格', en: 'Main beat' },
  otherStreet: { zh: '外街道', en: 'Other street' },
  mends: { zh: '两种改法', en: 'Two ways to mend it' },
  loadingMends: { zh: '正在计算两种改法…', en: 'Working out both mends…' },
  mendComes: {
    zh: '已发布的改动会消除这处错位，到生效日即见。',
    en: 'A change that is published mends this; it shows from the day on which it takes effect.',
  },
  writing: { zh: '正在写入 {done} / {all} 步', en: 'Step {done} of {all}' },
  price: { zh: '{households} 户 · {buildings} 栋', en: '{households} households · {buildings} buildings' },
  priceArea: { zh: '{area} 公顷', en: '{area} ha' },
  takenBy: { zh: '划入{name}', en: 'To {name}' },
  cheaper: { zh: '动户较少', en: 'Moves fewer' },
  startPlan: { zh: '建立方案', en: 'Start the plan' },
  startProposal: { zh: '发起联合提议', en: 'Start a joint proposal' },
  ownSide: { zh: '本方签署后即可发布', en: 'Your side signs and publishes it' },
  bothSides: { zh: '须网格办与派出所双方签署', en: 'Needs the signatures of both sides' },
  signInToMend: { zh: '登录后可发起', en: 'Sign in to start' },
  policeOnly: {
    zh: '警格由派出所调整；您可以查看和提意见。',
    en: 'Beats belong to the police; you may look and comment.',
  },
  mayLookOnly: {
    zh: '规划员或警务联络员可以发起改动。',
    en: 'A planner or a police liaison can start a change.',
  },
  planName: { zh: '{place}{grid}警格对应', en: '{place} {grid}: alignment' },
  alignName: { zh: '{area}警格对应', en: '{area}: alignment' },
  planReason: { zh: '使{grid}整体位于{beat}。', en: '{grid} is to lie wholly in {beat}.' },
  alignReason: {
    zh: '使{area}每个网格都只在一个警格内。',
    en: 'Every grid of {area} is to lie in one beat.',
  },
  grids: { zh: '{count} 个网格', en: '{count} grids' },
  gridsHead: { zh: '网格', en: 'Grids' },
  officersHead: { zh: '民警', en: 'Officers' },
  mismatchesHead: { zh: '错位', en: 'Wrong' },
  residentsTip: { zh: '按每户 2.6 人估算', en: 'Estimated as 2.6 people a household' },
  gridsPerOfficer: { zh: '网格 / 民警', en: 'Grids / officer' },
  residentsPerOfficer: { zh: '居民 / 民警', en: 'Residents / officer' },
  open: { zh: '未结', en: 'Open' },
  incidents: { zh: '近 12 个月案件', en: 'Cases in 12 months' },
  gridsOfBeat: { zh: '辖内网格', en: 'Its grids' },
  officersOfBeat: { zh: '社区民警', en: 'Community officers' },
  noBeats: {
    zh: '这个范围内没有警格。请先导入：npm run import -- beats 文件 --crs EPSG:4490',
    en: 'There are no beats here. Import them first: npm run import -- beats FILE --crs EPSG:4490',
  },
  noOfficers: { zh: '没有在岗的社区民警。', en: 'No community officer serves here.' },
  since: { zh: '{day} 起', en: 'since {day}' },
  gaps: { zh: '缺人网格', en: 'Grids short of crew' },
  recent: { zh: '近 30 天案件', en: 'Cases of the last 30 days' },
  noRecent: { zh: '近 30 天没有达到 3 件的类别。', en: 'No category had three cases in 30 days.' },
  beatsOfStation: { zh: '所辖警格', en: 'Its beats' },
  otherSide: { zh: '对方一侧，须对方签署', en: 'The other side’s: they have to sign' },
  inArea: { zh: '本区域内', en: 'In this area' },
  layer: { zh: '改哪一层', en: 'What is redrawn' },
  showBeats: { zh: '警格', en: 'Beats' },
  showBeatsTip: { zh: '在地图上显示警格与派出所辖区', en: 'Show beats and stations on the map' },
  comparedBeats: {
    zh: '{beats} 个警格有改动，{buildings} 栋 {households} 户换警格。',
    en: '{beats} beats change; {buildings} buildings with {households} households change beat.',
  },
  seeBeats: { zh: '看警格对应', en: 'See its beats' },
  newBeatPlan: { zh: '新建警格方案', en: 'New plan of beats' },
  legendGrid: { zh: '网格', en: 'Grid' },
  legendBeat: { zh: '警格', en: 'Beat' },
  legendStation: { zh: '派出所辖区', en: 'Station' },
  alignArea: { zh: '整体对应', en: 'Align all' },
  alignTip: {
    zh: '求使{area}每个网格都只在一个警格内、且不越出户数区间的最省改法',
    en: 'The cheapest changes after which every grid of {area} lies in one beat, within its band',
  },
  aligning: { zh: '正在求最省改法…', en: 'Looking for the cheapest changes…' },
  alignCost: {
    zh: '{grids} 个错位网格：{households} 户改网格，{beatHouseholds} 户改警格',
    en: '{grids} mismatches: {households} households change grid, {beatHouseholds} change beat',
  },
  proven: { zh: '已证明最省', en: 'Proved the cheapest' },
  notProven: { zh: '时限内最省', en: 'The cheapest found' },
  unsolved: { zh: '{count} 个无法自动改', en: '{count} cannot be mended so' },
  startAllOwn: { zh: '全部放入方案', en: 'Put all into a plan' },
  startAll: { zh: '全部放入联合提议', en: 'Put all into a joint proposal' },
  close: { zh: '关闭', en: 'Close' },
  matrixLabel: { zh: '网格与警格对照', en: 'Grids by beats' },
  matrixTip: {
    zh: '每格为该网格落在该警格的户数占比；点一格在地图上看',
    en: 'Each cell is the share of the households in the beat; click one to see it on the map',
  },
  onlyWrong: { zh: '只看错位', en: 'Only mismatches' },
  search: { zh: '网格、社区或警格', en: 'Grid, community or beat' },
  sortBy: { zh: '按{name}排序', en: 'Sort by {name}' },
  grid: { zh: '网格', en: 'Grid' },
  count: { zh: '{count} 项', en: '{count}' },
  noMatch: { zh: '没有匹配的网格。', en: 'No grid matches.' },
} satisfies Record<string, Words>

export const planKindWords: Record<PlanKind, Words> = {
  grids: { zh: '网格方案', en: 'Grids' },
  beats: { zh: '警格方案', en: 'Beats' },
  joint: { zh: '联合提议', en: 'Joint' },
}
export const classWords: Record<AlignmentClass, Words> = {
  full: { zh: '完全', en: 'Full' },
  partial: { zh: '部分', en: 'Partial' },
  none: { zh: '无', en: 'None' },
}
export const mismatchWords: Record<Mismatch, Words> = {
  two_beats: { zh: '跨警格', en: 'Two beats' },
  other_station: { zh: '外街道派出所', en: 'Other station' },
  no_beat: { zh: '无警格', en: 'No beat' },
}
/** For a narrow button. */
export const mismatchShort: Record<Mismatch, Words> = {
  two_beats: { zh: '跨警格', en: 'Two' },
  other_station: { zh: '外街道', en: 'Other' },
  no_beat: { zh: '无警格', en: 'None' },
}
/** What is wrong, as a sentence. */
export const mismatchSentences: Record<Mismatch, Words> = {
  two_beats: {
    zh: '网格跨在多个警格上，遇事不知找哪位民警。',
    en: 'The grid lies across beats: nobody knows which officer to call.',
  },
  other_station: {
    zh: '网格所在警格属于别的街道的派出所。',
    en: 'Its beat belongs to the station of another street.',
  },
  no_beat: {
    zh: '网格不在任何警格内，没有社区民警。',
    en: 'The grid lies in no beat: it has no community officer.',
  },
}
export const sideWords: Record<MendSide, Words> = {
  grids: { zh: '改网格', en: 'Move the edge of the grid' },
  beats: { zh: '改警格', en: 'Move the edge of the beat' },
}
export const obstacleWords: Record<MendObstacle, Words> = {
  no_grid_of_that_beat_beside: {
    zh: '旁边没有同社区、整体位于该警格的网格可以接收。',
    en: 'No grid of the community beside it lies in that beat.',
  },
  grid_would_be_empty: { zh: '改后网格将不剩楼栋。', en: 'The grid would keep no building.' },
  grid_locked: { zh: '网格已锁定。', en: 'The grid is locked.' },
  other_streets_beat: {
    zh: '整个网格都在外街道的警格里，只改网格边线无法解决。',
    en: 'The whole grid lies in a beat of another street: its own edge cannot mend that.',
  },
  in_no_beat: {
    zh: '网格整体不在任何警格内，只改网格边线无法解决。',
    en: 'The grid lies in no beat: its own edge cannot mend that.',
  },
  no_beat_of_the_street_beside: {
    zh: '旁边没有本街道派出所的警格可以接收。',
    en: 'No beat of its own street lies beside it.',
  },
}
export const warningWords: Record<LoadWarning, Words> = {
  grids_per_officer: { zh: '每名民警超过 15 个网格', en: 'Over 15 grids per officer' },
  residents_per_officer: { zh: '每名民警超过 8,000 名居民', en: 'Over 8,000 residents per officer' },
  no_officer: { zh: '没有在岗民警', en: 'No officer serves' },
}
