import { END, dayMonthYearRule, rule } from '../../rule';
import { NO_LATIN, SCALE, START, TO, UNIT, wordOf } from './amounts';
import { digitNames, numberName, yearName } from './numbers';
import { clock } from './times';
import { AFTER_LIANG } from './units';
import type { Rule } from '../../verbalise';

function isDay(month: string, day: string): boolean {
  return Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31;
}

const date = (year: string, month: string, day: string): string | undefined =>
  isDay(month, day)
    ? `${yearName(year)}年${numberName(month.replace(/^0/, ''))}月${numberName(day.replace(/^0/, ''))}日`
    : undefined;

/** A round number of years is a span: 2000年历史; 2000年 alone is a year. */
const isSpan = (year: string): boolean => Number(year) < 1000 || Number(year) > 2199;

const SEASON = '(?:赛季|学年|财年|年度|雪季|榨季)';

/** Dates, years and decades. */
export const dateRules: readonly Rule[] = [
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
    `${START}([12]\\d{3})[-/](0[1-9]|1[0-2])${END}(?!年|\\s*${SEASON})`,
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
  rule(
    'year',
    `${START}([12]\\d{3})年?${TO}([12]\\d{3})\\s*(学?年度?)`,
    ([, from, to, end]) => `${yearName(from!)}到${yearName(to!)}${end}`,
  ),
  // without a word behind them two years of a hundred each may as well be amounts
  rule(
    'year',
    `(?<![$¥￥€£]\\s*)${START}(1[5-9]\\d\\d|20\\d\\d)${TO}(1[5-9]\\d\\d|20\\d\\d)(?!\\d|[.,:/-]\\d|\\s*(?:${AFTER_LIANG}|${SCALE}|${UNIT}${NO_LATIN}|[多余大卡字页号度斤分]))`,
    ([, from, to]) => {
      const years = `${yearName(from!)}到${yearName(to!)}`;
      const numbers = `${wordOf(from!)}到${wordOf(to!)}`;
      if (Number(from) >= Number(to)) return undefined;
      return from!.endsWith('00') && to!.endsWith('00') ? [numbers, years] : [years, numbers];
    },
  ),
  // 2024/25赛季, 2011-12学年: a year and the next
  rule('year', `${START}([12]\\d{3})[-–/](\\d{2})(?=\\s*(${SEASON})|)${END}`, ([, from, to, season]) => {
    const follows = Number(to) === (Number(from) + 1) % 100;
    return follows && (season !== undefined || Number(to) > 12)
      ? `${yearName(from!)}到${digitNames(to!)}`
      : undefined;
  }),
  // 31.12.2024, 12-25-2024, 12/25/2024
  dayMonthYearRule(START, date),
  // 9·11事件, 3.15晚会: days that are called by their figures
  rule(
    'date',
    `${START}(\\d{1,2})[·•・./](\\d{1,2})(?=[”"’』」]?(?:事件|事变|事故|恐怖|恐袭|袭击|惨案|案|大?地震|运动|起义|革命|晚会|大促|购物|专案|讲话|空难|海啸|特大|重大|火灾|爆炸|抗震))`,
    ([, m, d]) => (isDay(m!, d!) ? digitNames(m! + d!) : undefined),
  ),
  rule('date', `${START}(\\d{1,2})·(\\d{1,2})(?![\\d·])`, ([, m, d]) =>
    isDay(m!, d!) ? digitNames(m! + d!) : undefined,
  ),
  rule('date', `${START}(\\d{1,2})\\.(\\d{1,2})(?=截止|截稿|上线|开售|发售)`, ([, m, d]) =>
    isDay(m!, d!) ? `${wordOf(m!)}月${wordOf(d!)}日` : undefined,
  ),
  // 5.1假期, 618大促
  rule('date', `${START}(5\\.1|6\\.1|8\\.1|10\\.1)(?=小?长?假|黄金周|劳动节|儿童节|建军|国庆)`, ([, day]) =>
    day === '10.1' ? '十一' : digitNames(day!.replace('.', '')),
  ),
  rule('date', `${START}618(?=大促|购物|年中|促销|活动|期间)`, ([day]) => digitNames(day)),
  rule('date', `${START}9/11(?![\\d/.,:]|\\s*的)`, () => ['九一一', '九月十一日', '十一分之九']),
  // 7.15日, 12/25是圣诞节
  rule('date', `${START}(\\d{1,2})[./](\\d{1,2})\\s*([日号])`, ([, m, d, end]) =>
    isDay(m!, d!) ? `${wordOf(m!)}月${wordOf(d!)}${end!}` : undefined,
  ),
  rule(
    'date',
    `${START}(\\d{1,2})/(\\d{1,2})(?=[是为的]?\\s*(?:[\\p{Script=Han}]{0,2}节|元旦|除夕|生日|[早晚]上|[上下]午|中午|[（(]?(?:周|星期|礼拜)))`,
    ([, m, d]) => (isDay(m!, d!) ? `${wordOf(m!)}月${wordOf(d!)}日` : undefined),
  ),
  // 我是99年的: at the end of a clause no span
  rule('year', `${START}([5-9]\\d)(?=年的(?:[，。！？、；\\s]|$))`, ([, y]) => [digitNames(y!), wordOf(y!)]),
  // 截止31/12
  rule(
    'date',
    `(?<=截止|截至|截止到|有效期至|日期[：:]|到期日?[：:]?\\s?)(\\d{1,2})/(\\d{1,2})(?![\\d/.])`,
    ([, a, b]) =>
      Number(a) > 12 && isDay(b!, a!)
        ? `${wordOf(b!)}月${wordOf(a!)}日`
        : isDay(a!, b!)
          ? `${wordOf(a!)}月${wordOf(b!)}日`
          : undefined,
  ),
  // 2019级学生: who began in that year
  rule('year', `${START}(19\\d\\d|20[0-3]\\d)(?=级)`, ([y]) => [yearName(y), wordOf(y)]),
  // 08年, '98年
  rule('year', `${START}(?:['’‘](\\d\\d)|(0\\d))(?=年)`, ([, short, old]) => digitNames((short ?? old)!)),
  // 〔2024〕7号, （2024）最高法民终
  rule('year', `(?<=〔)(\\d{4})(?=〕)|(?<=[（(])([12]\\d{3})(?=[）)]\\p{Script=Han})`, ([y]) => yearName(y)),
  rule('decade', `${START}([12]\\d{2}0)s?\\s*年代`, ([, y]) => `${yearName(y!)}年代`),
  rule('decade', `${START}([12]\\d{2}0)['’]?s(?![A-Za-z])`, ([, y]) => `${yearName(y!)}年代`),
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
];
