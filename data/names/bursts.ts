/** What people say in a rainstorm and at a fire, by the matter it is filed as; {at} is the place. All invented. */
export const STORM_TEXTS: Readonly<Record<string, readonly string[]>> = {
  '0207': ['{at}旁河沟水位暴涨，快漫到院里。', '{at}后坡雨水冲下泥石，堵住院门。', '{at}地下室进水，一楼老人需要转移。'],
  '0306': ['{at}大树被风刮倒，横在路上，车辆无法通行。', '{at}路面积水没过车轮，有车熄火。', '{at}树枝折断砸到车辆，路被挡住。'],
  '0403': ['{at}门前下水井往外冒水，积水没过小腿。', '{at}院里积水排不出去，快进屋了。'],
  '0503': ['{at}雷雨后整院停电。', '{at}大树压断电线，线头垂在水里。'],
  '0506': ['{at}屋顶漏雨严重，屋里在接水。', '{at}楼道顶棚往下漏水。'],
}
export const FIRE_TEXTS = [
  '{at}一层厨房起火，浓烟很大，有人还在楼里。',
  '{at}着火了，火从窗户里冒出来，快来人。',
  '{at}闻到燃气味后一声响，随后起火。',
  '对面{at}冒黑烟，楼上有人在呼救。',
] as const
export const REWORK_REASONS = ['照片看不清处理结果，请补拍。', '反映人表示问题仍在，请再处理。'] as const
export const REJECT_REASONS = ['经核实无此情况。', '属于重复咨询，已当面答复。'] as const
