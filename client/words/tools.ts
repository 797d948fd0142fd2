import type { Words } from './words.ts'

/** What each tool is called. */
export const toolWords = {
  select: { zh: '选择楼栋', en: 'Select buildings' },
  box: { zh: '框选', en: 'Select by box' },
  lasso: { zh: '套索', en: 'Select by lasso' },
  area: { zh: '划片', en: 'Assign an area' },
  merge: { zh: '合并网格', en: 'Merge grids' },
  reshape: { zh: '改画边界', en: 'Reshape boundary' },
  split: { zh: '切分网格', en: 'Split grid' },
  carve: { zh: '划出专属网格', en: 'Carve exclusive grid' },
  vertex: { zh: '边界顶点', en: 'Boundary vertices' },
  pin: { zh: '锁定边界', en: 'Lock boundary' },
} satisfies Record<string, Words>

/** What to do with a tool that has nothing in hand. */
export const toolHints = {
  select: {
    zh: '点选楼栋，按住 Shift 多选或框选；再点目标网格即移入。',
    en: 'Click buildings, Shift for more or a box; then click the target grid.',
  },
  box: {
    zh: '拖出方框选楼栋；再点目标网格即移入。',
    en: 'Drag a box over buildings; then click the target grid.',
  },
  lasso: {
    zh: '按住拖动圈选楼栋；再点目标网格即移入。',
    en: 'Drag around buildings; then click the target grid.',
  },
  area: {
    zh: '沿一片地的外围逐点点击，回到起点，或按住圈画；再点它要划入的网格。',
    en: 'Click around a piece of ground, back to the first point, or draw around it; then click the grid that takes it.',
  },
  merge: {
    zh: '先点要并掉的网格，再点并入的网格。',
    en: 'Click the grid to dissolve, then the one it joins.',
  },
  reshape: {
    zh: '从旧边界起，沿新边界逐点点击，再回到旧边界；也可按住拖画。',
    en: 'Click along the new boundary, from the old one and back to it; or draw it by dragging.',
  },
  split: {
    zh: '点击画一条穿过网格的线，两端伸到网格外；也可按住拖画。',
    en: 'Click a line through the grid, both ends beyond it; or draw it by dragging.',
  },
  carve: {
    zh: '沿学校、医院等的外围逐点点击，回到起点；也可按住圈画。',
    en: 'Click around the school or hospital, back to the first point; or draw around it.',
  },
  vertex: {
    zh: '放大后拖动顶点；从边的中点拖出新顶点；Alt 点击删除；逗号、句号键逐个选。',
    en: 'Zoom in and drag a vertex, or a new one out of an edge; Alt and a click removes one. , and . go along.',
  },
  pin: {
    zh: '点击一段边界将它锁定，再点解锁；逗号、句号键逐段选，回车确定。',
    en: 'Click a boundary to lock it, again to unlock; comma and full stop step along, Enter confirms.',
  },
} satisfies Record<string, Words>

/** What the pointer sticks to. */
export const snapWords = {
  vertex: { zh: '吸附：顶点', en: 'on a vertex' },
  boundary: { zh: '吸附：边界', en: 'on a boundary' },
  road: { zh: '吸附：道路中线', en: 'on a road centre line' },
  building: { zh: '吸附：楼栋边线', en: 'on a building edge' },
} satisfies Record<string, Words>

/** What a tool says with something in hand: what the next click or key would do. */
export const inHand = {
  pinHere: { zh: '点击锁定这段边界', en: 'Click to lock this stretch' },
  unpin: { zh: '点击解锁这段边界', en: 'Click to unlock this stretch' },
  held: {
    zh: '方向键移动 {step} 米，[ ] 改步长；Delete 删除，Esc 放开。',
    en: 'Arrows move it {step} m, [ ] change that; Delete removes it, Esc lets go.',
  },
  line: {
    zh: '继续点击；Enter 或双击完成，退格撤一点，Esc 取消，按住 Alt 不吸附。',
    en: 'Click on; Enter or double click ends, Backspace takes one back, Esc cancels, Alt: no snapping.',
  },
  back: {
    zh: '画回旧边界，Enter 或双击完成；退格撤一点，Esc 取消，按住 Alt 不吸附。',
    en: 'Back to the old boundary, then Enter or double click; Backspace takes one back, Esc cancels, Alt: no snapping.',
  },
  keysLine: { zh: 'Enter 或双击完成 · Alt 不吸附', en: 'Enter or double click ends · Alt: no snapping' },
  keysDrawn: { zh: 'Enter 完成 · Esc 取消', en: 'Enter does it · Esc cancels' },
  drawn: { zh: 'Enter 完成，Esc 取消。', en: 'Enter to do it, Esc to cancel.' },
  target: {
    zh: '已选 {what}。点目标网格移入，Esc 取消。',
    en: '{what} selected. Click the target grid, Esc cancels.',
  },
  mergeTarget: {
    zh: '已选 {what}。点目标网格并入，Esc 取消。',
    en: '{what} selected. Click the grid it joins, Esc cancels.',
  },
  pointedBuilding: { zh: '{name} · {households} 户', en: '{name} · {households} households' },
  whatBuildings: { zh: '{count} 栋 {households} 户', en: '{count} building(s), {households} households' },
  whatRegion: {
    zh: '一片区域（{count} 栋 {households} 户）',
    en: 'An area ({count} building(s), {households} households)',
  },
  outside: {
    zh: '圈出的范围不在本方案的网格内。请在社区边界以内重新圈画。',
    en: 'The drawn area lies outside the grids of this plan. Draw it again inside the community.',
  },
  wouldMove: {
    zh: '点按：移入{name}，{before} → {after} 户',
    en: 'Click: into {name}, {before} → {after} households',
  },
  wouldMerge: {
    zh: '点按：并入{name}，{before} → {after} 户',
    en: 'Click: merge into {name}, {before} → {after} households',
  },
  wouldMoveCount: { zh: ' · {count} 栋换边', en: ' · {count} change sides' },
  wouldCutCount: { zh: ' · 切到 {count} 栋', en: ' · {count} cut' },
  wouldNotMove: { zh: '户数不变', en: 'Households unchanged' },
  wouldLieInParts: { zh: '{name}将分成 {parts} 块', en: '{name} would lie in {parts} parts' },
  homeLocked: {
    zh: '{grids}已锁定，里面的楼栋不能移出。请先解锁。',
    en: '{grids}: locked, and nothing leaves it. Unlock it first.',
  },
  trimmed: { zh: '，社区以外的部分不计', en: '; what lies beyond the community is left out' },
  nameOfNew: { zh: '新网格名称', en: 'Name of the new grid' },
  make: { zh: '完成', en: 'Done' },
} satisfies Record<string, Words>
