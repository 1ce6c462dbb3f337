import { END, rule } from '../../rule';
import { AMOUNT, START, WORD_END, amountWords, ordinalWords, yearWords } from './amounts';
import { dialled } from './codes';
import { digitWords, numberWords } from './number-words';
import type { Rule } from '../../verbalise';

/** Ordinals, and every figure that no other class claims. */
export const countRules: readonly Rule[] = [
  rule('ordinal', `${START}(\\d[\\d,]*)(?:st|nd|rd|th|ST|ND|RD|TH)${WORD_END}`, ([, n]) => ordinalWords(n!)),
  rule('decimal', `${START}(${AMOUNT})${END}`, ([all]) =>
    /^0\d/.test(all)
      ? digitWords(all.replace(/\D/g, ''))
      : [
          amountWords(all),
          ...(/^\d{4}$/.test(all)
            ? [yearWords(all), digitWords(all)]
            : /^\d+$/.test(all)
              ? [digitWords(all)]
              : []),
        ],
  ),
  rule('integer', `(?<=^|[\\s(“"])[-−](${AMOUNT})${END}`, ([, n]) => `minus ${amountWords(n!)}`),
  rule('digits', `\\d+`, ([figures]) =>
    /^0\d/.test(figures) || figures.length > 12 ? digitWords(figures) : numberWords(figures),
  ),
  // 123-45-6789: no amount has three parts
  rule('code', `${START}\\d+(?:-\\d+){2,}(?![-\\p{L}\\d])`, ([all]) => dialled(all)),
];
