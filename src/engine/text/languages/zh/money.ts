import { alternation, rule } from '../../rule';
import { NUMBER, SCALE, START, TO, wordOf } from './amounts';
import { numberName } from './numbers';
import { CURRENCIES } from './units';
import type { Rule } from '../../verbalise';

const SIGN = alternation(Object.keys(CURRENCIES));

function currencyIn(written: string): string {
  const sign = new RegExp(SIGN, 'u').exec(written)?.[0] ?? '';
  return CURRENCIES[sign] ?? '';
}

const SCALES: Readonly<Record<string, number>> = {
  ...{ k: 3, thousand: 3, m: 6, mn: 6, million: 6 },
  ...{ b: 9, bn: 9, billion: 9, t: 12, tn: 12, trillion: 12 },
};
const SHORT_SCALE = '[kK]|[mM]n?|[bB]n?|[tT]n?|thousand|million|billion|trillion';

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
  if (value >= 1e12 && value % 1e10 === 0) return `${numberName(String(value / 1e12), true)}万亿`;
  if (value >= 1e8 && value % 1e6 === 0) return `${numberName(String(value / 1e8), true)}亿`;
  if (value >= 1e4 && value % 1e2 === 0) return `${numberName(String(value / 1e4), true)}万`;
  return numberName(figures);
}

/** Amounts of money. */
export const moneyRules: readonly Rule[] = [
  rule(
    'range',
    `(?:${SIGN})\\s*(${NUMBER})(${SCALE})?${TO}(${SIGN})?\\s*(${NUMBER})(${SCALE})?`,
    ([all, from, s1 = '', , to, s2 = '']) => `${wordOf(from!)}${s1}到${wordOf(to!)}${s2}${currencyIn(all)}`,
  ),
  rule(
    'money',
    `(-)?(?:${SIGN})\\s*(${NUMBER})\\s*(${SCALE}|${SHORT_SCALE})?元?(?![A-Za-z\\d])`,
    ([all, minus = '', amount, scale]) => money(minus + amount!, scale, currencyIn(all)),
  ),
  rule(
    'money',
    `${START}(${NUMBER})\\s*(${SCALE})?\\s*(${alternation(Object.keys(CURRENCIES).filter((sign) => sign !== '$'))})(?![A-Za-z])`,
    ([all, amount, scale]) => money(amount!, scale, currencyIn(all)),
  ),
];
