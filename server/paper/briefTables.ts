import type { BriefFigure, CAME, LEFT } from '#core/incident/shiftBrief.ts'
import type { Handover, ShiftBrief } from '../contract/shift.ts'
import { categoryWords, channelWords, stateWords, urgencyWords } from './caseWords.ts'
import { lengthOf, type Section, type SectionedPaper, sectionOf, share } from './sections.ts'
import type { TableColumn } from './table.ts'

/** A brief as it is handed out. */
export interface PrintedBrief {
  readonly brief: ShiftBrief
  /** What makes it official. */
  readonly official: string
  /** In which days and hours are told. */
  readonly timeZone: string
}

const BRIEF_TITLE = '值班简报'

/** 2026-11-22 08:00, by the clock of the zone. */
const momentIn = (timeZone: string, instant: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(
    new Date(instant),
  )

const periodOf = ({ brief: { from, to }, timeZone }: PrintedBrief): string =>
  `${momentIn(timeZone, from)} 至 ${momentIn(timeZone, to)}`

export const briefName = (printed: PrintedBrief): string =>
  `${BRIEF_TITLE} ${printed.brief.place} ${periodOf(printed)}`

function briefFacts(printed: PrintedBrief): (readonly [string, string])[] {
  const { figures } = printed.brief
  const { closed, closedOnTime, resolvedInGrid } = figures
  return [
    ['时段', periodOf(printed)],
    ['未结', `${figures.openAtEnd.count} 件，其中超期 ${figures.overdueAtEnd.count} 件`],
    ['按期率', share(closedOnTime.count, closed.count, '（无结案）')],
    ['网格内', share(resolvedInGrid.count, closed.count, '（无结案）')],
  ]
}

const CAME_WORDS: Record<(typeof CAME)[number], string> = {
  openAtStart: '期初未结',
  reported: '本期上报',
  reopened: '重新办理',
}
const LEFT_WORDS: Record<(typeof LEFT)[number], string> = {
  closed: '结案',
  rejected: '不予受理',
  merged: '并案',
  voided: '作废',
  openAtEnd: '期末未结',
}

interface BalanceRow {
  readonly came: string
  readonly cameCount: string
  readonly left: string
  readonly leftCount: string
}
/** Keeps two halves of a table apart. */
const GAP: TableColumn<unknown> = { header: '', width: 14, of: () => '' }

const BALANCE_TITLE = '一、进出平衡（件）'
const BALANCE: readonly TableColumn<BalanceRow>[] = [
  { header: '进', width: 150, of: ({ came }) => came },
  { header: '件数', width: 85, align: 'right', of: ({ cameCount }) => cameCount },
  GAP,
  { header: '出', width: 150, of: ({ left }) => left },
  { header: '件数', width: 100, align: 'right', of: ({ leftCount }) => leftCount },
]

/** Each case came in one way and left in one way: both sides have the same sum. */
function balanceRows({ figures }: ShiftBrief): BalanceRow[] {
  const side = (words: Partial<Record<BriefFigure, string>>) =>
    Object.entries(words).map(([figure, word]) => [word, figures[figure as BriefFigure].count] as const)
  const [came, left] = [side(CAME_WORDS), side(LEFT_WORDS)]
  const sum = (of: typeof came) => String(of.reduce((total, [, count]) => total + count, 0))
  const rows = left.map(([word, count], n) => ({
    ...{ came: came[n]?.[0] ?? '', cameCount: String(came[n]?.[1] ?? '') },
    ...{ left: word, leftCount: String(count) },
  }))
  return [...rows, { came: '合计', cameCount: sum(came), left: '合计', leftCount: sum(left) }]
}

const WORK_WORDS: Record<Exclude<BriefFigure, (typeof CAME)[number] | (typeof LEFT)[number]>, string> = {
  filed: '立案',
  assigned: '指派',
  returned: '退回',
  whistled: '吹哨',
  escalated: '上报上级',
  suspended: '批准挂账',
  closedOnTime: '按期结案',
  resolvedInGrid: '网格内办结',
  overdueAtEnd: '期末超期',
  redCardAtEnd: '期末红牌督办',
  suspendedAtEnd: '期末挂账',
  sosUnanswered: '期末呼救未应答',
  sos: '呼救',
  sosInTime: '时限内应答',
}

/** What each figure is called on paper. */
export const FIGURE_WORDS: Readonly<Record<BriefFigure, string>> = {
  ...CAME_WORDS,
  ...LEFT_WORDS,
  ...WORK_WORDS,
}

interface Named {
  readonly name: string
  readonly count: string
}
const WORK_TITLE = '二、办理情况（件）'
/** Two to a line. */
const WORK: readonly TableColumn<readonly Named[]>[] = [0, 1].flatMap(
  (n): TableColumn<readonly Named[]>[] => [
    { header: '指标', width: 150, of: (row) => row[n]?.name ?? '' },
    { header: '件数', width: n === 0 ? 85 : 100, align: 'right', of: (row) => row[n]?.count ?? '' },
    ...(n === 0 ? [GAP] : []),
  ],
)
function workRows({ figures }: ShiftBrief): Named[][] {
  const all = Object.entries(WORK_WORDS).map(([figure, name]) => ({
    ...{ name, count: String(figures[figure as BriefFigure].count) },
  }))
  const half = Math.ceil(all.length / 2)
  return all.slice(0, half).map((first, n) => [first, ...all.slice(half + n, half + n + 1)])
}

const TIME_WORDS: Record<keyof ShiftBrief['times'], string> = {
  toAccept: '指派到接单',
  toClose: '上报到结案',
  toAnswer: '呼救到应答',
}
export interface TimeRow {
  readonly name: string
  readonly count: number
  readonly medianMs: number | null
  readonly p90Ms: number | null
}
const TIMES_TITLE = '三、用时（自然时间，含夜间和挂账）'
const TIMES: readonly TableColumn<TimeRow>[] = [
  { header: '环节', width: 199, of: ({ name }) => name },
  { header: '次数', width: 100, align: 'right', of: ({ count }) => String(count) },
  { header: '中位数', width: 100, align: 'right', of: ({ medianMs }) => lengthOf(medianMs) },
  { header: '九成在此以内', width: 100, align: 'right', of: ({ p90Ms }) => lengthOf(p90Ms) },
]
export const timeRows = ({ times }: ShiftBrief): TimeRow[] => [
  { name: TIME_WORDS.toAccept, ...times.toAccept },
  { name: TIME_WORDS.toClose, ...times.toClose },
  { name: TIME_WORDS.toAnswer, ...times.toAnswer },
]

const PARTED = ['reported', 'closed', 'openAtEnd', 'overdueAtEnd'] as const
export const PARTED_WORDS = ['本期上报', '结案', '期末未结', '期末超期']
/** What a part counts; null where it may not be told. */
interface PartRow {
  readonly name: string
  readonly counts: readonly (number | null)[]
}
const partColumns = (header: string): readonly TableColumn<PartRow>[] => [
  { header, width: 199, of: ({ name }) => name },
  ...PARTED_WORDS.map(
    (word, n): TableColumn<PartRow> => ({
      ...{ header: word, width: 75, align: 'right' },
      of: ({ counts }) => String(counts[n] ?? '＜3'),
    }),
  ),
]

type Part = ShiftBrief['parts']['channel'][number] | ShiftBrief['parts']['category'][number]
const countsOf = (row: Pick<Part, (typeof PARTED)[number]>) => PARTED.map((figure) => row[figure].count)

/** One way in which cases are told apart. */
interface PartTable {
  readonly title: string
  readonly header: string
  readonly rows: readonly PartRow[]
}
export const briefParts = ({ parts }: ShiftBrief): readonly PartTable[] => [
  {
    ...{ title: '四、按街道（件）', header: '街道' },
    rows: parts.street.map((row) => ({ name: row.name, counts: countsOf(row) })),
  },
  {
    ...{ title: '五、按类别（件）', header: '类别' },
    rows: parts.category.map((row) => ({ name: categoryWords[row.key], counts: countsOf(row) })),
  },
  {
    ...{ title: '六、按渠道（件）', header: '渠道' },
    rows: parts.channel.map((row) => ({ name: channelWords[row.key], counts: countsOf(row) })),
  },
  {
    ...{ title: '七、按紧急程度（件）', header: '紧急程度' },
    rows: parts.urgency.map((row) => ({ name: urgencyWords[row.key], counts: countsOf(row) })),
  },
]

type Pressing = ShiftBrief['pressing'][number]
const pressingTitle = ({ pressing }: ShiftBrief): string =>
  `八、期末超期和红牌督办案件（${pressing.length} 件）`
const pressingColumns = ({ brief, timeZone }: PrintedBrief): readonly TableColumn<Pressing>[] => {
  const nameByStreet = new Map(brief.parts.street.map(({ key, name }) => [key, name]))
  return [
    { header: '案件编号', width: 70, of: ({ number }) => number },
    { header: '类别', width: 80, of: ({ category }) => categoryWords[category] },
    { header: '紧急程度', width: 70, of: ({ urgency }) => urgencyWords[urgency] },
    { header: '街道', width: 90, of: ({ street }) => nameByStreet.get(street ?? '') ?? '' },
    { header: '状态', width: 55, of: ({ state }) => stateWords[state] },
    { header: '到期', width: 84, of: ({ dueAt }) => momentIn(timeZone, dueAt) },
    {
      ...{ header: '备注', width: 50 },
      of: ({ supervision }) => (supervision === 'red' ? '红牌' : supervision === 'yellow' ? '黄牌' : ''),
    },
  ]
}

const HANDOVERS_TITLE = '九、交接班'
const handoverColumns = ({ timeZone }: PrintedBrief): readonly TableColumn<Handover>[] => {
  const signed = (one: Handover['taken']) =>
    one ? `${one.name} ${momentIn(timeZone, one.at).slice(5)}` : '待接班'
  const counts = ({ figures: { open, overdue, redCard, sos, suspended } }: Handover) =>
    [open, overdue, redCard, sos, suspended].map(({ count }) => count).join(' / ')
  return [
    { header: '交班', width: 105, of: ({ given }) => signed(given) },
    { header: '接班', width: 105, of: ({ taken }) => signed(taken) },
    { header: '未结/超期/红牌/呼救/挂账', width: 112, of: counts },
    { header: '交代事项', width: 177, wraps: true, of: ({ note }) => note },
  ]
}

export const pressingSection = (printed: PrintedBrief): Section =>
  sectionOf(pressingTitle(printed.brief), pressingColumns(printed), printed.brief.pressing)
export const handoverSection = (printed: PrintedBrief): Section =>
  sectionOf(HANDOVERS_TITLE, handoverColumns(printed), printed.brief.handovers)

/** All that a brief says, in order. */
export function briefPaper(printed: PrintedBrief): SectionedPaper {
  const { brief, official } = printed
  return {
    ...{ title: BRIEF_TITLE, place: brief.place, name: briefName(printed), official },
    facts: briefFacts(printed),
    sections: [
      sectionOf(BALANCE_TITLE, BALANCE, balanceRows(brief)),
      sectionOf(WORK_TITLE, WORK, workRows(brief)),
      sectionOf(TIMES_TITLE, TIMES, timeRows(brief)),
      ...briefParts(brief).map(({ title, header, rows }) => sectionOf(title, partColumns(header), rows)),
      pressingSection(printed),
      handoverSection(printed),
    ],
  }
}
