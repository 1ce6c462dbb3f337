import { END, rule } from '../../rule';
import { MINUS, NUMBER, SCALE, START, TO, wordOf } from './amounts';
import { digitNames, numberName } from './numbers';
import { AFTER_LIANG } from './units';
import type { Rule } from '../../verbalise';

function bareFigures(figures: string): string | string[] {
  if (/^0\d/.test(figures) || figures.length > 9) return [digitNames(figures), digitNames(figures, '幺')];
  return [wordOf(figures), digitNames(figures), digitNames(figures, '幺')];
}

/** 15k */
const thousands = (n: string): string =>
  numberName(String(Math.round(1000 * Number(n.replaceAll(',', '')))), true);

/** Ordinals, counters, and every figure that no other class claims. */
export const countRules: readonly Rule[] = [
  rule('ordinal', `第\\s*(\\d+)(?!\\d)`, ([, n]) => `第${wordOf(n!)}`),
  rule(
    'ordinal',
    `第\\s*(\\d+)${TO}(?:第\\s*)?(\\d+)(?!\\d)`,
    ([, n, to]) => `第${wordOf(n!)}到${wordOf(to!)}`,
  ),
  rule('ordinal', `(?:No|NO|no)\\.\\s*(\\d+)(?!\\d)`, ([, n]) => [`第${wordOf(n!)}`, `${wordOf(n!)}号`]),
  rule('counter', `${START}(${NUMBER})(?=\\s*(?:${AFTER_LIANG}))`, ([, n]) => numberName(n!, true)),
  rule('counter', `${START}(${NUMBER})(${SCALE})?\\+(?![\\dA-Za-z])`, ([, n, scale = '']) => [
    `${numberName(n!, scale !== '')}${scale}${scale === '' ? '多' : '加'}`,
    `${numberName(n!, scale !== '')}${scale}${scale === '' ? '加' : '多'}`,
  ]),
  rule('counter', `${START}(\\d{1,4})[xX](?![A-Za-z\\d]|\\s*[-−+=])`, ([, n]) => `${numberName(n!, true)}倍`),
  // 100w+, 20w
  rule(
    'counter',
    `${START}(${NUMBER})w(\\+)?(?![A-Za-z\\d])`,
    ([, n, more]) => `${numberName(n!, true)}万${more ? '多' : ''}`,
  ),
  rule(
    'range',
    `${START}(${NUMBER})k${TO}(${NUMBER})k(?![A-Za-z\\d])`,
    ([, from, to]) => `${thousands(from!)}到${thousands(to!)}`,
    'iu',
  ),
  rule('decimal', `${START}(?:(?<![\\p{L}\\p{N}])[-−])?(${NUMBER})${END}`, ([all]) =>
    /^0\d/.test(all) ? digitNames(all) : numberName(all.replace('−', '-')),
  ),
  rule('integer', `${MINUS}(${NUMBER})${END}`, ([, n]) => `负${wordOf(n!)}`),
  rule('digits', `\\d+`, ([figures]) => bareFigures(figures)),
];
