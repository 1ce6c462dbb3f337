import { rule } from '../../rule';
import { AMOUNT, START, TO, UNIT, WORD_END, amountWords, isOne, scaleWord, unitWords } from './amounts';
import { numberWords } from './number-words';
import { UNITS } from './words';
import type { Rule } from '../../verbalise';

const HALVES: Readonly<Record<string, string>> = {
  '½': ' and a half',
  '¼': ' and a quarter',
  '¾': ' and three quarters',
};
const halfWords = (part = ''): string => HALVES[part.trim()] ?? '';
const degreeWords = (sign: string): string =>
  `degree${{ '°C': ' Celsius', '°F': ' Fahrenheit' }[sign] ?? ''}`;

/** At least two parts, the larger first. */
const DURATION =
  '(?=\\d+\\s?[a-z]+\\s?\\d)(?:\\d+\\s?d(?:ays?)?\\s?)?(?:\\d+\\s?h(?:rs?|ours?)?\\s?)?(?:\\d+\\s?m(?:ins?)?\\s?)?(?:\\d+\\s?s(?:ecs?)?)?(?<=[a-z])';
const PARTS: Readonly<Record<string, string>> = { d: 'day', h: 'hour', m: 'minute', s: 'second' };

const durationWords = (written: string): string =>
  Array.from(
    written.matchAll(/(\d+)\s?([a-z])/g),
    ([, n, part]) => `${numberWords(n!)} ${PARTS[part!]!}${isOne(n!) ? '' : 's'}`,
  ).join(' ');

/** Per cent, temperatures, measures and multiples. */
export const measureRules: readonly Rule[] = [
  // a 10km run, a 20 kg bag: what stands before a noun is in the singular
  rule(
    'measure',
    `(?<=\\b[Aa]n? )(${AMOUNT})\\s?-?(${UNIT}|°C|°F|°)(?=[ -]\\p{Ll})(?! (?:a|an|and|or|in|at|of|for|to|per|is|from|on|with|than)\\b)`,
    ([, n, unit]) => `${amountWords(n!)} ${unit!.startsWith('°') ? degreeWords(unit!) : UNITS[unit!]![0]}`,
  ),
  rule(
    'percent',
    `([-−+])?(?<![\\p{L}\\d])(${AMOUNT})\\s?(?:%|percent${WORD_END})`,
    ([, sign, amount]) => `${sign === '+' ? 'plus ' : sign ? 'minus ' : ''}${amountWords(amount!)} percent`,
  ),
  rule(
    'range',
    `${START}(${AMOUNT})\\s?%?${TO}(${AMOUNT})\\s?%`,
    ([, from, to]) => `${amountWords(from!)} to ${amountWords(to!)} percent`,
  ),
  rule(
    'range',
    `${START}(${AMOUNT})${TO}(${AMOUNT})\\s?(${UNIT})${WORD_END}`,
    ([, from, to, unit]) => `${amountWords(from!)} to ${amountWords(to!)} ${unitWords(to!, unit!)}`,
  ),
  rule(
    'temperature',
    `([-−+])?(?<![\\p{L}\\d])(${AMOUNT})\\s?(°C|℃|°F|℉|°K|º|°)${WORD_END}`,
    ([, sign, n, unit]) =>
      `${sign === '+' ? 'plus ' : sign ? 'minus ' : ''}${amountWords(n!)} ${isOne(n!) ? 'degree' : 'degrees'}${{ '°C': ' Celsius', '℃': ' Celsius', '°F': ' Fahrenheit', '℉': ' Fahrenheit', '°K': ' Kelvin' }[unit!] ?? ''}`,
  ),
  rule(
    'temperature',
    `(?<![\\p{L}\\d])([-−]?${AMOUNT})\\s?(?:°[CF]?)?${TO}([-−]?${AMOUNT})\\s?(°C|℃|°F|℉|°)${WORD_END}`,
    ([, from, to, unit]) =>
      `${amountWords(from!)} to ${amountWords(to!)} degrees${{ '°C': ' Celsius', '℃': ' Celsius', '°F': ' Fahrenheit', '℉': ' Fahrenheit' }[unit!] ?? ''}`,
  ),
  // 5'11", 6 ft 2 in, 6ft. 2½
  rule(
    'measure',
    `${START}(\\d+)(?:\\s?['′’]|[\\s-]?(?:ft\\b\\.?|feet\\b|foot\\b))\\s?(\\d{1,2})(\\.\\d+|\\s?[½¼¾])?(?:\\s?(?:["″”]|''|’’)|[\\s-]?(?:inch(?:es)?\\b|in\\b(?:\\.(?=\\s\\p{Ll}|[,;)]))?))`,
    ([, feet, inches, part]) => {
      const length = amountWords(inches! + (part?.startsWith('.') ? part : '')) + halfWords(part);
      return [
        `${numberWords(feet!)} foot ${length}`,
        `${numberWords(feet!)} ${isOne(feet!) ? 'foot' : 'feet'} ${length} ${length === 'one' ? 'inch' : 'inches'}`,
      ];
    },
  ),
  rule(
    'measure',
    `${START}(\\d+)\\s?['′](?=\\s(?:tall|wide|long|high|deep|x|by)\\b)`,
    ([, n]) => `${numberWords(n!)} feet`,
  ),
  rule(
    'measure',
    `${START}(${AMOUNT})\\s?in(?=\\s(?:tall|wide|long|high|deep|thick|x|by)\\b)`,
    ([, n]) => `${amountWords(n!)} ${isOne(n!) ? 'inch' : 'inches'}`,
  ),
  rule(
    'measure',
    `${START}(\\d+)\\s?['′]\\s?[x×]\\s?(\\d+)['′]`,
    ([, a, b]) => `${numberWords(a!)} foot by ${numberWords(b!)} foot`,
  ),
  // blood pressure
  rule(
    'measure',
    `${START}(\\d{2,3})/(\\d{2,3})\\s?(mmHg|kPa)${WORD_END}`,
    ([, high, low, unit]) => `${numberWords(high!)} over ${numberWords(low!)} ${unitWords(low!, unit!)}`,
  ),
  rule('measure', `${START}(\\d+\\.\\d+)\\s?["″](?=\\s[a-z])`, ([, n]) => `${amountWords(n!)} inch`),
  rule(
    'measure',
    `(?<=\\d\\s?)±\\s?(${AMOUNT})\\s?(${UNIT})${WORD_END}`,
    ([, n, unit]) => `plus or minus ${amountWords(n!)} ${unitWords(n!, unit!)}`,
  ),
  // 2h30m, 1 h 20 m 30 s, 1d 12h
  rule('measure', `${START}${DURATION}${WORD_END}`, ([all]) => durationWords(all)),
  rule('measure', `${START}(\\d+)\\s?(?:["″])(?!\\p{L})(?=\\s[a-z])`, ([, n]) => `${numberWords(n!)} inch`),
  rule(
    'measure',
    `(?:(?<=^|[\\s(“"])([-−]))?${START}(${AMOUNT})\\s?-?(${UNIT})${WORD_END}`,
    ([, minus, n, unit]) => `${minus ? 'minus ' : ''}${amountWords(n!)} ${unitWords(n!, unit!)}`,
  ),
  rule(
    'measure',
    `${START}(\\d+)\\s?[x×]\\s?(\\d+)\\s?(${UNIT})${WORD_END}`,
    ([, a, b, unit]) => `${numberWords(a!)} by ${numberWords(b!)} ${unitWords(b!, unit!)}`,
  ),
  rule('counter', `${START}(\\d+)x${WORD_END}`, ([, n]) => `${numberWords(n!)} times`),
  rule('counter', `${START}(${AMOUNT})\\+(?![\\d+])`, ([, n]) => `${amountWords(n!)} plus`),
  rule('counter', `${START}(${AMOUNT})([kK]|M|[bB]n|B)${WORD_END}`, ([, n, scale]) => [
    `${amountWords(n!)} ${scaleWord(scale!)}`,
    `${amountWords(n!)} ${scale!.toUpperCase()}`,
  ]),
];
