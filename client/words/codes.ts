import type { PlanStatus, Signature } from '#contract/plan.ts'
import type { Role } from '#contract/session.ts'
import type { BeatCommand, CommandType, RefusalCode } from '#core/plan/commands.ts'
import type { Shade } from './shades.ts'
import type { Words } from './words.ts'

export const shadeWords: Record<Shade, Words> = {
  under: { zh: '过少', en: 'Very low' },
  low: { zh: '偏少', en: 'Low' },
  in: { zh: '适中', en: 'In band' },
  high: { zh: '偏多', en: 'High' },
  over: { zh: '超出', en: 'Over' },
  exclusive: { zh: '专属', en: 'Excl.' },
}

export const commandWords: Record<CommandType, Words> = {
  moveBuildings: { zh: '移动楼栋', en: 'Move buildings' },
  assignRegion: { zh: '划入区域', en: 'Assign area' },
  assignGrids: { zh: '整格划入警格', en: 'Assign whole grids to a beat' },
  mergeGrids: { zh: '合并网格', en: 'Merge grids' },
  renameGrid: { zh: '重命名', en: 'Rename' },
  lockGrid: { zh: '锁定', en: 'Lock' },
  unlockGrid: { zh: '解锁', en: 'Unlock' },
  lockBuildings: { zh: '锁定楼栋', en: 'Lock buildings' },
  unlockBuildings: { zh: '解锁楼栋', en: 'Unlock buildings' },
  glueBuildings: { zh: '并为一院', en: 'Keep together' },
  unglueBuildings: { zh: '取消同院', en: 'Let apart' },
  lockBoundary: { zh: '锁定边界', en: 'Lock boundary' },
  unlockBoundary: { zh: '解锁边界', en: 'Unlock boundary' },
  reshapeBoundary: { zh: '改画边界', en: 'Reshape boundary' },
  splitGrid: { zh: '切分网格', en: 'Split grid' },
  splitOffGrid: { zh: '新建网格', en: 'New grid' },
  carveExclusiveGrid: { zh: '划出专属网格', en: 'Carve exclusive grid' },
  moveVertex: { zh: '移动顶点', en: 'Move vertex' },
  insertVertex: { zh: '添加顶点', en: 'Add vertex' },
  deleteVertex: { zh: '删除顶点', en: 'Delete vertex' },
  straightenBoundary: { zh: '拉直边界', en: 'Straighten boundary' },
}

/** Steps on beats, where they are called otherwise. */
export const beatCommandWords: Record<BeatCommand['type'], Words> = {
  ...commandWords,
  moveBuildings: { zh: '楼栋改划警格', en: 'Move buildings to a beat' },
  assignRegion: { zh: '区域划入警格', en: 'Assign area to a beat' },
  mergeGrids: { zh: '合并警格', en: 'Merge beats' },
  renameGrid: { zh: '警格改名', en: 'Rename beat' },
  reshapeBoundary: { zh: '改画警格边界', en: 'Reshape beat boundary' },
  splitGrid: { zh: '切分警格', en: 'Split beat' },
  moveVertex: { zh: '移动警格顶点', en: 'Move beat vertex' },
  insertVertex: { zh: '添加警格顶点', en: 'Add beat vertex' },
  deleteVertex: { zh: '删除警格顶点', en: 'Delete beat vertex' },
  straightenBoundary: { zh: '拉直警格边界', en: 'Straighten beat boundary' },
}

/** What happened, why, and what to do. */
export const refusalWords: Record<RefusalCode, Words> = {
  layer_forbidden: {
    zh: '本方案不能改动这一层：网格由规划员在网格方案中改，警格由公安在警格方案中改。需要一起改时，请新建联合方案。',
    en: 'This plan may not change that layer: planners redraw grids, liaisons redraw beats. To change both, start a joint plan.',
  },
  unknown_grid: {
    zh: '该网格已不在方案中，可能已被合并。请另选一个网格。',
    en: 'That grid is no longer in the plan; it may have been merged. Choose another grid.',
  },
  unknown_building: {
    zh: '所选楼栋不在本方案范围内。请重新选择。',
    en: 'A selected building is not part of this plan. Select again.',
  },
  grid_locked: {
    zh: '移出或移入的网格已被锁定。先解锁，或选择其他网格。',
    en: 'The grid that gives or the one that takes is locked. Unlock it first, or choose another.',
  },
  building_locked: {
    zh: '有一栋楼已锁定在原网格，这样会让它换网格。先解锁该楼栋，或把它留在原处。',
    en: 'A building is locked to its grid, and this would move it. Unlock it first, or leave it where it is.',
  },
  boundary_locked: {
    zh: '这样会改动一段已锁定的边界。先解锁这段边界，或换一条路线。',
    en: 'This would change a stretch of boundary that is locked. Unlock it first, or draw elsewhere.',
  },
  compound_would_part: {
    zh: '同一院落的楼栋会被分到不同网格。请整院移动，或先取消同院。',
    en: 'Buildings that are kept together would part. Move all of them, or let them apart first.',
  },
  compound_not_together: {
    zh: '所选楼栋分属不同网格，不能并为一院。先把它们移到同一网格。',
    en: 'The selected buildings lie in different grids. Bring them into one grid first.',
  },
  too_few_to_glue: {
    zh: '并为一院至少要选两栋楼。请再选一栋。',
    en: 'Keeping together takes at least two buildings. Select another one.',
  },
  line_not_boundary: {
    zh: '只能锁定网格之间的边界。请点选一段两个网格共用的边界。',
    en: 'Only a boundary between grids can be locked. Point at one that two grids share.',
  },
  unknown_hold: {
    zh: '这把锁或这个院落已不在方案中，可能已被解除。',
    en: 'That lock or compound is no longer in the plan; it may have been released.',
  },
  hold_id_taken: {
    zh: '这把锁已经加过。请重新操作一次。',
    en: 'That lock was made already. Do it once more.',
  },
  other_community: {
    zh: '网格不能跨社区：目标网格属于另一个社区。请在本社区内选择。',
    en: 'Grids never cross a community edge, and the target lies in another community. Choose one in the same community.',
  },
  nothing_changes: {
    zh: '所选内容已在该网格内，无需改动。',
    en: 'The selection already belongs to that grid; nothing to change.',
  },
  region_invalid: {
    zh: '圈线自相交，或圈出的范围太小。按退格键退回几个点，改成不交叉的一圈。',
    en: 'The outline crosses itself, or encloses next to nothing. Take points back with Backspace and draw on without crossing.',
  },
  region_leaves_community: {
    zh: '圈出的范围超出了本社区。请在社区边界以内圈画。',
    en: 'The drawn area leaves the community. Draw inside its edge.',
  },
  region_cuts_outline: {
    zh: '圈出的范围切断了社区外边界。请让圈线避开社区边界。',
    en: 'The drawn area cuts the outer edge of the community. Keep clear of that edge.',
  },
  grid_would_be_empty: {
    zh: '这样会把一个网格全部划走。如需撤并，请使用“合并”。',
    en: 'That would leave a grid with nothing. To dissolve it, use Merge.',
  },
  building_without_cell: {
    zh: '有楼栋与其他楼栋重叠，无法划出它的范围。请先核对楼栋轮廓。',
    en: 'A building overlaps another, so it has no ground of its own. Check the building outlines first.',
  },
  line_invalid: {
    zh: '画的线自相交。按退格键退回几个点，改成不交叉的线。',
    en: 'The line crosses itself. Take points back with Backspace and draw on without crossing.',
  },
  line_misses_boundary: {
    zh: '画的线没有从边界出发再回到边界。请让线的两端都越过要改的边界；社区外边界不能改。',
    en: 'The line does not leave a boundary and come back to it. Let both ends pass the boundary to change; that of the community stays.',
  },
  line_does_not_split: {
    zh: '画的线没有穿过该网格。请让线的两端都伸出网格之外。',
    en: 'The line does not pass through the grid. Let both ends reach beyond it.',
  },
  line_splits_too_often: {
    zh: '画的线把网格切成了三块以上。请让线只穿过网格一次。',
    en: 'The line cuts the grid into more than two parts. Let it pass through only once.',
  },
  grid_id_taken: {
    zh: '这个新网格已经建过。请重新操作一次。',
    en: 'That new grid was made already. Do it once more.',
  },
  codes_used_up: {
    zh: '本社区的网格编码已用完（001–799，专属 801–899）。请联系管理员。',
    en: 'The community has used all grid codes (001–799, exclusive 801–899). Ask the administrator.',
  },
  vertex_unknown: {
    zh: '这里没有边界顶点。请放大后再点选边界。',
    en: 'There is no boundary vertex here. Zoom in and point at the boundary.',
  },
  vertex_on_outline: {
    zh: '社区的外边界不能改动。请改社区内部的边界。',
    en: 'The outer edge of the community cannot be changed. Change a boundary inside it.',
  },
  vertex_is_junction: {
    zh: '三个以上的网格在此相接，这个顶点不能删除。可以移动它。',
    en: 'Three or more grids meet here, so this vertex cannot be deleted. It can be moved.',
  },
  vertex_would_cross: {
    zh: '这样边界会相互交叉。请把顶点放在不越过其他边界的位置。',
    en: 'Boundaries would cross. Put the vertex where it does not pass another boundary.',
  },
  tolerance_invalid: {
    zh: '拉直的幅度应大于 0 米、不超过 100 米。',
    en: 'The tolerance must be more than 0 and at most 100 metres.',
  },
  name_invalid: {
    zh: '名称不能为空，且不超过 40 个字。请修改后再试。',
    en: 'A name needs 1 to 40 characters. Change it and try again.',
  },
  name_taken: {
    zh: '本社区已有同名网格。请换一个名称。',
    en: 'Another grid of this community has that name. Choose a different one.',
  },
}

export const planStatusWords: Record<PlanStatus, Words> = {
  draft: { zh: '草稿', en: 'Draft' },
  submitted: { zh: '待会签', en: 'Awaiting signatures' },
  published: { zh: '已发布', en: 'Published' },
  withdrawn: { zh: '已放弃', en: 'Given up' },
}

export const signatureWords: Record<Signature['level'], Words> = {
  community: { zh: '社区', en: 'Community' },
  street: { zh: '街道', en: 'Street' },
  district: { zh: '区级', en: 'District' },
  police: { zh: '公安', en: 'Police' },
}

export const roleWords: Record<Role, Words> = {
  planner: { zh: '规划员', en: 'Planner' },
  commander: { zh: '指挥员', en: 'Commander' },
  liaison: { zh: '联络员', en: 'Liaison' },
  viewer: { zh: '只读', en: 'View only' },
  admin: { zh: '管理员', en: 'Administrator' },
}
