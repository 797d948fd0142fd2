/** Words that the names of the demo world are put together from; none is the name of a real business. */

export const ARTERIALS = ['桃河北路', '桃河南路', '矿区大街', '泉中路', '新泉路', '平定大道', '滨河路'] as const
export const RIVER = '桃河'
export const RAILWAY = '矿区专用线'

export const ROAD_PREFIXES = [
  '建设', '和平', '新华', '工农', '育才', '胜利', '光明', '团结', '幸福', '友谊', '向阳', '文化', '迎宾', '兴隆', '永安', '振兴',
  '朝阳', '青年', '解放', '人民', '红旗', '东风', '春晓', '松岭', '石门', '柳沟', '槐树', '杏花', '枣园', '桃林', '泉水', '矿工',
] as const
export const LANE_ENDINGS = ['巷', '东巷', '西巷', '南巷', '北巷', '前巷', '后巷', '一巷', '二巷', '三巷'] as const
export const VILLAGE_LANES = ['前街', '后街', '东沟', '西沟', '上院', '下院', '河滩', '场院'] as const

export const ESTATES = {
  new_built: ['花园', '嘉园', '新苑', '雅苑', '佳苑', '馨园'],
  old_estate: ['小区', '新村', '北区', '南区', '东区', '西区'],
  work_unit: ['家属院', '矿工新村', '职工小区', '宿舍区'],
  urban_village: ['新村', '小区', '住宅楼'],
  outskirts: ['新村', '移民小区'],
} as const

export const SHOP_WORDS = [
  '惠民', '福来', '老李', '老张', '老王', '晋味', '家家乐', '好又多', '万家', '鑫源', '永兴', '顺达', '康乐', '美佳', '小杨',
  '阿芳', '百姓', '宏达', '便利', '聚福', '天天', '金桥', '友好', '四季', '红火', '乐购', '喜洋洋', '新丰', '同心', '春天',
] as const
export const SHOP_TRADES = [
  '超市', '便利店', '面馆', '刀削面馆', '理发店', '五金店', '水果店', '药房', '蔬菜店', '烟酒店', '早餐店', '饺子馆', '手机维修',
  '服装店', '干洗店', '诊所', '快递驿站', '文具店', '彩票站', '粮油店', '熟肉店', '蛋糕房', '眼镜店', '修车铺', '火锅店', '烧烤店',
] as const
export const ORGANISATIONS = [
  '社区卫生服务站', '幼儿园', '小学', '物业服务部', '老年日间照料中心', '供热站', '建筑安装公司', '机电修造厂', '运输队', '邮政所',
  '银行分理处', '农贸公司', '劳动服务公司', '税务服务点', '自来水服务站', '供电营业所', '印刷厂', '商贸公司', '驾校', '招待所',
] as const

export const PURPOSE_WORDS = { mine: '矿山', school: '学校', hospital: '医院', market: '市场', park: '公园' } as const
export const HILLS_NORTH = ['北山', '松树岭', '青龙山', '翠屏山', '青石岭', '枣岭'] as const
export const HILLS_SOUTH = ['南山', '大南岭', '官山', '半坡岭', '石卜岭', '西山'] as const
