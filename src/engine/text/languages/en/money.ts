import { alternation, rule } from '../../rule';
import {
  AMOUNT,
  SCALE,
  SHORT_SCALE,
  START,
  TO,
  WORD_END,
  amountWords,
  isOne,
  scaleWord,
  withPoint,
} from './amounts';
import { numberWords } from './number-words';
import { CURRENCIES } from './words';
import type { Rule } from '../../verbalise';

const SIGN = alternation(Object.keys(CURRENCIES));

function moneyWords(written: string, scale: string | undefined, sign: string): string {
  const amount = withPoint(written);
  const [one, many, cent, cents] = CURRENCIES[sign]!;
  if (scale) return `${amountWords(amount)} ${scaleWord(scale)} ${many}`;
  const [, whole, change] = /^([\d,]*)\.(\d\d)$/.exec(amount) ?? [];
  if (change === undefined || cent === undefined)
    return `${amountWords(amount)} ${isOne(amount) ? one : many}`;
  const small = `${numberWords(change)} ${change === '01' ? cent : cents!}`;
  if (whole === '' || /^0+$/.test(whole!)) return change === '00' ? `zero ${many}` : small;
  const large = `${amountWords(whole!)} ${whole === '1' ? one : many}`;
  return change === '00' ? large : `${large} and ${small}`;
}

/** Amounts of money. */
export const moneyRules: readonly Rule[] = [
  // what stands before a noun is in the singular: a $1.5 million house, a $3.50 coffee, $20 bills
  ...[
    `(?<=\\b[Aa]n? )(${SIGN})(${AMOUNT})(?:[ -]?(${SCALE})|(${SHORT_SCALE}))?(?=[ -]\\p{L})(?! (?:a|an|and|or|in|at|of|for|to|per|is|from|on|each)\\b)`,
    `(${SIGN})(${AMOUNT})(?:[ -]?(${SCALE})|(${SHORT_SCALE}))?(?=[ -](?:bills?|notes?|coins?|tickets?|tips?|fees?|fines?|prizes?|vouchers?|gift cards?|price tags?)\\b)`,
  ].map((pattern) =>
    rule('money', pattern, ([, sign, amount, long, short]) => {
      const [one] = CURRENCIES[sign!]!;
      const scale = long ?? short;
      const change = scale === undefined ? /^([\d,]+)\.(\d\d)$/.exec(withPoint(amount!)) : null;
      if (change)
        return `${amountWords(change[1]!)} ${one}${change[2] === '00' ? '' : ` ${numberWords(change[2]!)}`}`;
      return `${amountWords(amount!)} ${scale ? `${scaleWord(scale)} ` : ''}${one}`;
    }),
  ),
  rule(
    'money',
    `([-−])?(${SIGN})\\s?(${AMOUNT})(?:[ -]?(${SCALE})|(${SHORT_SCALE}))?${WORD_END}`,
    ([, minus, sign, amount, long, short]) =>
      (minus ? 'minus ' : '') + moneyWords(amount!, long ?? short, sign!),
  ),
  rule(
    'range',
    `(${SIGN})(${AMOUNT})(?:[ -]?(${SCALE})|(${SHORT_SCALE}))?${TO}(?:${SIGN})?(${AMOUNT})(?:[ -]?(${SCALE})|(${SHORT_SCALE}))?${WORD_END}`,
    ([, sign, from, l1, s1, to, l2, s2]) => {
      const [first, last] = [l1 ?? s1, l2 ?? s2];
      // two prices with their cents are said one after the other
      if (first === undefined && /\.\d\d$/.test(from!))
        return `${moneyWords(from!, undefined, sign!)} to ${moneyWords(to!, last, sign!)}`;
      return `${amountWords(from!)}${first ? ` ${scaleWord(first)}` : ''} to ${moneyWords(to!, last, sign!)}`;
    },
  ),
  rule(
    'money',
    `${START}(${AMOUNT})\\s?(?:(${SCALE})\\s)?(${alternation(Object.keys(CURRENCIES).filter((sign) => sign !== '$'))})${WORD_END}`,
    ([, amount, scale, sign]) => moneyWords(amount!, scale, sign!),
  ),
  rule('money', `${START}(\\d+)\\s?¢`, ([, n]) => `${numberWords(n!)} ${n === '1' ? 'cent' : 'cents'}`),
];
