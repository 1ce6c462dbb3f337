import { ADDRESS, addressName } from '../../address';
import type { LanguageRules, Rule, TokenKind } from '../../verbalise';
import { digitNames, numberName, yearName } from './numbers';
import { AFTER_LIANG, BEFORE_DIGITS, CURRENCIES, HOTLINES, UNITS } from './units';

/** An amount: 1,234.5 or 1234.5, not inside a longer one. */
const NUMBER = String.raw`(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?`;
const START = String.raw`(?<![\d.]|\d[,:/-])`;
const END = String.raw`(?![\d]|[.,:/-]\d)`;
const TO = String.raw`\s*[-~～–—―至到]+\s*`;
const SCALE = '[万亿千百兆]{1,2}';
const UNIT = alternation(Object.keys(UNITS));
const SIGN = alternation(Object.keys(CURRENCIES));
const NO_LATIN = '(?![A-Za-z\\d²³/])';

function alternation(words: readonly string[]): string {
  return [...words]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[$.*+?^()[\]{}|\\/]/g, '\\$&'))
    .join('|');
}

const rule = (kind: TokenKind, pattern: string, say: Rule['say'], flags = 'u'): Rule => ({
  kind,
  pattern: new RegExp(pattern, flags),
  say,
});

const unitName = (unit: string): string => UNITS[unit] ?? unit;
/** A metre, a kilogram, an hour: 两米; degrees and per cent: 二. */
const takesLiang = (unit: string): boolean => /^[千克吨米升瓦磅盎英小分秒公平立毫厘]/.test(unitName(unit));
const measured = (amount: string, unit: string): string =>
  numberName(amount, takesLiang(unit)) + unitName(unit);
const wordOf = (amount: string): string => numberName(amount);

function clock(hours: string, minutes: string, seconds?: string): string[] {
  const hour = `${numberName(String(Number(hours)), true)}点`;
  if (seconds !== undefined) return [`${hour}${minuteName(minutes)}分${minuteName(seconds)}秒`];
  if (minutes === '00') return [hour, `${hour}整`];
  const full = `${hour}${minuteName(minutes)}分`;
  return minutes === '30' ? [full, `${hour}半`] : [full, `${hour}${minuteName(minutes)}`];
}

const minuteName = (minutes: string): string =>
  minutes.startsWith('0') ? `零${digitNames(minutes[1]!)}` : numberName(minutes);

function isDay(month: string, day: string): boolean {
  return Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31;
}

const date = (year: string, month: string, day: string): string | undefined =>
  isDay(month, day)
    ? `${yearName(year)}年${numberName(month.replace(/^0/, ''))}月${numberName(day.replace(/^0/, ''))}日`
    : undefined;

const dialled = (written: string): string =>
  (written.startsWith('+') ? '加' : '') +
  written
    .replace(/^\+/, '')
    .split(/[^\d]+/)
    .filter((part) => part !== '')
    .map((part) => digitNames(part, '幺'))
    .join('，')
    .replace(/，/g, '');

const HALF_DAY: Readonly<Record<string, string>> = { a: '上午', p: '下午' };

const OPERATORS: Readonly<Record<string, string>> = {
  '+': '加', '-': '减', '−': '减', '×': '乘', x: '乘', X: '乘', '*': '乘', '÷': '除以', '/': '除以', '=': '等于', '≈': '约等于', '>': '大于', '<': '小于', '≥': '大于等于', '≤': '小于等于', '≠': '不等于',
}; // prettier-ignore

function expression(written: string): string {
  return written
    .replace(/\s+/g, '')
    .split(/((?<=\d)[-+−×xX*÷/=≈><≥≤≠])/)
    .map((part) => OPERATORS[part] ?? numberName(part))
    .join('');
}

/** Chinese: what figures and signs are called. */
export const chinese: LanguageRules = {
  tag: 'zh',
  spaced: false,
  rules: [
    {
      kind: 'address',
      pattern: ADDRESS,
      say: ([address]) =>
        addressName(address, {
          ...{
            dot: '点',
            at: '艾特',
            slash: '斜杠',
            dash: '杠',
            underscore: '下划线',
            colon: '冒号',
            gap: '',
          },
          digits: (figures) => digitNames(figures),
        }),
    },
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
    // dates
    rule('date', `${START}(\\d{4})\\s*年\\s*(\\d{1,2})\\s*月\\s*(\\d{1,2})\\s*([日号])`, ([, y, m, d, end]) =>
      date(y!, m!, d!)?.replace(/日$/, end!),
    ),
    rule(
      'date',
      `${START}(\\d{4})\\s*年\\s*(\\d{1,2})\\s*月(?!\\s*\\d)`,
      ([, y, m]) => `${yearName(y!)}年${wordOf(m!)}月`,
    ),
    rule('date', `${START}([12]\\d{3})([-./])(\\d{1,2})\\2(\\d{1,2})(?![\\d]|[-/.]\\d)`, ([, y, , m, d]) =>
      date(y!, m!, d!),
    ),
    rule(
      'date',
      `${START}([12]\\d{3})[-/.](\\d{1,2})[-/.](\\d{1,2})[T ]\\s*(\\d{1,2}):(\\d{2})(?::(\\d{2}))?(?!\\d)`,
      ([, y, m, d, hours, minutes, seconds]) => {
        const day = date(y!, m!, d!);
        return day && day + clock(hours!, minutes!, seconds)[0]!;
      },
    ),
    rule(
      'date',
      `${START}([12]\\d{3})[-/](0[1-9]|1[0-2])${END}(?!年)`,
      ([, y, m]) => `${yearName(y!)}年${wordOf(m!)}月`,
    ),
    rule(
      'date',
      `${START}(\\d{1,2})\\s*月\\s*(\\d{1,2})\\s*([日号])`,
      ([, m, d, end]) => `${wordOf(m!)}月${wordOf(d!)}${end}`,
    ),
    rule(
      'date',
      `${START}(\\d{1,2})\\s*月\\s*(\\d{1,2})${TO}(\\d{1,2})\\s*([日号])`,
      ([, m, d, to, end]) => `${wordOf(m!)}月${wordOf(d!)}${end}到${wordOf(to!)}${end}`,
    ),
    rule(
      'date',
      `${START}(\\d{1,2})\\s*月份?(?!\\s*\\d)`,
      ([all, m]) => wordOf(m!) + all.replace(/[\d\s]/g, ''),
    ),
    // times
    rule(
      'time',
      `${START}([01]?\\d|2[0-4])[:：]([0-5]\\d)(?:[:：]([0-5]\\d))?(?:\\s*([ap])\\.?m\\.?(?![a-z]))?${END}`,
      ([, h, m, s, half]) => {
        const at = clock(h!, m!, s);
        return half ? at.map((words) => HALF_DAY[half.toLowerCase()]! + words) : at;
      },
      'iu',
    ),
    rule(
      'time',
      `${START}([01]?\\d|2[0-4])[:：]([0-5]\\d)${TO}([01]?\\d|2[0-4])[:：]([0-5]\\d)${END}`,
      ([, h, m, h2, m2]) => `${clock(h!, m!)[0]!}到${clock(h2!, m2!)[0]!}`,
    ),
    rule(
      'time',
      `${START}(1[0-2]|[1-9])\\s*([ap])\\.?m\\.?(?![a-z])`,
      ([, h, half]) => HALF_DAY[half!.toLowerCase()]! + clock(h!, '00')[0]!,
      'iu',
    ),
    // telephone numbers and codes
    rule('phone', `${START}(?:\\+86[- ]?)?1[3-9]\\d(?:[- ]?\\d{4}){2}(?!\\d)`, ([all]) => dialled(all)),
    rule(
      'phone',
      `${START}(?:\\+?\\d{1,3}[- ])?[(（]?0\\d{2,3}[)）]?[- ]?\\d{7,8}(?:-\\d{1,5})?(?!\\d)`,
      ([all]) => dialled(all),
    ),
    rule('phone', `${START}[48]00-?\\d{3}-?\\d{4}(?!\\d)`, ([all]) => dialled(all)),
    rule('phone', `\\+\\d{1,3}(?:[- ]\\d{2,4}){2,4}(?!\\d)`, ([all]) => dialled(all)),
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
    // ranges
    rule(
      'year',
      `${START}([12]\\d{3})年?${TO}([12]\\d{3})\\s*(学?年度?)`,
      ([, from, to, end]) => `${yearName(from!)}到${yearName(to!)}${end}`,
    ),
    rule(
      'range',
      `${START}(\\d{1,2})${TO}(\\d{1,2})\\s*([月日号])`,
      ([, from, to, end]) => `${wordOf(from!)}到${wordOf(to!)}${end}`,
    ),
    rule(
      'range',
      `${START}(${NUMBER})(${SCALE})?${TO}(${NUMBER})(${SCALE})?\\s*(${UNIT})${NO_LATIN}`,
      ([, from, s1 = '', to, s2 = '', unit]) =>
        `${numberName(from!, takesLiang(unit!) || s1 !== '')}${s1}到${numberName(to!, takesLiang(unit!))}${s2}${unitName(unit!)}`,
    ),
    rule(
      'range',
      `${START}(${NUMBER})\\s*(${UNIT})${TO}(${NUMBER})\\s*(${UNIT})${NO_LATIN}`,
      ([, from, u1, to, u2]) => `${measured(from!, u1!)}到${measured(to!, u2!)}`,
    ),
    rule(
      'range',
      `${START}(${NUMBER})[%％]?${TO}(${NUMBER})[%％]`,
      ([, from, to]) => `百分之${wordOf(from!)}到百分之${wordOf(to!)}`,
    ),
    rule(
      'range',
      `(?:${SIGN})\\s*(${NUMBER})(${SCALE})?${TO}(${SIGN})?\\s*(${NUMBER})(${SCALE})?`,
      ([all, from, s1 = '', , to, s2 = '']) => `${wordOf(from!)}${s1}到${wordOf(to!)}${s2}${currencyIn(all)}`,
    ),
    rule(
      'range',
      `${START}(${NUMBER})(${SCALE})?\\s*[~～至]\\s*(${NUMBER})${END}`,
      ([, from, scale = '', to]) => `${numberName(from!, scale !== '')}${scale}到${wordOf(to!)}`,
    ),
    rule(
      'range',
      `${START}(\\d+)(?:[-–—]|到)(\\d+)(?=\\s*(?:${AFTER_LIANG}|页|集|章|斤|号|楼|层|班|折|分|级|度|多|余|名))`,
      ([, from, to]) => `${numberName(from!, true)}到${numberName(to!, true)}`,
    ),
    // 3-5 between words is a range, 3-5-7 and 2024-1 are not known to be
    rule('range', `${START}(\\d{1,3})[-–—](\\d{1,3})(?![\\d-])`, ([, from, to]) =>
      Number(from) < Number(to)
        ? [
            `${wordOf(from!)}到${wordOf(to!)}`,
            `${wordOf(from!)}杠${wordOf(to!)}`,
            `${wordOf(from!)}比${wordOf(to!)}`,
          ]
        : [`${wordOf(from!)}比${wordOf(to!)}`, `${wordOf(from!)}杠${wordOf(to!)}`],
    ),
    rule(
      'score',
      `(?<=(?:比分|以|比分为|比分是|战胜|击败|总分|大比分)\\s*)(\\d{1,3})\\s*[-:：–]\\s*(\\d{1,3})(?!\\d)`,
      ([, a, b]) => `${wordOf(a!)}比${wordOf(b!)}`,
    ),
    rule('ratio', `${START}(${NUMBER})[:：∶](${NUMBER})(?:[:：∶](${NUMBER}))?${END}`, ([, a, b, c]) =>
      [a!, b!, ...(c ? [c] : [])].map(wordOf).join('比'),
    ),
    rule('fraction', `${START}(\\d+)\\s*[/／]\\s*(\\d+)${END}`, ([, a, b]) => {
      const fraction = `${wordOf(b!)}分之${wordOf(a!)}`;
      const ratio = `${wordOf(a!)}比${wordOf(b!)}`;
      const isFraction = Number(b) > 1 && (Number(a) < Number(b) || Number(b) <= 10);
      return isFraction && !(a === '24' && b === '7') ? [fraction, ratio] : [ratio, fraction];
    }),
    rule(
      'fraction',
      '[½⅓¼⅔¾⅕⅛]',
      ([sign]) =>
        ({
          '½': '二分之一',
          '⅓': '三分之一',
          '¼': '四分之一',
          '⅔': '三分之二',
          '¾': '四分之三',
          '⅕': '五分之一',
          '⅛': '八分之一',
        })[sign],
    ),
    rule(
      'expression',
      `${START}(?:${NUMBER})(?:\\s*[+×÷*=≈><≥≤≠]\\s*[-−]?(?:${NUMBER})|\\s+[-−]\\s+(?:${NUMBER})|[-−](?:${NUMBER})(?=\\s*=)|/(?:${NUMBER})(?=\\s*=)|[xX](?:${NUMBER}))+${END}`,
      ([all]) => expression(all),
    ),
    rule(
      'expression',
      `(?<=\\d[\\s\\p{L}%％²³]{1,4})[+×÷=≈≥≤≠](?=\\s*[\\d\\p{L}])`,
      ([sign]) => OPERATORS[sign],
    ),
    rule('expression', `[≥≤≈≠](?=\\s*\\d)`, ([sign]) => OPERATORS[sign]),
    rule('expression', `[><](?=\\s*\\d)`, ([sign]) => OPERATORS[sign]),
    rule('expression', `±\\s*(${NUMBER})`, ([, amount]) => `正负${wordOf(amount!)}`),
    // money
    rule(
      'money',
      `(-)?(?:${SIGN})\\s*(${NUMBER})\\s*(${SCALE}|[kK]|[mM]|[bB]|million|billion)?元?(?![A-Za-z\\d])`,
      ([all, minus = '', amount, scale]) => money(minus + amount!, scale, currencyIn(all)),
    ),
    rule(
      'money',
      `${START}(${NUMBER})\\s*(${SCALE})?\\s*(${alternation(Object.keys(CURRENCIES).filter((sign) => sign !== '$'))})(?![A-Za-z])`,
      ([all, amount, scale]) => money(amount!, scale, currencyIn(all)),
    ),
    // per cent, temperature, measures
    rule(
      'percent',
      `([-−+])?(?:${START})(${NUMBER})\\s*[%％]`,
      ([, sign = '', amount]) => (sign === '+' ? '正' : sign === '' ? '' : '负') + `百分之${wordOf(amount!)}`,
    ),
    rule('percent', `${START}(${NUMBER})\\s*‰`, ([, amount]) => `千分之${wordOf(amount!)}`),
    rule(
      'temperature',
      `(?<![\\d\\p{L}])([-−+])\\s*(${NUMBER})\\s*(℃|°C|˚C|℉|°F|°|度)`,
      ([, sign, amount, unit]) => [
        `${sign === '+' ? '正' : '负'}${wordOf(amount!)}${unitName(unit!)}`,
        `零${sign === '+' ? '上' : '下'}${wordOf(amount!)}${unitName(unit!)}`,
      ],
    ),
    rule(
      'temperature',
      `(?<=\\p{Script=Han})([-−])(${NUMBER})\\s*(℃|°C|˚C|℉|°F|°|度)`,
      ([, , amount, unit]) => `负${wordOf(amount!)}${unitName(unit!)}`,
    ),
    rule(
      'temperature',
      `${START}(-?${NUMBER})${TO}(-?${NUMBER})\\s*(℃|°C|˚C|℉|°F|°)`,
      ([, from, to, unit]) => `${wordOf(from!)}到${wordOf(to!)}${unitName(unit!)}`,
    ),
    rule(
      'temperature',
      `(?<![\\d])(-${NUMBER})\\s*(?:℃|°C|°)?${TO}(-?${NUMBER})\\s*(℃|°C|˚C|℉|°F|°)`,
      ([, from, to, unit]) => `${wordOf(from!)}到${wordOf(to!)}${unitName(unit!)}`,
    ),
    rule(
      'temperature',
      `${START}(${NUMBER})\\s*(℃|°C|˚C|℉|°F)`,
      ([, amount, unit]) => wordOf(amount!) + unitName(unit!),
    ),
    rule('measure', `${START}(\\d+)['′’](\\d+)(?:["″”]|'')`, ([, a, b]) => [
      `${wordOf(a!)}英尺${wordOf(b!)}英寸`,
      `${wordOf(a!)}分${wordOf(b!)}秒`,
    ]),
    rule(
      'measure',
      `${START}(${NUMBER})(${SCALE})?\\s*(${UNIT})${NO_LATIN}`,
      ([, amount, scale = '', unit]) =>
        scale ? numberName(amount!, true) + scale + unitName(unit!) : measured(amount!, unit!),
    ),
    rule('measure', `(?<![A-Za-z])(?:[kcdm]?m[²³]|㎡|㎥)(?![A-Za-z\\d])`, ([unit]) => UNITS[unit]),
    rule('measure', `(?<=[\\p{L}\\d]\\s*)[²³㎡㎥](?!\\d)`, ([sign]) => UNITS[sign]),
    // ordinals, years, decades, counters
    rule('ordinal', `第\\s*(\\d+)(?!\\d)`, ([, n]) => `第${wordOf(n!)}`),
    rule(
      'ordinal',
      `第\\s*(\\d+)${TO}(?:第\\s*)?(\\d+)(?!\\d)`,
      ([, n, to]) => `第${wordOf(n!)}到${wordOf(to!)}`,
    ),
    rule('ordinal', `(?:No|NO|no)\\.\\s*(\\d+)(?!\\d)`, ([, n]) => [`第${wordOf(n!)}`, `${wordOf(n!)}号`]),
    rule('decade', `${START}([12]\\d{2}0)s?\\s*年代`, ([, y]) => `${yearName(y!)}年代`),
    rule('decade', `${START}(\\d0)\\s*年代`, ([, y]) => `${wordOf(y!)}年代`),
    rule('decade', `${START}([0-9][05])后(?![来面边天续])`, ([, y]) => `${digitNames(y!)}后`),
    rule('decade', `${START}([0-9][05])后(?=[\\s、，])`, ([, y]) => `${digitNames(y!)}后`),
    rule('year', `${START}(\\d{4})\\s*(?=学?年(?!前|来|历史|之久|以来|时间|间|代))`, ([, y]) =>
      isSpan(y!) ? [wordOf(y!), yearName(y!)] : [yearName(y!), wordOf(y!)],
    ),
    rule('year', `${START}([12]\\d{3})\\s*(?=年(?:前|来|以来|间))`, ([, y]) =>
      y!.endsWith('00') ? [wordOf(y!), yearName(y!)] : [yearName(y!), wordOf(y!)],
    ),
    rule('year', `(?<=(?:公元前?|西元|民国|生于|卒于)\\s*)(\\d{1,4})(?=年?)(?!\\d)`, ([, y]) =>
      y!.length > 2 ? [yearName(y!), wordOf(y!)] : [wordOf(y!)],
    ),
    rule(
      'year',
      `${START}(19\\d\\d|20\\d\\d)(?=\\s*(?:版|款|届|财年|赛季|春季|夏季|秋季|冬季|春晚|北京|上海|东京|巴黎|奥运|世界杯|第[一二三四]季度|Q[1-4]))`,
      ([, y]) => [yearName(y!), wordOf(y!)],
    ),
    rule('year', `${START}(\\d{2})(?=年(?:出生|毕业|入学|生|的车|款))`, ([, y]) => [
      digitNames(y!),
      wordOf(y!),
    ]),
    rule('code', `${START}(\\d{3,4})(?=\\s*(?:室|号?房间?|宿舍|教室|病房|包间|包厢))`, ([, n]) => [
      digitNames(n!),
      digitNames(n!, '幺'),
      wordOf(n!),
    ]),
    rule('code', `${START}(\\d{3})(?=\\s*路(?:公交|车|汽车|电车|末班|首班|，|。|$))`, ([, n]) => [
      digitNames(n!),
      digitNames(n!, '幺'),
      wordOf(n!),
    ]),
    rule('code', `(?<=(?:波音|空客|国道|道)\\s*)(\\d{3})(?!\\d)`, ([, n]) => [digitNames(n!), wordOf(n!)]),
    rule('model', `(?<![A-Za-z])([GDCKTZY])(\\d{1,4})(?=次|号?列车|高铁|动车)`, ([, letter, n]) => [
      letter! + digitNames(n!, '幺'),
      letter! + digitNames(n!),
    ]),
    rule('counter', `${START}(${NUMBER})(?=\\s*(?:${AFTER_LIANG}))`, ([, n]) => numberName(n!, true)),
    rule('counter', `${START}(\\d+)\\+(?=\\s*\\p{Script=Han})`, ([, n]) => [
      `${wordOf(n!)}多`,
      `${wordOf(n!)}加`,
    ]),
    rule('counter', `${START}(\\d+)[xX](?![A-Za-z\\d])`, ([, n]) => `${numberName(n!, true)}倍`),
    rule('roman', '[Ⅰ-Ⅻ]', ([sign]) => wordOf(String(sign.charCodeAt(0) - 0x215f))),
    rule('roman', `(?<=第\\s*)(?:X{0,3}(?:IX|IV|V?I{1,3}|V|X))(?![A-Za-z])`, ([roman]) =>
      wordOf(String(romanValue(roman))),
    ),
    // names with figures: GPT-4, COVID-19, MP3, iPhone 15
    rule('model', `(?<=[A-Za-z])-(\\d+(?:\\.\\d+)?)(?![\\d])`, ([, n]) => [
      modelName(n!),
      `杠${modelName(n!)}`,
    ]),
    rule('model', `(?<=[A-Za-z])(\\d+(?:\\.\\d+)?)(?![\\d])`, ([, n]) => [
      modelName(n!),
      digitNames(n!.replace('.', '点')),
    ]),
    rule('model', `(?<=\\d)-(?=[A-Za-z])`, () => ' '),
    // the rest
    rule('decimal', `${START}(?:(?<![\\p{L}\\p{N}])[-−])?(${NUMBER})${END}`, ([all]) =>
      /^0\d/.test(all) ? digitNames(all) : numberName(all.replace('−', '-')),
    ),
    rule('integer', `(?<=[\\p{Script=Han}\\s]|^)[-−](${NUMBER})${END}`, ([, n]) => `负${wordOf(n!)}`),
    rule('digits', `\\d+`, ([figures]) => bareFigures(figures)),
  ],
};

function bareFigures(figures: string): string | string[] {
  if (/^0\d/.test(figures) || figures.length > 9) return [digitNames(figures), digitNames(figures, '幺')];
  return [wordOf(figures), digitNames(figures), digitNames(figures, '幺')];
}

/** A round number of years is a span: 2000年历史; 2000年 alone is a year. */
const isSpan = (year: string): boolean => Number(year) < 1000 || Number(year) > 2199;

function currencyIn(written: string): string {
  const sign = new RegExp(SIGN, 'u').exec(written)?.[0] ?? '';
  return CURRENCIES[sign] ?? '';
}

const SCALES: Readonly<Record<string, number>> = { k: 3, m: 6, million: 6, b: 9, billion: 9 };

function money(amount: string, scale: string | undefined, currency: string): string {
  const power = SCALES[scale?.toLowerCase() ?? ''];
  if (power === undefined)
    return numberName(amount, scale !== undefined || currency.length > 1) + (scale ?? '') + currency;
  const [whole = '', decimals = ''] = amount.replaceAll(',', '').split('.');
  if (decimals.length > power) return numberName(amount) + currency;
  return scaled(whole + decimals.padEnd(power, '0')) + currency;
}

/** 1500000 is 一百五十万, and 150000000 一点五亿. */
function scaled(figures: string): string {
  const value = Number(figures);
  if (value >= 1e8 && value % 1e6 === 0) return `${numberName(String(value / 1e8), true)}亿`;
  if (value >= 1e4 && value % 1e2 === 0) return `${numberName(String(value / 1e4), true)}万`;
  return numberName(figures);
}

/** A year or a type number: three figures and more are read one by one. */
function modelName(figures: string): string {
  const [whole = '', decimals] = figures.split('.');
  const name = whole.length > 2 || whole.startsWith('0') ? digitNames(whole) : wordOf(whole);
  return decimals === undefined ? name : `${name}点${digitNames(decimals)}`;
}

function romanValue(roman: string): number {
  const values: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10 };
  return Array.from(roman).reduce((sum, letter, at, all) => {
    const value = values[letter]!;
    return sum + (value < (values[all[at + 1] ?? ''] ?? 0) ? -value : value);
  }, 0);
}
