import { addressRules } from '../../address';
import { END, registeredRule, rule } from '../../rule';
import { NO_LATIN, START, UNIT, wordOf } from './amounts';
import { digitNames, numberName } from './numbers';
import { AFTER_LIANG, BEFORE_DIGITS, HOTLINES } from './units';
import type { Rule } from '../../verbalise';

const dialled = (written: string): string =>
  (written.startsWith('+') ? '加' : '') +
  written
    .replace(/^\+/, '')
    .replace(/[^\d转]/g, '')
    .replace(/\d+/g, (part) => digitNames(part, '幺'));

/** Addresses, versions, telephone numbers, and numbers that name something. */
export const codeRules: readonly Rule[] = [
  ...addressRules({
    dot: '点', at: '艾特', slash: '斜杠', backslash: '反斜杠', dash: '杠', underscore: '下划线', colon: '冒号', question: '问号', equals: '等于', plus: '加', gap: '', digits: (figures) => digitNames(figures),
  }), // prettier-ignore
  // 2.0.1, 192.168.1.1
  rule('version', `${START}\\d+(?:\\.\\d+){2,}${END}`, ([dots]) => {
    const isAddress = dots.split('.').length === 4;
    const parts = dots.split('.');
    const digits = parts.map((part) => digitNames(part)).join('点');
    const numbers = parts.map(wordOf).join('点');
    return isAddress ? [parts.map((part) => digitNames(part, '幺')).join('点'), digits] : [numbers, digits];
  }),
  rule(
    'version',
    `[vV](\\d+(?:\\.\\d+)*)${END}`,
    ([written, dots]) => written[0]! + dots!.split('.').map(wordOf).join('点'),
  ),
  registeredRule((code) => {
    const figures = code.replace(/[- ]/g, '');
    return [digitNames(figures), digitNames(figures, '幺')];
  }),
  rule('phone', `${START}(?:\\+86[- ]?)?1[3-9]\\d(?:[- ]?\\d{4}){2}(?!\\d)`, ([all]) => dialled(all)),
  // (010)1234-5678, +86 (10) 1234-5678
  rule(
    'phone',
    `(?<![\\dA-Za-z])(?:\\+?\\d{1,3}[- ]?)?[(（]\\d{2,4}[)）][- ]?\\d{3,4}[- ]?\\d{4}(?:[-转]\\d{1,5})?(?![\\dA-Za-z])`,
    ([all]) => dialled(all),
  ),
  rule('phone', `(?<![\\dA-Za-z])\\+\\d{1,3}(?:[- .]?[(（]?\\d{1,4}[)）]?){2,5}(?!\\d)`, ([all]) =>
    all.replace(/\D/g, '').length >= 8 ? dialled(all) : undefined,
  ),
  rule(
    'phone',
    `${START}(?:\\+?\\d{1,3}[- ])?[(（]?0\\d{2,3}[)）]?[- ]?\\d{3,4}[- ]?\\d{4}(?:-\\d{1,5})?(?!\\d)`,
    ([all]) => dialled(all),
  ),
  rule('phone', `${START}[48]00-?\\d{3}-?\\d{4}(?!\\d)`, ([all]) => dialled(all)),
  rule(
    'code',
    `(?<![\\d.,:/-])(?:${HOTLINES})(?![\\d%％.,:/~～-]|\\s*(?:${UNIT})${NO_LATIN}|\\s*(?:${AFTER_LIANG}|斤|页|度|平|分|后|多|余|至|到|名|级|层|楼|号|公|月|日|页))`,
    ([all]) => [digitNames(all, '幺'), numberName(all)],
  ),
  rule(
    'code',
    `(?<=(?:${BEFORE_DIGITS})(?:号码|号)?(?:是|为|：|:|\\s){0,2})\\d[\\d -]*\\d(?![\\d.])`,
    ([all]) => [dialled(all), digitNames(all.replace(/\D/g, ''))],
  ),
  // behind 转 and 单元, in a plate, a card that computes
  rule(
    'code',
    `(?<=转|单元|[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·•]?|[RG]TX\\s?|RX\\s?)(\\d{3,6})(?!\\d)`,
    ([, n]) => [digitNames(n!), digitNames(n!, '幺')],
  ),
  // 18楼1806, 教三302
  rule('code', `(?<=\\d楼|教[一二三四五六七八九十])(\\d{3,4})(?!\\d)`, ([n]) => [
    digitNames(n),
    digitNames(n, '幺'),
  ]),
  // ETF(510300), 贵州茅台（600519）
  rule('code', `(?<=[A-Za-z\\p{Script=Han}]\\s?[（(])(\\d{6})(?=[)）])`, ([, n]) => [
    digitNames(n!),
    digitNames(n!, '幺'),
  ]),
  // what is written for its sound: 666, 233, 88; 520 and 618 are days
  rule(
    'code',
    `(?<![\\p{N}$¥￥€£第.,:/-])(?:(?:6{3,}|23{2,}|5{3,})(?=[，。！？!,～~…”\\s]|$|[了啊哈呀笑真太这厉大赞牛哇])|88(?=[，,！!。]?(?:回见|再见|拜|明天见|下次见|改天|大家|各位))|(?:520|521|1314)(?=[”"]?(?:快乐|表白|情人|礼物|告白|当天|活动|那天|$))|618(?=[”"])|(?:996|007)(?=[，。！？]|工作|上班|加班|模式|福报|的(?:工作|公司|日子)|$))`,
    ([n]) => [digitNames(n), wordOf(n)],
  ),
  rule('code', `7-11(?=便利店|店)`, () => '七十一'),
  rule('code', `${START}(\\d{3,4})(?=\\s*(?:会议室|室|号?房间?|宿舍|教室|病房|包间|包厢))`, ([, n]) => [
    digitNames(n!),
    digitNames(n!, '幺'),
    wordOf(n!),
  ]),
  rule('code', `${START}(\\d{3})(?=\\s*路(?:公交|车|汽车|电车|末班|首班|，|。|$))`, ([, n]) => [
    digitNames(n!),
    digitNames(n!, '幺'),
    wordOf(n!),
  ]),
  rule('code', `${START}(\\d{3})(?=\\s*(?:客机|飞机|次航班))`, ([, n]) => [digitNames(n!), wordOf(n!)]),
  rule('code', `(?<=(?:波音|空客|国道|道)\\s*)(\\d{3})(?!\\d)`, ([, n]) => [digitNames(n!), wordOf(n!)]),
  rule('model', `${START}(7\\d7)-(\\d{2,3})(?![\\d-])`, ([, type, n]) => [
    `${digitNames(type!)}杠${wordOf(n!)}`,
    digitNames(type!) + wordOf(n!),
  ]),
  rule('model', `(?<![A-Za-z])([GDCKTZY])(\\d{1,4})(?=次|号?列车|高铁|动车)`, ([, letter, n]) => [
    letter! + digitNames(n!, '幺'),
    letter! + digitNames(n!),
  ]),
];
