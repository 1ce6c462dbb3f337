import { END, rule } from '../../rule';
import { START, TO, wordOf } from './amounts';
import { digitNames, numberName, yearName } from './numbers';
import { clock } from './times';
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
  rule(
    'year',
    `${START}([12]\\d{3})年?${TO}([12]\\d{3})\\s*(学?年度?)`,
    ([, from, to, end]) => `${yearName(from!)}到${yearName(to!)}${end}`,
  ),
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
