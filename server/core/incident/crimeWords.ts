/**
 * Words for crimes and for serious offences against public order. What only looks like one in a word of everyday life
 * (抢修, 逃生, 被砍 of a tree, 拨打人工) is left alone, and so is what is said to prevent one (反诈宣传, 防盗窃, 禁赌).
 */
const CHINESE = [
  // Against life and body.
  '杀了?人|杀害(?!虫)|谋杀|凶杀|仇杀|情杀(?![毒菌虫])|奸杀|(?<![猫狗犬鸡鸭鱼])被杀(?!虫|菌|毒)|(?<!生)命案|碎尸|抛尸|(?<![物猫狗犬猪鸡鸭鼠鱼的])尸体|具[男女]尸',
  '凶手|凶器|行凶|持(?:刀|械|枪|凶)|[拿提]刀(?![剁切])|管制刀具|砍(?:人|伤|杀)|捅(?:人|伤|死|了?[一两二三几数]刀)|(?<!窝)被捅|刺死|被人刺|刀伤',
  '枪支|开枪|枪击|枪杀|猎枪|弹药|炸弹|炸药|雷管|爆炸(?:物|案)|投毒|纵火|故意放火',
  '绑架|劫持|拐卖|拐骗|诱拐|拐走|人贩子|非法拘禁|家暴(?![露雨晒])|家庭暴力|虐待(?!动物|猫|狗|犬)|遗弃(?:婴|老人|儿童|孩子)',
  '强奸|轮奸|迷奸|奸淫|强暴(?![雨雪风])|猥亵|性侵|性骚扰|偷拍|偷窥',
  // Fights.
  '斗殴|群殴|围殴|殴打|打群?架|暴打|(?<!消)毒打|打伤|打死人|被打死|(?<!拨)打人(?![工员民社])|寻衅|滋事|闹事|打砸抢|故意伤(?:人|害)',
  '恐吓|扬言要?(?:报复|杀|砍|炸|放火)|尾随|袭警|妨[害碍]公务',
  // Against property.
  '抢(?:劫|夺|走|包)|抢了(?![修险先占])|被抢(?![占修注救险])|飞车抢|盗窃|偷盗|盗走|被盗|失窃|扒窃|行窃|窃贼|小偷|销赃|赃物|被偷(?!偷)|偷窃|偷东西',
  '(?<!偷)偷(?:走|了|电瓶|电动车|车(?!位)|电缆|手机|钱|快递|井盖)|入室(?:抢|盗|偷)|私闯民宅|非法侵入|毁坏财物',
  '诈骗|电诈|被骗|骗[取走钱了]|碰瓷|冒充(?:客服|公检法|警察|民警|领导)|杀猪盘|敲诈|勒索|非法集资|传销|洗钱|套路贷|假[币钞]|走私(?!人)',
  // Drugs, gambling, vice.
  '[贩制运]毒(?!素)|毒品|毒贩|冰毒|海洛因|大麻(?![烦袋花将])|赌博|聚赌|赌场|赌局|赌资|赌钱|涉赌|参赌',
  '卖淫|嫖|(?:色情|淫秽|涉黄)(?!.{0,2}(?:广告|卡片))',
  // Of every kind.
  '犯罪|黑社会|涉黑|黑恶|恶势力|邪教|恐怖(?:袭击|分子)|酒驾|醉驾|毒驾|危险驾驶|肇事逃逸|在逃(?![生离])|潜逃|通缉',
].join('|')

const PREVENTED =
  '(?:(?<!消)防(?:止|范)?|反|禁(?:止|绝)?|远离|拒绝|抵制|警惕|避免)(?:被|电信|网络|新型|养老|入室|参与|各类)*'
const CAMPAIGN =
  '(?:电信|网络|犯罪|案件|手法|违法|的|等|和|、)*(?:宣传|宣讲|防范|预防|讲座|知识|科普|警示教育|普法)'

const ENGLISH = [
  'murder(?:s|ed|ers?|ing)?|homicides?|manslaughter|kill(?:ed|ers?)|stab(?:s|bed|bings?)?|kni(?:fe|ves)',
  'gun(?:s|m[ae]n|shots?|fire)?|shootings?|assault(?:s|ed|ing)?|brawl(?:s|ing)?|beaten up|arson(?:ists?)?',
  'sexual (?:abuse|harassment)|domestic (?:violence|abuse)|rap(?:e[ds]?|ists?|ing)|molest(?:s|ed|ing|ation)?|kidnap(?:s|ped|pers?|ping)?|abduct(?:s|ed|ion)',
  'broken? into|mugg(?:ed|ers?|ings?)|rob(?:bed|bers?|bing|bery|beries)|burgl(?:ary|aries|ars?|ed)|thefts?|thie(?:f|ves)|stolen?|steal(?:s|ing)?',
  'shoplift(?:ers?|ing)|pickpocket(?:s|ed|ing)?|fraud(?:s|sters?|ulent)?|scam(?:s|med|mers?)?|swindl(?:e[ds]?|ers?|ing)',
  'extort(?:s|ed|ion)|blackmail(?:s|ed|ing)?|smuggl(?:ed|ers?|ing)|counterfeit|gambl(?:e[ds]?|ers?|ing)',
  'drug (?:deal(?:s|ers?|ing)?|traffick(?:ers?|ing)|abuse)|(?:sell|sold|deal)(?:s|ing)? drugs|narcotics?|heroin|cocaine',
  'prostitut(?:es?|ion)|brothels?|crimes?|fugitives?',
].join('|')
const FOR_PREVENTION = String.raw`\b(?:anti|prevent(?:ing|s)?|against|avoid(?:ing)?)[- ]`

/** Any such word, wherever it stands in a text. */
export const CRIME = new RegExp(
  [
    `(?<!${PREVENTED})(?:${CHINESE})(?!${CAMPAIGN})`,
    String.raw`(?<!${FOR_PREVENTION})\b(?:${ENGLISH})\b(?! (?:prevention|awareness|campaign))`,
  ].join('|'),
  'giu',
)
