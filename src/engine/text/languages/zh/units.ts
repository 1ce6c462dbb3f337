const PREFIXES: Readonly<Record<string, string>> = {
  G: '吉', M: '兆', k: '千', h: '百', d: '分', c: '厘', m: '毫', μ: '微', µ: '微', u: '微', n: '纳', p: '皮', f: '飞',
}; // prettier-ignore

/** Units of physics and medicine, and the prefixes that they are seen with. */
const PREFIXED: readonly (readonly [sign: string, name: string, prefixes: string])[] = [
  ['g', '克', 'k m μ µ u n p'], ['m', '米', 'k d c m μ µ u n'], ['L', '升', 'm d μ µ u n f'], ['l', '升', 'm d μ µ'], ['mol', '摩尔', 'm μ µ u n p'],
  ['W', '瓦', 'G M k m μ µ'], ['V', '伏', 'k m μ µ'], ['A', '安', 'k m μ µ n'], ['J', '焦', 'M k'], ['N', '牛', 'M k m'], ['Pa', '帕', 'G M k h'], ['Hz', '赫兹', 'G M k'],
  ['Ω', '欧姆', 'M k m'], ['F', '法', 'm μ µ u n p'], ['H', '亨', 'm μ µ'], ['T', '特斯拉', 'm μ µ'], ['eV', '电子伏', 'G M k m'],
  ['Gy', '戈瑞', 'm c μ µ'], ['Sv', '希沃特', 'm μ µ'], ['Bq', '贝克勒尔', 'G M k'], ['bar', '巴', 'm'], ['IU', '国际单位', 'k m μ µ'], ['U', '单位', 'k m μ µ'],
  ['s', '秒', 'm μ µ n'], ['cal', '卡', 'k'], ['VA', '伏安', 'M k'], ['lx', '勒克斯', 'k'], ['cd', '坎德拉', 'm'], ['lm', '流明', 'k'],
]; // prettier-ignore

/** These alone are letters of a name: 3A级, 5F. */
const ONLY_PREFIXED = new Set(['A', 'F', 'H', 'T', 'U']);

const prefixed = Object.fromEntries(
  PREFIXED.flatMap(([sign, name, prefixes]) => [
    ...(ONLY_PREFIXED.has(sign) ? [] : [[sign, name]]),
    ...prefixes.split(' ').map((prefix) => [prefix + sign, PREFIXES[prefix]! + name]),
  ]),
) as Readonly<Record<string, string>>;

/** Units in Latin letters and signs, and what they are called. Longer ones are matched first. */
export const UNITS: Readonly<Record<string, string>> = {
  ...prefixed,
  Kg: '千克', KG: '千克', t: '吨', lb: '磅', lbs: '磅', oz: '盎司', KM: '千米', CM: '厘米', MM: '毫米', ft: '英尺', inch: '英寸', in: '英寸', mi: '英里',
  'm²': '平方米', m2: '平方米', '㎡': '平方米', 'km²': '平方千米', km2: '平方千米', 'cm²': '平方厘米', cm2: '平方厘米', 'mm²': '平方毫米', mm2: '平方毫米', 'hm²': '公顷', ha: '公顷',
  'm³': '立方米', m3: '立方米', '㎥': '立方米', 'cm³': '立方厘米', cm3: '立方厘米', 'mm³': '立方毫米', 'km³': '立方千米', 'dm³': '立方分米',
  '²': '平方', '³': '立方', '㎏': '千克', '㎎': '毫克', '㎞': '千米', '㎝': '厘米', '㎜': '毫米', ML: '毫升', cc: '毫升',
  'KM/H': '千米每小时', 'L/100km': '升每百千米', mph: '英里每小时', 'm/s²': '米每二次方秒',
  KW: '千瓦', kWh: '千瓦时', KWh: '千瓦时', Wh: '瓦时', mAh: '毫安时', J: '焦耳', KHz: '千赫兹', dB: '分贝', 'dB(A)': '分贝', Kcal: '千卡',
  mmHg: '毫米汞柱', cmHg: '厘米汞柱', cmH2O: '厘米水柱', 'cmH₂O': '厘米水柱', mmH2O: '毫米水柱', 'mmH₂O': '毫米水柱', atm: '个大气压', kgf: '千克力', bpm: '次每分钟', psi: '磅每平方英寸',
  KB: 'KB', MB: 'MB', GB: 'GB', TB: 'TB', kbps: 'kbps', Mbps: 'Mbps', Gbps: 'Gbps', fps: '帧每秒', px: '像素', nit: '尼特', nits: '尼特', dpi: 'DPI', rpm: '转每分', ppm: 'ppm', h: '小时', min: '分钟',
  '℃': '摄氏度', '°C': '摄氏度', '℉': '华氏度', '°F': '华氏度', '°': '度', '˚C': '摄氏度', 'º': '度',
}; // prettier-ignore

/** What comes in front of an amount, or behind it, and what is said behind. */
export const CURRENCIES: Readonly<Record<string, string>> = {
  '¥': '元', '￥': '元', 'CN¥': '元', RMB: '元', CNY: '元', $: '美元', US$: '美元', USD: '美元', '＄': '美元', '€': '欧元', EUR: '欧元',
  '£': '英镑', '￡': '英镑', GBP: '英镑', JPY: '日元', 'JP¥': '日元', HK$: '港元', HKD: '港元', NT$: '新台币', '₩': '韩元', KRW: '韩元', '₽': '卢布',
  A$: '澳元', C$: '加元', S$: '新加坡元', '₹': '卢比', '฿': '泰铢', CHF: '瑞士法郎',
}; // prettier-ignore

/** Words behind a number that make a lone 2 两; 十, 百 and a date's parts do not. */
export const AFTER_LIANG =
  '个|只|位|名|条|张|件|次|本|辆|座|台|家|种|份|人|天|夜|晚|宿|年(?!级)|岁|周|週|小时|分钟|分半|分(?=\\s*\\d+\\s*秒)|刻钟|秒|点|点钟|块|元|毛|角|千|万|亿|倍|杯|瓶|碗|盒|包|袋|箱|双|对|套|把|支|枝|根|棵|朵|头|匹|口|间|栋|幢|层楼|封|篇|首|句|段|章节|页纸|部|场|届|轮|局|组|队|班(?=[车船飞次航倒岗地])|门|批|笔|项|款|架|艘|列|节|堂|颗|粒|滴|片|块|面|幅|顶|扇|盏|米|公里|千米|厘米|毫米|公斤|千克|克|斤|吨|升|毫升|亩|公顷|平方|立方|英寸|英尺|英里|寸|尺|里|站|趟|遍|回|顿|下|声|眼|步|圈|课时|学期|星期|礼拜|个月|代|侧|边|岸|国|省|市|地|者|队|军|党|院|校|所|厂|股|成多|老';

/** Hotlines that are read figure by figure wherever they stand alone. */
export const HOTLINES =
  '110|119|120|122|114|12306|12315|12345|12348|12333|12320|12123|10086|10010|10000|10001|955\\d\\d|95\\d{3}|911|999';

/** Words before a figure string that is read figure by figure. */
export const BEFORE_DIGITS =
  '电话|手机|手机号|热线|拨打|致电|号码|编号|验证码|密码|尾号|账号|卡号|邮编|邮政编码|学号|工号|订单号|单号|QQ|qq|QQ群|群号|代码|房号|房间号|门牌号|座位号|车牌|证号|序列号|口令|股票代码|客服|微信|微信号|玩家|用户|会员|UID|uid|ID|身份证号?|传真|书号|刊号|条形码|条码';
