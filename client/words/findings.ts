import type { FindingCode } from '#core/plan/commands.ts'
import type { CrewRole } from '#core/plan/plan.ts'
import type { Words } from './words.ts'

/** What is so, after the name of the grid: short, for a list. */
export const findingWords: Record<FindingCode, Words> = {
  grid_in_two_parts: { zh: '被分成 {parts} 块，不相连', en: 'lies in {parts} separate parts' },
  grid_without_building: { zh: '没有任何楼栋', en: 'has no building' },
  household_band: {
    zh: '{households} 户，{direction} {beyond} 户',
    en: '{households} households, {beyond} {direction}',
  },
  building_cut_by_boundary: { zh: '{building} 被网格边界切开', en: 'the edge cuts through {building}' },
  building_outside_its_grid: { zh: '{building} 不在所属网格内', en: '{building} lies outside its grid' },
  building_without_grid: { zh: '{building} 不属于任何网格', en: '{building} belongs to no grid' },
  coverage_gap: { zh: '旁边有 {area} 平方米没有网格', en: '{area} m² beside it belong to no grid' },
  coverage_overlap: { zh: '与{other}重叠 {area} 平方米', en: 'overlaps {other} by {area} m²' },
  coverage_broken: { zh: '与相邻网格的边界没有对齐', en: 'does not share its edge with a neighbour' },
  grid_leaves_community: { zh: '超出本社区 {area} 平方米', en: 'leaves its community by {area} m²' },
  grid_crosses_barrier: {
    zh: '被{barrier}隔成 {parts} 片住房',
    en: '{barrier} parts its houses into {parts}',
  },
  crew_incomplete: { zh: '没有{roles}', en: 'has no {roles}' },
  grid_in_two_beats: { zh: '跨警格：{beats}', en: 'lies in more than one beat: {beats}' },
  grid_without_beat: { zh: '不在任何警格内', en: 'lies in no beat' },
  grid_off_station: {
    zh: '属于外街道派出所的警格：{beats}',
    en: 'lies in a beat of another street’s station: {beats}',
  },
  beat_in_two_parts: {
    zh: '所在的{beat}被分成 {parts} 块，不相连',
    en: 'belongs to {beat}, which lies in {parts} separate parts',
  },
  duplicate_code: { zh: '编码与其他网格重复', en: 'shares its code with another grid' },
  duplicate_name: { zh: '名称与其他网格重复', en: 'shares its name with another grid' },
}

/** Of a grid that the plan makes, instead of `crew_incomplete`: nobody can serve it yet. */
export const newGridCrewWords: Words = {
  zh: '是新网格，还没有{roles}',
  en: 'is new and has no {roles} yet',
}

/** Why it matters, and what to do. */
export const findingAdvice: Record<FindingCode, Words> = {
  grid_in_two_parts: {
    zh: '网格员走访要绕出网格。请把小的一块并入相邻网格，或把两块连起来。',
    en: 'Whoever walks it has to leave the grid. Give the smaller part to a neighbour, or join the parts.',
  },
  grid_without_building: {
    zh: '基础网格要有住户。请移入楼栋，或把它并入相邻网格。',
    en: 'A basic grid is there for its households. Move buildings in, or merge it into a neighbour.',
  },
  household_band: {
    zh: '户数过多或过少，网格员的工作量不匀。请与相邻网格调换楼栋，或切分、合并。',
    en: 'Too many or too few for one grid worker. Exchange buildings with a neighbour, or split or merge.',
  },
  building_cut_by_boundary: {
    zh: '同一栋楼分在两个网格，事件归属说不清。请把边界改画到楼外。',
    en: 'Nobody can say whose the building is. Reshape the boundary around it.',
  },
  building_outside_its_grid: {
    zh: '图上位置与登记的网格不一致，统计会错。请把该楼栋移到它所在的网格。',
    en: 'Map and register disagree, so counts are wrong. Move the building into the grid it stands in.',
  },
  building_without_grid: {
    zh: '这栋楼没有网格员负责。请把它移到一个网格，或把所在的地块划入网格。',
    en: 'Nobody answers for it. Move it into a grid, or assign the ground that it stands on.',
  },
  coverage_gap: {
    zh: '这片地没有人管，不能发布。请用“划片”把它划入相邻网格；若来自导入，请核对原始数据。',
    en: 'Nobody answers for this ground, and it blocks publication. Assign it to a neighbour; if it was imported, check the source.',
  },
  coverage_overlap: {
    zh: '同一片地有两个网格，责任不清，不能发布。请把它划归其中一个；若来自导入，请核对原始数据。',
    en: 'Two grids answer for this ground, which blocks publication. Assign it to one; if it was imported, check the source.',
  },
  coverage_broken: {
    zh: '相邻网格没有共用同一条边界，以后改画会出现缝隙。请撤销这一步，或从发布的网格重新开始。',
    en: 'Neighbours must share one edge, or gaps open later. Undo the step, or start again from what is published.',
  },
  grid_leaves_community: {
    zh: '网格不能跨社区，越界部分会与邻社区重复管理。请把边界改回社区以内；若来自导入，请核对社区边界。',
    en: 'A grid never crosses its community’s edge; two would answer for that ground. Draw it back, or check the imported edge.',
  },
  grid_crosses_barrier: {
    zh: '走访要过河、过铁路或过大路，不便也不安全。请把对面的楼栋划给对面的网格；确有必要可保留。',
    en: 'Visits have to cross it, which is slow and unsafe. Give the far side to a grid over there, or keep it if it must be.',
  },
  crew_incomplete: {
    zh: '没有人走访或负责。可以发布，但请先商定人选，生效前补录。',
    en: 'Nobody visits it or answers for it. It can be published; agree on who serves it before it takes effect.',
  },
  grid_in_two_beats: {
    zh: '出了事不知找哪位民警。请把越界的楼栋划给那个警格里的网格，或请民警调整警格边界。',
    en: 'Nobody knows which officer to call. Give the buildings beyond the edge to a grid over there, or ask the police to move the beat’s edge.',
  },
  grid_without_beat: {
    zh: '没有民警负责这个网格。请由民警把它划入本街道的警格。',
    en: 'No officer answers for it. A liaison can give it to a beat of its street.',
  },
  grid_off_station: {
    zh: '街道与派出所对不上，联勤不便。请由民警把它划入本街道的警格。',
    en: 'Street and station do not match. A liaison can give it to a beat of its own street.',
  },
  beat_in_two_parts: {
    zh: '民警巡逻要绕出警格。请把小的一块划给相邻警格，或把两块连起来。',
    en: 'Whoever patrols it has to leave the beat. Give the smaller part to a beat beside it, or join the parts.',
  },
  duplicate_code: {
    zh: '打印和通报都以编码为准，不能发布。请撤销产生重复的一步，或重新切分。',
    en: 'Everything printed and told goes by the code, so it blocks publication. Undo the step that made it.',
  },
  duplicate_name: {
    zh: '容易混淆。请给其中一个改名。',
    en: 'People would confuse them. Rename one.',
  },
}

export const crewRoleWords: Record<CrewRole, Words> = {
  chief: { zh: '网格长', en: 'chief' },
  instructor: { zh: '网格指导员', en: 'instructor' },
  worker: { zh: '网格员', en: 'worker' },
  auxiliary: { zh: '辅助员', en: 'auxiliary' },
}

/** Ground of a grid that no beat has. */
export const noBeatWords: Words = { zh: '无警格', en: 'no beat' }
