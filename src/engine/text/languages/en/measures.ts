import { rule } from '../../rule';
import { AMOUNT, START, TO, UNIT, WORD_END, amountWords, isOne, scaleWord, unitWords } from './amounts';
import { numberWords } from './number-words';
import type { Rule } from '../../verbalise';

/** Per cent, temperatures, measures and multiples. */
export const measureRules: readonly Rule[] = [
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
  rule('measure', `${START}(\\d+)\\s?['′’]\\s?(\\d{1,2})\\s?(?:["″”]|'')`, ([, feet, inches]) => [
    `${numberWords(feet!)} foot ${numberWords(inches!)}`,
    `${numberWords(feet!)} feet ${numberWords(inches!)} inches`,
  ]),
  rule('measure', `${START}(\\d+)\\s?(?:["″])(?!\\p{L})(?=\\s[a-z])`, ([, n]) => `${numberWords(n!)} inch`),
  rule(
    'measure',
    `([-−])?${START}(${AMOUNT})\\s?-?(${UNIT})${WORD_END}`,
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
