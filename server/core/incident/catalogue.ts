import type { Category, Department, LimitKind, Matter, Urgency } from './matters.ts'
import type { Level } from './triage.ts'

interface Told {
  readonly limit?: LimitKind
  readonly urgency?: Urgency
  readonly level?: Level
  readonly enforcement?: true
}

const matter = (code: string, zh: string, en: string, department: Department, told: Told = {}): Matter => ({
  code,
  category: code.slice(0, 2) as Category,
  name: { zh, en },
  department,
  limit: told.limit ?? 'ordinary',
  urgency: told.urgency ?? 'routine',
  level: told.level ?? (told.enforcement ? 'street' : 'grid'),
  enforcement: told.enforcement ?? false,
  admission: 'admitted',
  reason: '',
  mergedInto: null,
})

const life: Told = { limit: 'life', urgency: 'life', level: 'street' }
const utility: Told = { limit: 'utility', urgency: 'urgent' }
const hard: Told = { limit: 'hard', level: 'community' }
const enforcement: Told = { enforcement: true }

/** 事项清单 to begin with; every installation edits its own. Nothing here is taken from a published list. */
export const DEFAULT_MATTERS: readonly Matter[] = [
  matter('0101', '邻里纠纷', 'Quarrel between neighbours', 'justice'),
  matter('0102', '婚姻家庭纠纷', 'Family dispute', 'justice'),
  matter('0103', '物业服务纠纷', 'Dispute with a property company', 'housing'),
  matter('0104', '房屋租赁与漏水赔偿纠纷', 'Dispute over tenancy or water damage', 'justice'),
  matter('0105', '劳动报酬纠纷', 'Unpaid wages', 'social_security', { ...hard, urgency: 'urgent' }),
  matter('0106', '历史遗留与群体性矛盾', 'Long-standing or collective grievance', 'street_office', hard),

  matter('0201', '占用、堵塞消防通道', 'Fire lane blocked', 'fire', { urgency: 'urgent' }),
  matter('0202', '楼道堆物', 'Things piled up in a stairwell', 'street_office'),
  matter('0203', '电动自行车违规停放充电', 'E-bike charged indoors', 'fire', { urgency: 'urgent' }),
  matter('0204', '燃气泄漏或异味', 'Gas leak or smell of gas', 'gas', life),
  matter('0205', '房屋开裂、墙皮脱落', 'Cracked building, falling render', 'housing', {
    limit: 'utility',
    urgency: 'urgent',
    level: 'community',
  }),
  matter('0206', '采煤沉陷、地面塌陷', 'Ground sinking over old mine workings', 'natural_resources', {
    ...life,
    level: 'district',
  }),
  matter('0207', '山体滑坡、河道险情', 'Landslide or flood danger', 'emergency', life),
  matter('0208', '井盖缺失、破损', 'Manhole cover missing or broken', 'urban_management', utility),
  matter('0209', '企业违规生产经营', 'Unsafe operation of a business', 'emergency', enforcement),

  matter('0301', '占道经营', 'Trading on the pavement', 'urban_management', enforcement),
  matter('0302', '违章搭建', 'Unauthorised building', 'urban_management', {
    ...enforcement,
    limit: 'hard',
  }),
  matter('0303', '乱贴乱画小广告', 'Fly-posting', 'street_office'),
  matter('0304', '机动车乱停乱放', 'Vehicle parked where it must not be', 'police', enforcement),
  matter('0305', '共享单车乱停放', 'Shared bicycles in the way', 'urban_management'),
  matter('0306', '道路、步道破损', 'Damaged road or footpath', 'transport'),
  matter('0307', '户外广告牌松动', 'Loose advertising board', 'urban_management', utility),

  matter('0401', '生活垃圾未清运', 'Household rubbish not collected', 'street_office', { urgency: 'urgent' }),
  matter('0402', '建筑垃圾乱倒', 'Building rubble dumped', 'urban_management', enforcement),
  matter('0403', '污水外溢', 'Sewage overflowing', 'water', utility),
  matter('0404', '公共厕所脏污损坏', 'Public toilet dirty or broken', 'urban_management'),
  matter('0405', '焚烧垃圾、秸秆', 'Burning of rubbish or straw', 'environment', enforcement),

  matter('0501', '供暖不热、停暖', 'Heating cold or off', 'heating', utility),
  matter('0502', '停水、水管爆裂', 'Water off or burst pipe', 'water', utility),
  matter('0503', '停电、线路故障', 'Power cut or broken line', 'power', utility),
  matter('0504', '停气、燃气设施故障', 'Gas off or fault', 'gas', utility),
  matter('0505', '路灯不亮', 'Street light out', 'urban_management'),
  matter('0506', '屋面、楼道渗漏', 'Leaking roof or stairwell', 'housing'),
  matter('0507', '电梯困人', 'People trapped in a lift', 'market', life),
  matter('0508', '社保、救助代办', 'Help with benefits and relief', 'civil_affairs'),

  matter('0601', '打架斗殴', 'Fight', 'police', { ...life, enforcement: true }),
  matter('0602', '盗窃、诈骗线索', 'Theft or fraud', 'police', { ...enforcement, urgency: 'urgent' }),
  matter('0603', '可疑人员、可疑物品', 'Suspicious person or object', 'police', {
    ...enforcement,
    urgency: 'urgent',
  }),
  matter('0604', '犬只伤人、不牵绳', 'Dog bite or loose dog', 'police', enforcement),

  matter('0701', '广场舞、娱乐噪音', 'Noise of dancing or entertainment', 'street_office'),
  matter('0702', '夜间施工噪音', 'Building noise at night', 'environment', enforcement),
  matter('0703', '邻里生活噪音', 'Noise from a neighbour', 'street_office'),

  matter('0801', '一键呼叫求助', 'Call for help by wristband', 'civil_affairs', life),
  matter('0802', '独居老人失联', 'Old person living alone not heard from', 'civil_affairs', life),
  matter('0803', '困境儿童、残疾人帮扶', 'Child or disabled person in need', 'civil_affairs'),
  matter('0804', '走失人员', 'Missing person', 'police', life),
  matter('0805', '扬言轻生、极端情绪', 'Somebody in acute crisis', 'police', life),

  matter('0901', '公益诉讼线索', 'Lead for a public-interest suit', 'procuratorate', {
    limit: 'hard',
    level: 'district',
  }),
  matter('0902', '诉前调解移送', 'Referral of a dispute before trial', 'court', {
    limit: 'hard',
    level: 'district',
  }),
  matter('0903', '涉法涉诉线索', 'Lead about a legal matter', 'court', { limit: 'hard', level: 'district' }),

  matter('9901', '其他', 'Other', 'street_office', { level: 'community' }),
]
