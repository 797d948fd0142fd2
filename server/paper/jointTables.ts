import type { Mismatch } from '#core/beat/alignment.ts'
import type { CrewFaultCode } from '#core/beat/crew.ts'
import type { FlowTold } from '../contract/exchange.ts'
import type {
  AlignmentFigures,
  ChangedMismatch,
  JointReport,
  ReportedFault,
} from '../contract/jointReport.ts'
import { roleWords } from './crewWords.ts'
import { lengthOf, type Section, type SectionedPaper, sectionOf, share } from './sections.ts'
import type { TableColumn } from './table.ts'

/** A joint report as it is handed out. */
export interface PrintedJointReport {
  readonly report: JointReport
  /** What makes it official. */
  readonly official: string
}

const TITLE = '警网联席月报'

const mismatchWords: Record<Mismatch, string> = {
  two_beats: '跨警格',
  other_station: '外街道派出所',
  no_beat: '无警格',
}
const faultWords: Record<CrewFaultCode, string> = {
  role_empty: '缺岗',
  post_expired: '到期无人接',
  role_doubled: '一岗多人',
  worker_shared: '一人多格',
}
const monthWords = ({ month }: JointReport): string =>
  `${Number(month.slice(0, 4))} 年 ${Number(month.slice(5))} 月`

export const jointName = ({ report }: PrintedJointReport): string =>
  `${TITLE} ${report.place} ${report.month}${report.final ? '' : '（未满月）'}`

const wrong = ({ mismatches }: AlignmentFigures): number =>
  Object.values(mismatches).reduce((sum, count) => sum + count, 0)
/** Of fewer than three nothing is told. */
const told = (count: number | null): string => (count === null ? '＜3' : String(count))

function facts({ report }: PrintedJointReport): SectionedPaper['facts'] {
  const { alignment, changes, crews } = report
  return [
    ['月份', `${monthWords(report)}${report.final ? '' : '（未满月）'}`],
    ['对应率', share(alignment.aligned, alignment.grids, '（无网格）')],
    [
      '错位',
      changes ? `${wrong(alignment)} 个，上月末 ${wrong(changes.before)} 个` : `${wrong(alignment)} 个`,
    ],
    ['缺岗', `${crews.gridsWithGaps} 个网格，${crews.beatsWithoutOfficer} 个警格`],
  ]
}

interface AlignmentRow {
  readonly name: string
  readonly now: number
  readonly before: number | null
}
const ALIGNMENT: readonly TableColumn<AlignmentRow>[] = [
  { header: '网格', width: 199, of: ({ name }) => name },
  { header: '上月末', width: 100, align: 'right', of: ({ before }) => String(before ?? '—') },
  { header: '本月末', width: 100, align: 'right', of: ({ now }) => String(now) },
  {
    ...{ header: '增减', width: 100, align: 'right' },
    of: ({ now, before }) => (before === null ? '—' : signed(now - before)),
  },
]
const signed = (difference: number): string =>
  difference > 0 ? `+${difference}` : difference < 0 ? `−${-difference}` : '0'

export function alignmentRows({ alignment, changes }: JointReport): AlignmentRow[] {
  const row = (name: string, of: (figures: AlignmentFigures) => number): AlignmentRow => ({
    ...{ name, now: of(alignment) },
    before: changes && of(changes.before),
  })
  return [
    row('对应', (figures) => figures.aligned),
    ...(Object.keys(mismatchWords) as Mismatch[]).map((kind) =>
      row(`错位：${mismatchWords[kind]}`, ({ mismatches }) => mismatches[kind]),
    ),
    row('合计', ({ grids }) => grids),
  ]
}

interface ChangeRow extends ChangedMismatch {
  readonly what: string
}
const kindOf = (mismatch: Mismatch | null): string => (mismatch ? mismatchWords[mismatch] : '—')
const CHANGES: readonly TableColumn<ChangeRow>[] = [
  { header: '', width: 44, of: ({ what }) => what },
  { header: '网格编码', width: 105, of: ({ code }) => code },
  { header: '社区', width: 100, of: ({ communityName }) => communityName },
  { header: '网格', width: 90, of: ({ name }) => name },
  { header: '上月末', width: 80, of: ({ before }) => kindOf(before) },
  { header: '本月末', width: 80, of: ({ after }) => kindOf(after) },
]
const changeRows = ({ changes }: JointReport): ChangeRow[] => {
  const named = (what: string, all: readonly ChangedMismatch[]) => all.map((one) => ({ what, ...one }))
  return changes
    ? [...named('新增', changes.opened), ...named('消除', changes.closed), ...named('变更', changes.changed)]
    : []
}

const FAULTS: readonly TableColumn<ReportedFault>[] = [
  { header: '编码', width: 105, of: ({ code }) => code },
  { header: '社区或街道', width: 110, of: ({ areaName }) => areaName },
  { header: '网格或警格', width: 94, of: ({ name }) => name },
  { header: '岗位', width: 70, of: ({ role }) => roleWords[role] },
  { header: '情况', width: 60, of: ({ fault }) => faultWords[fault] },
  { header: '空缺自', width: 60, of: ({ since }) => since ?? '' },
]

export interface FlowRow {
  readonly name: string
  readonly flow: FlowTold
}
const flowColumns = (header: string): readonly TableColumn<FlowRow>[] => {
  const count = (word: string, of: (flow: FlowTold) => number | null): TableColumn<FlowRow> => ({
    ...{ header: word, width: 34, align: 'right', of: ({ flow }) => told(of(flow)) },
  })
  const time = (word: string, of: (flow: FlowTold) => FlowTold['toAnswer']): TableColumn<FlowRow> => ({
    ...{ header: word, width: 107, align: 'right' },
    of: ({ flow }) => {
      const spread = of(flow)
      if (!spread) return '＜3'
      return spread.count === 0 ? '—' : `${lengthOf(spread.medianMs)} / ${lengthOf(spread.p90Ms)}`
    },
  })
  return [
    { header, width: 115, of: ({ name }) => name },
    count('移交', ({ handed }) => handed),
    count('已应答', ({ answered }) => answered),
    count('已办结', ({ closed }) => closed),
    count('待移交', ({ waiting }) => waiting),
    count('未结', ({ open }) => open),
    time('应答用时', ({ toAnswer }) => toAnswer),
    time('办结用时', ({ toClose }) => toClose),
  ]
}
export const FLOWS_NOTE = '已应答、已办结和未结含期前移交的案件。'
/** All, then each station and the beats of it. */
export const flowRows = (report: JointReport, way: 'toPolice' | 'toGrids'): FlowRow[] => [
  { name: '合计', flow: report[way] },
  ...report.stations.flatMap((station) => [
    { name: station.name, flow: station[way] },
    ...station.beats.map((beat) => ({ name: `　${beat.name}`, flow: beat[way] })),
  ]),
]

type Part = Omit<JointReport['stations'][number], 'station' | 'beats'>
const PARTS: readonly TableColumn<Part>[] = [
  { header: '派出所、警格', width: 179, of: ({ name }) => name },
  { header: '民警', width: 50, align: 'right', of: ({ officers }) => String(officers) },
  { header: '网格', width: 50, align: 'right', of: ({ grids }) => String(grids) },
  { header: '对应网格', width: 60, align: 'right', of: ({ aligned }) => String(aligned) },
  { header: '缺岗网格', width: 60, align: 'right', of: ({ gridsWithGaps }) => String(gridsWithGaps) },
  { header: '提醒', width: 100, of: ({ warnings }) => warnings.map((one) => warningWords[one]).join('、') },
]
const warningWords: Record<Part['warnings'][number], string> = {
  grids_per_officer: '网格过多',
  residents_per_officer: '人口过多',
  no_officer: '无民警',
}
const partRows = ({ stations }: JointReport): Part[] =>
  stations.flatMap((station) => [
    station,
    ...station.beats.map((beat) => ({ ...beat, name: `　${beat.name}` })),
  ])

/** The sections of a report, of which the workbook has the same. */
export function jointSections(report: JointReport): Section[] {
  const noBefore = report.changes ? '' : '（上月末尚无发布）'
  return [
    sectionOf('一、网格与警格对应（个）', ALIGNMENT, alignmentRows(report)),
    sectionOf(`二、错位变化${noBefore}`, CHANGES, changeRows(report)),
    sectionOf('三、人员缺岗', FAULTS, report.crews.faults),
    sectionOf(
      '四、移送公安（件；用时为中位数 / 九成在此以内）',
      flowColumns('派出所、警格'),
      flowRows(report, 'toPolice'),
    ),
    {
      ...sectionOf('五、110 非警务回流网格（件）', flowColumns('派出所、警格'), flowRows(report, 'toGrids')),
      note: FLOWS_NOTE,
    },
    sectionOf('六、派出所和警格（人口按每户 2.6 人估算）', PARTS, partRows(report)),
  ]
}

export function jointPaper(printed: PrintedJointReport): SectionedPaper {
  const { report, official } = printed
  return {
    ...{ title: TITLE, place: `${report.place}　${monthWords(report)}`, name: jointName(printed), official },
    ...{ facts: facts(printed), sections: jointSections(report) },
  }
}
