import type { Feature } from './geojson.ts'

/** Longer codes are refused, longer names cut. */
export const LONGEST_CODE = 40
export const LONGEST_NAME = 80

/** Names that a field goes by in the sheets and layers that offices hand over. */
const FIELD_NAMES = {
  code: [
    'code',
    'grid_code',
    'building_code',
    'beat_code',
    '编码',
    '代码',
    '网格编码',
    '楼栋编码',
    '设备编码',
    '派出所编码',
    '派出所代码',
  ],
  name: [
    'name',
    'grid_name',
    '名称',
    '网格名称',
    '楼栋名称',
    '社区名称',
    '警格名称',
    '点位名称',
    '派出所名称',
  ],
  community: ['community', 'community_code', '社区编码', '社区代码'],
  street: ['street', 'street_name', '街道', '街道名称'],
  streetCode: ['street', 'street_code', '街道代码', '街道编码'],
  households: ['households', '户数', '总户数'],
  type: ['type', 'grid_type', '网格类型'],
  station: ['station', 'station_code', '派出所编码', '派出所代码'],
  officers: ['officers', '民警数'],
} as const
export type Field = keyof typeof FIELD_NAMES

/** The value of a field as trimmed text; null where it is absent or empty. */
export function textOf({ properties }: Feature, field: Field): string | null {
  for (const name of FIELD_NAMES[field]) {
    const value = properties[name]
    if (value === undefined || value === null) continue
    const text = String(value).normalize('NFC').trim()
    if (text !== '') return text
  }
  return null
}
