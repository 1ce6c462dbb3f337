import { durationRule } from '../../durations';
import { rule } from '../../rule';
import {
  AMOUNT,
  START,
  TO,
  UNIT,
  WORD_END,
  amountWords,
  isOne,
  plural,
  scaleWord,
  unitWords,
} from './amounts';
import { numberWords } from './number-words';
import { UNITS } from './words';
import type { Rule } from '../../verbalise';

const degreeWords = (sign: string): string =>
  `degree${{ '°C': ' Celsius', '°F': ' Fahrenheit' }[sign] ?? ''}`;

const SPANS = { d: 'day', h: 'hour', m: 'minute', s: 'second' } as const;

/** Of a unit that is written short, where the sentence goes on. */
const STOP = '(?:(?<=oz|tsp|[Tt]bsp|lbs?|yd|ft|mi|hrs?|mins?|secs?)\\.(?=\\s\\p{Ll}|[,;)]))?';

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
  // a calibre, not a length: a 9mm
  rule(
    'model',
    `(?<=\\b[Aa] )(\\d{1,2}(?:\\.\\d+)?)\\s?mm(?=[.,;:!?)]|$)`,
    ([, n]) => `${amountWords(n!)} millimeter`,
  ),
  // doses, not sides: 2 x 500mg
  rule(
    'measure',
    `${START}(\\d+)\\s?[x×]\\s?(${AMOUNT})\\s?(mc?g|g|m[lL]|IU)${WORD_END}`,
    ([, a, b, unit]) => `${numberWords(a!)} times ${amountWords(b!)} ${unitWords(b!, unit!)}`,
  ),
  rule(
    'measure',
    `${START}(\\d)\\s?[x×]\\s?(\\d{2,4})m(?= relay)`,
    ([, a, b]) => `${numberWords(a!)} by ${numberWords(b!)} meter`,
  ),
  // a run of so many kilometers
  rule(
    'model',
    `${START}(\\d{1,3})[kK](?= (?:runs?|races?|walks?|runners?|time|course)\\b)`,
    ([, n]) => `${numberWords(n!)} K`,
  ),
  // timber: 2x4s
  rule(
    'model',
    `${START}(\\d{1,2})\\s?[x×]\\s?(\\d{1,2})s${WORD_END}`,
    ([, a, b]) => `${numberWords(a!)} by ${plural(numberWords(b!))}`,
  ),
  // sides of a thing: 12 x 8 x 4 in
  rule(
    'measure',
    `${START}(\\d+(?:\\.\\d+)?(?:\\s?[x×]\\s?\\d+(?:\\.\\d+)?){1,3})\\s?(?:in(?:\\.(?=\\s\\p{Ll})|(?=[.,;)]|$))|(${UNIT})${WORD_END})`,
    ([, sides, unit]) => {
      const amounts = sides!.split(/\s?[x×]\s?/);
      return `${amounts.map(amountWords).join(' by ')} ${unit === undefined ? 'inches' : unitWords(amounts.at(-1)!, unit)}`;
    },
  ),
  // 40°42′46″N, 40.7128° N
  rule(
    'measure',
    `${START}(\\d{1,3}(?:\\.\\d+)?)\\s?°(?:\\s?(\\d{1,2}(?:\\.\\d+)?)['′’])?(?:\\s?(\\d{1,2}(?:\\.\\d+)?)(?:["″”]|'')|)(?:\\s?([NSEW])${WORD_END})?(?![\\d])`,
    ([, d, m, s, to]) =>
      m === undefined && to === undefined
        ? undefined
        : [
            `${amountWords(d!)} ${isOne(d!) ? 'degree' : 'degrees'}`,
            ...(m === undefined ? [] : [`${amountWords(m)} ${isOne(m) ? 'minute' : 'minutes'}`]),
            ...(s === undefined ? [] : [`${amountWords(s)} ${isOne(s) ? 'second' : 'seconds'}`]),
            ...(to === undefined ? [] : [{ N: 'north', S: 'south', E: 'east', W: 'west' }[to]]),
          ].join(' '),
  ),
  // blood pressure
  rule(
    'measure',
    `${START}(\\d{2,3})/(\\d{2,3})\\s?(mmHg|kPa)${WORD_END}`,
    ([, high, low, unit]) => `${numberWords(high!)} over ${numberWords(low!)} ${unitWords(low!, unit!)}`,
  ),
  rule(
    'measure',
    `(?<=\\d\\s?)±\\s?(${AMOUNT})\\s?(${UNIT})${WORD_END}`,
    ([, n, unit]) => `plus or minus ${amountWords(n!)} ${unitWords(n!, unit!)}`,
  ),
  durationRule(START, WORD_END, (parts) =>
    parts
      .map(({ figures, span }) => `${numberWords(figures)} ${SPANS[span]}${isOne(figures) ? '' : 's'}`)
      .join(' '),
  ),
  rule(
    'measure',
    `(?:(?<=^|[\\s(“"])([-−]))?${START}(${AMOUNT})\\s?-?(${UNIT})${WORD_END}${STOP}`,
    ([, minus, n, unit]) => `${minus ? 'minus ' : ''}${amountWords(n!)} ${unitWords(n!, unit!)}`,
  ),
  rule(
    'measure',
    `${START}(\\d+)\\s?[x×]\\s?(\\d+)\\s?(${UNIT})${WORD_END}`,
    ([, a, b, unit]) => `${numberWords(a!)} by ${numberWords(b!)} ${unitWords(b!, unit!)}`,
  ),
  // 3.0 × 10^8 m/s
  rule(
    'measure',
    `(?<=\\d(?:\\^-?\\d{1,3}|⁻?[⁰¹²³⁴-⁹]{1,3})\\s?)(${UNIT})${WORD_END}`,
    ([unit]) => UNITS[unit]?.[1],
  ),
  rule('counter', `${START}(\\d+)x${WORD_END}`, ([, n]) => `${numberWords(n!)} times`),
  rule('counter', `${START}(${AMOUNT})\\+(?![\\d+])`, ([, n]) => `${amountWords(n!)} plus`),
  rule('counter', `${START}(${AMOUNT})([kK]|M|[bB]n|B)${WORD_END}`, ([, n, scale]) => [
    `${amountWords(n!)} ${scaleWord(scale!)}`,
    `${amountWords(n!)} ${scale!.toUpperCase()}`,
  ]),
];
