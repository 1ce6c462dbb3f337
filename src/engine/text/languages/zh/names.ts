import { romanSignRule, romanValue, rule } from '../../rule';
import { COUNTED, MINUS, wordOf } from './amounts';
import { digitNames } from './numbers';
import type { Rule } from '../../verbalise';

/** A year or a type number: three figures and more are read one by one. */
function modelName(figures: string): string {
  const [whole = '', decimals] = figures.split('.');
  const name = whole.length > 2 || whole.startsWith('0') ? digitNames(whole) : wordOf(whole);
  return decimals === undefined ? name : `${name}点${digitNames(decimals)}`;
}

/** Roman numbers, and names with figures: GPT-4, COVID-19, MP3, iPhone 15. */
export const nameRules: readonly Rule[] = [
  romanSignRule(wordOf),
  rule('roman', `(?<=第\\s*)(?:X{0,3}(?:IX|IV|V?I{1,3}|V|X))(?![A-Za-z])`, ([roman]) =>
    wordOf(String(romanValue(roman))),
  ),
  // 《三体III》
  rule('roman', `(?<=[\\p{L}]\\s?)(?:I{2,3}|IV|VI{2,3}|IX)(?![A-Za-z])`, ([roman]) =>
    wordOf(String(romanValue(roman))),
  ),
  // circled figures
  rule('integer', '[①-⑳]', ([sign]) => wordOf(String(sign.charCodeAt(0) - 0x245f))),
  rule('symbol', `(?<=[\\p{L}\\d])\\s*[&＆]\\s*(?=[\\p{L}\\d])`, () => ['和', ' and ']),
  // @张三, #话题#
  rule('symbol', `@(?=\\p{Script=Han})`, () => '艾特'),
  rule('symbol', `#(?=[^#\\s]{1,20}#)|(?<=#[^#\\s]{1,20})#`, () => ''),
  // B2B, O2O
  rule('model', `(?<![A-Za-z\\d])([A-Z])2([A-Z])(?![A-Za-z\\d])`, ([, a, b]) => `${a!}二${b!}`),
  // i7-12700, 1080P, GB/T 19001-2016
  rule('model', `(?<=[A-Za-z]\\d{1,2})-(\\d{3,})(?!\\d)`, ([, n]) => [digitNames(n!), `杠${digitNames(n!)}`]),
  rule('model', `(?<![\\d.])(360|480|576|720|1080|1440|2160|4320)(?=[pPiI](?![A-Za-z]))`, ([, n]) =>
    digitNames(n!),
  ),
  rule(
    'model',
    `(?<=(?<![A-Za-z])(?:GB(?:/T)?|ISO|IEC|YY|JB|QB|HG|DB)\\s?)(\\d{3,})(?:-(\\d{4}))?(?!\\d)`,
    ([, n, year]) => digitNames(n!) + (year === undefined ? '' : `杠${digitNames(year)}`),
  ),
  // names with figures: GPT-4, COVID-19, MP3, iPhone 15
  rule('model', `(?<=[A-Za-z])-(\\d+(?:\\.\\d+)?)(?![\\d])`, ([, n]) => [
    modelName(n!),
    `杠${modelName(n!)}`,
  ]),
  // 歼-20, 东风-41; a stroke behind 为, 气温 or 增长 is a minus
  rule(
    'model',
    `(?<=\\p{Script=Han})(?<!\\d\\s*${COUNTED}\\s*)(?!${MINUS})[-‐‑](\\d+)(?![\\d%％]|[.,:/-]\\d)`,
    ([, n]) => modelName(n!),
  ),
  rule('model', `(?<=[A-Za-z])(\\d+(?:\\.\\d+)?)(?![\\d])`, ([, n]) => [
    modelName(n!),
    digitNames(n!.replace('.', '点')),
  ]),
  rule('model', `(?<=\\d)-(?=[A-Za-z])`, () => ' '),
];
