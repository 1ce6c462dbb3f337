/** Units in Latin letters and signs, and what they are called. Longer ones are matched first. */
export const UNITS: Readonly<Record<string, string>> = {
  kg: '千克', Kg: '千克', KG: '千克', g: '克', mg: '毫克', μg: '微克', µg: '微克', ug: '微克', t: '吨', lb: '磅', lbs: '磅', oz: '盎司',
  km: '千米', KM: '千米', m: '米', dm: '分米', cm: '厘米', CM: '厘米', mm: '毫米', MM: '毫米', μm: '微米', µm: '微米', um: '微米', nm: '纳米',
  ft: '英尺', inch: '英寸', in: '英寸', mi: '英里',
  'm²': '平方米', 'm2': '平方米', '㎡': '平方米', 'km²': '平方千米', 'km2': '平方千米', 'cm²': '平方厘米', 'cm2': '平方厘米', 'mm²': '平方毫米', 'hm²': '公顷', ha: '公顷',
  'm³': '立方米', 'm3': '立方米', '㎥': '立方米', 'cm³': '立方厘米', 'cm3': '立方厘米', 'mm³': '立方毫米', 'km³': '立方千米', 'dm³': '立方分米',
  '²': '平方', '³': '立方',
  '㎏': '千克', '㎎': '毫克', '㎞': '千米', '㎝': '厘米', '㎜': '毫米',
  L: '升', l: '升', mL: '毫升', ml: '毫升', ML: '毫升', cc: '毫升',
  'km/h': '千米每小时', 'KM/H': '千米每小时', 'm/s': '米每秒', 'm/s²': '米每二次方秒', 'kg/m³': '千克每立方米', 'g/cm³': '克每立方厘米', 'mg/L': '毫克每升', 'mg/l': '毫克每升',
  'μg/m³': '微克每立方米', 'µg/m³': '微克每立方米', 'mmol/L': '毫摩尔每升', 'g/L': '克每升', 'L/100km': '升每百千米', mph: '英里每小时',
  W: '瓦', kW: '千瓦', KW: '千瓦', MW: '兆瓦', GW: '吉瓦', kWh: '千瓦时', KWh: '千瓦时', 'kW·h': '千瓦时', Wh: '瓦时', V: '伏', kV: '千伏', mV: '毫伏', A: '安', mA: '毫安', mAh: '毫安时', Ω: '欧姆', J: '焦耳', kJ: '千焦',
  Hz: '赫兹', kHz: '千赫兹', KHz: '千赫兹', MHz: '兆赫兹', GHz: '吉赫兹', dB: '分贝', Pa: '帕', kPa: '千帕', hPa: '百帕', MPa: '兆帕', mmHg: '毫米汞柱', N: '牛',
  B: '字节', KB: 'KB', MB: 'MB', GB: 'GB', TB: 'TB', kbps: 'kbps', Mbps: 'Mbps', Gbps: 'Gbps', fps: '帧每秒', px: '像素', dpi: 'DPI', rpm: '转每分', ppm: 'ppm',
  cal: '卡', kcal: '千卡', Kcal: '千卡', mol: '摩尔', h: '小时', min: '分钟', s: '秒', ms: '毫秒', ns: '纳秒', lm: '流明',
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
  '个|只|位|名|条|张|件|次|本|辆|座|台|家|种|份|人|天|年|岁|周|週|小时|分钟|分半|刻钟|秒钟|点|点钟|块|元|毛|角|千|万|亿|倍|杯|瓶|碗|盒|包|袋|箱|双|对|套|把|支|枝|根|棵|朵|头|匹|口|间|栋|幢|层楼|封|篇|首|句|段|章节|页纸|部|场|届|轮|局|组|队|班|门|批|笔|项|款|架|艘|列|节|堂|颗|粒|滴|片|块|面|幅|顶|扇|盏|米|公里|千米|厘米|毫米|公斤|千克|克|斤|吨|升|毫升|亩|公顷|平方|立方|英寸|英尺|英里|寸|尺|里|站|趟|遍|回|顿|下|声|眼|步|圈|课时|学期|星期|礼拜|个月|代|侧|边|岸|国|省|市|地|者|队|军|党|院|校|所|厂|股|成多|老';

/** Hotlines that are read figure by figure wherever they stand alone. */
export const HOTLINES =
  '110|119|120|122|114|12306|12315|12345|12348|12333|12320|12123|10086|10010|10000|10001|955\\d\\d|95\\d{3}|911|999';

/** Words before a figure string that is read figure by figure. */
export const BEFORE_DIGITS =
  '电话|手机|手机号|热线|拨打|致电|号码|编号|验证码|密码|尾号|账号|卡号|邮编|邮政编码|学号|工号|订单号|单号|QQ|qq|QQ群|群号|代码|房号|房间号|门牌号|座位号|车牌|证号|序列号|口令|股票代码|客服|微信|微信号|身份证号?|传真';
