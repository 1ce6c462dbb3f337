import { END, alternation, rule } from '../../rule';
import { START, TO, UNIT, WORD_END, ordinalWords, plural, shortCode, yearWords } from './amounts';
import { numberWords } from './number-words';
import { clockWords } from './times';
import { MONTHS } from './words';
import type { Rule } from '../../verbalise';

const MONTH = alternation(Object.keys(MONTHS));
const DAY_OF = '(0?[1-9]|[12]\\d|3[01])';
const BEFORE_YEAR =
  'in|about|between|ca\\.|est\\.|born|was|since|until|till|before|after|during|around|year|early|late|mid|by|from|of|circa|c\\.|summer|winter|spring|autumn|fall|copyright|class of|fiscal|FY';

function dateWords(month: string, day: string, year?: string): string[] {
  const name = MONTHS[month] ?? month;
  const end = year === undefined ? '' : `, ${yearWords(year)}`;
  const ordinal = ordinalWords(String(Number(day)));
  return [`${name} ${ordinal}${end}`, `${name} the ${ordinal}${end}`];
}

const MONTH_NAMES = Object.values(MONTHS).filter((name, at, all) => all.indexOf(name) === at);

function isoDate(year: string, month: string, day: string): string[] | undefined {
  const name = MONTH_NAMES[Number(month) - 1];
  return name === undefined || Number(day) > 31 || Number(day) < 1 ? undefined : dateWords(name, day, year);
}

/** Years before 1000 in two halves: "476" is "four seventy-six". */
const yearLike = (year: string): string =>
  year.length === 3 ? (year.endsWith('00') ? numberWords(year) : shortCode(year)) : yearWords(year);

/** Dates, years and decades. */
export const dateRules: readonly Rule[] = [
  rule(
    'date',
    `(${MONTH})\\.? ${DAY_OF}(?:st|nd|rd|th)?(?:,? ([12]\\d{3}))?${WORD_END}(?!:\\d|\\.\\d|,\\d)`,
    ([, month, day, year]) => dateWords(month!, day!, year),
  ),
  rule(
    'date',
    `(${MONTH})\\.? ${DAY_OF}(?:st|nd|rd|th)?${TO}${DAY_OF}(?:st|nd|rd|th)?(?:,? ([12]\\d{3}))?${WORD_END}`,
    ([, month, from, to, year]) =>
      `${dateWords(month!, from!)[0]} to ${ordinalWords(to!)}${year ? `, ${yearWords(year)}` : ''}`,
  ),
  rule(
    'date',
    `(?<=\\b[Tt]he )${DAY_OF}(?:st|nd|rd|th)?(?: of)? (${MONTH})\\.?(?:,? ([12]\\d{3}))?${WORD_END}`,
    ([, day, month, year]) =>
      `${ordinalWords(day!)} of ${MONTHS[month!]!}${year ? `, ${yearWords(year)}` : ''}`,
  ),
  rule(
    'date',
    `${START}${DAY_OF}(?:st|nd|rd|th)?(?: of)? (${MONTH})\\.?(?:,? ([12]\\d{3}))?${WORD_END}`,
    ([, day, month, year]) => [
      `the ${ordinalWords(day!)} of ${MONTHS[month!]!}${year ? `, ${yearWords(year)}` : ''}`,
      `${ordinalWords(day!)} ${MONTHS[month!]!}${year ? ` ${yearWords(year)}` : ''}`,
    ],
  ),
  rule(
    'date',
    `(${MONTH})\\.?,? ([12]\\d{3})${WORD_END}`,
    ([, month, year]) => `${MONTHS[month!]!} ${yearWords(year!)}`,
  ),
  rule('date', `${START}([12]\\d{3})[-/](\\d{1,2})[-/](\\d{1,2})${END}`, ([, y, m, d]) =>
    isoDate(y!, m!, d!),
  ),
  rule(
    'date',
    `${START}([12]\\d{3})-(\\d{2})-(\\d{2})[T ](\\d{2}):(\\d{2})(?::\\d{2})?Z?${END}`,
    ([, y, m, d, h, min]) => {
      const day = isoDate(y!, m!, d!);
      return day && `${day[0]!}, ${clockWords(h!, min!)[0]!}`;
    },
  ),
  // 12/25/2024, 12-25-2024; with points the day goes first, as whoever writes them has it
  rule(
    'date',
    `${START}(\\d{1,2})(?:(/)(\\d{1,2})/((?:[12]\\d)?\\d{2})|([-.])(\\d{1,2})\\5([12]\\d{3}))${END}`,
    (match) => {
      const [, a, slash, b1, y1, , b2, y2] = match;
      const [b, y] = [b1 ?? b2!, y1 ?? y2!];
      const year = y.length === 2 ? (Number(y) < 50 ? '20' : '19') + y : y;
      const dayFirst = slash === undefined && match[5] === '.' ? Number(b) <= 12 : Number(a) > 12;
      return dayFirst ? isoDate(year, b, a!) : isoDate(year, a!, b);
    },
  ),
  rule('date', `(?<!\\b(?:scored|got|rated|answered) )${START}9/11${END}${WORD_END}`, () => [
    'nine eleven',
    'September eleventh',
    'nine elevenths',
  ]),
  // due 3/15, on 12/24: a fraction would have "of" behind it
  rule(
    'date',
    `(?<=\\b(?:on|due|dated|until|till|by|since|before|after|through|from|born|effective) )(\\d{1,2})/(\\d{1,2})${END}${WORD_END}(?![ -](?!(?:at|and|or|to|in|for|we|he|she|they|it|i|from|until|before|after|by|with|because)\\b)\\p{L})`,
    ([, m, d]) => {
      const name = MONTH_NAMES[Number(m) - 1];
      return name === undefined || Number(d) < 1 || Number(d) > 31 ? undefined : dateWords(name, d!);
    },
    'iu',
  ),
  rule(
    'year',
    `${START}(1[1-9]\\d\\d|20\\d\\d)${TO}(1[1-9]\\d\\d|20\\d\\d)${END}`,
    ([, from, to]) => `${yearWords(from!)} to ${yearWords(to!)}`,
  ),
  rule('year', `${START}(1[1-9]\\d\\d|20\\d\\d)[-–/](\\d{2})${END}(?!-)`, ([, from, to]) =>
    Number(from!.slice(2)) < Number(to) ? `${yearWords(from!)} to ${numberWords(to!)}` : undefined,
  ),
  rule('decade', `${START}((?:1[1-9]|20)\\d0)['’]?s${WORD_END}`, ([, y]) => [plural(yearWords(y!))]),
  // behind no such word 10s is ten seconds
  rule(
    'decade',
    `(?<![\\p{L}\\d])(?:['’](\\d0)['’]?s|(\\d0)['’]s|(?<=\\b(?:the|his|her|their|my|our|your|early|late|mid|in)[ -])(\\d0)s|([2-9]0)s(?= (?!and\\b|or\\b|to\\b|of\\b|at\\b|in\\b|on\\b|for\\b|per\\b|later\\b|ago\\b|before\\b|after\\b)\\p{Ll}))${WORD_END}`,
    ([, ...found]) => {
      const decade = found.find(Boolean)!;
      return decade === '00' ? 'two thousands' : plural(numberWords(decade));
    },
    'iu',
  ),
  rule('year', `(?<![\\p{L}\\d])['’](\\d{2})${WORD_END}(?!['’])`, ([, y]) =>
    y!.startsWith('0') ? `oh ${numberWords(y!)}` : numberWords(y!),
  ),
  // 04/07: no fraction begins with a zero
  rule('date', `${START}(0\\d)/(\\d\\d)${END}${WORD_END}`, ([, m, d]) => {
    const name = MONTH_NAMES[Number(m) - 1];
    return name === undefined || Number(d) < 1 || Number(d) > 31 ? undefined : dateWords(name, d!);
  }),
  rule(
    'year',
    `(?<=\\b(?:${BEFORE_YEAR})(?: the year)? )(1\\d{3}|20\\d\\d)${WORD_END}(?!,\\d|\\.\\d|-\\d| (?:people|men|women|sheep|dollars|euros|pounds|of|times|miles|words|years|days|${UNIT})\\b)`,
    ([y]) => [yearWords(y), numberWords(y)],
    'iu',
  ),
  rule(
    'year',
    `(?<=\\b(?:from|between|since|in|during) (?:1\\d|20)\\d\\d (?:to|and|or|until|till|through) )(1\\d{3}|20\\d\\d)${WORD_END}(?!,\\d|\\.\\d)`,
    ([y]) => [yearWords(y), numberWords(y)],
    'iu',
  ),
  // a 2015 Honda
  rule('year', `(?<=\\b[Aa] )(19\\d\\d|20[0-4]\\d)(?= \\p{Lu}\\p{L}+)`, ([y]) => [
    yearWords(y),
    numberWords(y),
  ]),
  rule('year', `(?<=\\b(?:Q[1-4]|H[12]|FY) ?)((?:19|20)\\d\\d)${WORD_END}`, ([, y]) => yearWords(y!)),
  rule('year', `(?<=[(,] ?)(1[5-9]\\d\\d|20[0-4]\\d)(?=[),;])`, ([y]) => [yearWords(y), numberWords(y)]),
  rule(
    'year',
    `${START}(1[5-9]\\d\\d|20[0-4]\\d)(?=['’]s| (?:[Ww]ar|Overture|[Tt]reaty|Olympics|Games|World Cup|election|season|edition|report|film|movie|model|census|constitution|revolution|budget)\\b)`,
    ([y]) => [yearWords(y), numberWords(y)],
  ),
  rule(
    'year',
    `(?<=^|[.!?]\\s)(1[5-9]\\d\\d|20[0-4]\\d)(?= (?:was|saw|will|is|has|brought|marked)\\b)`,
    ([y]) => [yearWords(y), numberWords(y)],
  ),
  rule(
    'year',
    `${START}(\\d{1,4})\\s?(AD|BC|BCE|CE)${WORD_END}`,
    ([, y, era]) => `${y!.length > 2 ? yearLike(y!) : numberWords(y!)} ${Array.from(era!).join(' ')}`,
  ),
  rule(
    'year',
    `(AD) (\\d{1,4})${WORD_END}`,
    ([, , y]) => `A D ${y!.length > 2 ? yearLike(y!) : numberWords(y!)}`,
  ),
];
