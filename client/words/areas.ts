/** 沙沟社区居委会 → 沙沟社区, 某某村村委会 → 某某村: what people say. */
export const shortAreaName = (name: string): string =>
  name.replace(/(居民委员会|居委会|村民委员会|村委会)$/, '')

/** 第八网格 → 第八: on the map every label is a grid. */
export const shortGridName = (name: string): string => (name.length > 2 ? name.replace(/网格$/, '') : name)

/** 沙坪派出所第一警格 → 第一警格: beside its station. */
export const shortBeatName = (name: string, stationName: string): string =>
  name.startsWith(stationName) && name.length > stationName.length ? name.slice(stationName.length) : name
/** 沙坪派出所第一警格 → 沙坪, and below it 第一警格: on the map. */
export const beatLabel = (name: string): string => name.replace(/^(.+?)派出所(?=.)/, '$1\n')
/** 沙坪派出所 → 沙坪 */
export const shortStationName = (name: string): string => name.replace(/派出所$/, '')

/** For a line of numbers: a long name ends in an ellipsis. */
export const brief = (name: string): string => (name.length > 12 ? `${name.slice(0, 11)}…` : name)

/** The code of a grid begins with that of its community. */
export const COMMUNITY_DIGITS = 12

/** An area of several communities. */
export const isWide = (code: string): boolean => code.length < COMMUNITY_DIGITS
