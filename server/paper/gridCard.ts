import type { PostRole } from '#core/beat/crew.ts'
import { roleWords } from './crewWords.ts'
import type { MapContent } from './mapContent.ts'
import type { SectionedPaper } from './sections.ts'
import type { TableColumn } from './table.ts'

/** A grid's public card 公示牌: what hangs at the gate. */
export interface GridCard {
  readonly code: string
  readonly name: string
  /** 矿区 沙坪街道 沙沟社区. */
  readonly place: string
  readonly printedOn: string
  readonly official: string
  readonly households: number
  readonly buildings: number
  readonly beat: { readonly name: string; readonly stationName: string } | null
  /** The grid alone, and the ground around it. */
  readonly content: MapContent
  /** In the order of their roles; a role that is needed and empty has nobody. */
  readonly crew: readonly CardPost[]
  /** Only in the version for whoever may read them. */
  readonly withTelephones: boolean
}
export interface CardPost {
  readonly role: PostRole
  readonly name: string | null
  readonly telephone: string
}

export const CARD_TITLE = '网格公示牌'
export const CREW_TITLE = '网格力量'
export const MAP_TITLE = '网格范围'
/** A4, portrait: the map's place on the page, in points; and the size of its labels. */
export const CARD_MAP = { x: 48, y: 210, width: 499, height: 330 }
export const CARD_LABEL_SIZE = 11

export const cardName = ({ place, name }: GridCard): string => `${CARD_TITLE} ${place} ${name}`
export const cardPlace = ({ place, name }: GridCard): string => `${place} ${name}`
export const cardNote = ({ printedOn }: GridCard): string => `打印日期 ${printedOn}`

export const cardFacts = ({ code, households, buildings, beat }: GridCard): SectionedPaper['facts'] => [
  ['网格编码', code],
  ['规模', `${households} 户，${buildings} 栋楼`],
  ['警格', beat?.name ?? '（不在警格内）'],
  ['派出所', beat?.stationName ?? '—'],
]

export const crewColumns = ({ withTelephones }: GridCard): readonly TableColumn<CardPost>[] => [
  { header: '岗位', width: withTelephones ? 150 : 220, of: ({ role }) => roleWords[role] },
  { header: '姓名', width: withTelephones ? 179 : 279, of: ({ name }) => name ?? '（暂缺）' },
  ...(withTelephones
    ? [{ header: '联系电话', width: 170, of: ({ telephone }: CardPost) => telephone } as const]
    : []),
]
